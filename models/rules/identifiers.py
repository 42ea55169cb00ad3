"""The professional address, which identifies a person: what is refused, and why."""

from __future__ import annotations

import unicodedata

from models.errors import AddressRefused
from models.rules.text import drop_invisible, fold_accents

_STAND_IN = "example.org"
"""Replaces the election's own domain, compared by then, of which email-validator
refuses some that a private network or an exercise has (.local, .test)."""

ADDRESS_FORM = "prenom.nom"
"""What is before the @ in the examples of an address, if the election file says nothing."""


def normalise_address(text: str) -> str:
    """Return an address as it is compared.

    Full-width forms become ordinary ones, capitals small ones; spaces at the
    ends and invisible marks (zero-width, bidirectional) are dropped.
    """
    small = unicodedata.normalize("NFKC", drop_invisible(text)).lower()
    return unicodedata.normalize("NFKC", small).strip()


def endings_of(domains: tuple[str, ...]) -> str:
    """Return « @a.fr ou @b.fr »."""
    return " ou ".join(f"@{domain}" for domain in domains)


def check_address(text: str, domains: tuple[str, ...], *, form: str = ADDRESS_FORM) -> str:
    """Return the normalised address of a text.

    Args:
        text: What was typed.
        domains: Domains of the election, in lower case, at least one.
        form: What is before the @ in the example of a refusal.

    Raises:
        AddressRefused: With the sentence of the first fault; it never repeats
            what was typed, which may be a secret in the wrong field.
    """
    address = normalise_address(text)
    reason = _fault(address, domains, form)
    if reason:
        raise AddressRefused(reason)
    return address


def _fault(address: str, domains: tuple[str, ...], form: str) -> str | None:
    """Return the sentence of the first fault of a normalised address, or None."""
    endings = endings_of(domains)
    example = f"{form}{endings}"
    if not address:
        return f"Saisissez votre adresse professionnelle, de la forme {example}."
    if "@" not in address:
        return f"Il manque la fin de l'adresse : ajoutez {endings}."
    if address.count("@") > 1:
        return "Une adresse ne contient qu'un seul @ : retirez l'autre."
    if any(sign.isspace() for sign in address):
        return "Une adresse s'écrit sans espace : retirez les espaces."
    local, _, domain = address.partition("@")
    if domain not in domains:
        return f"L'adresse attendue se termine par {endings}."
    if not local:
        return f"Il manque le début de l'adresse : elle est de la forme {example}."
    if not local.isascii():
        return _foreign_letters(local)
    if not _is_local_part(local):
        return f"Cette adresse ne peut pas exister : elle est de la forme {example}."
    return None


def _foreign_letters(local: str) -> str:
    """Return the sentence on a local part that is not ASCII."""
    if fold_accents(local).isascii():
        return "Une adresse s'écrit sans accent : remplacez les lettres accentuées."
    return "Une adresse ne contient que des lettres sans accent, des chiffres, points et tirets."


def _is_local_part(local: str) -> bool:
    """Return whether an ASCII text may be before the @ of an address (RFC 5322)."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(
            f"{local}@{_STAND_IN}",
            allow_smtputf8=False,
            check_deliverability=False,
            strict=True,
        )
    except EmailNotValidError:
        return False
    return True
