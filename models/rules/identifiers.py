"""What identifies a person: NUMEN, user name, professional address; what is refused, and why.

The user name is data, never computed to let a person in: the leaflet's rule, « la première
lettre de votre prénom suivie de votre nom en minuscules », has exceptions (homonyms, compound and
birth names). It is only shown, and used for hints.
"""

from __future__ import annotations

import re
import unicodedata

from models.errors import AddressRefused
from models.rules.text import compact, drop_invisible, fold_accents

NUMEN_LENGTH = 13
"""Signs of a NUMEN."""

_NUMEN = re.compile(r"[0-9]{2}[A-Z][0-9]{2}[0-9]{5}[A-Z]{3}")
"""Académie of first registration, information system, year, number, three letters."""

_LOCAL_PART = re.compile(r"([a-z])[a-z-]*\.([a-z-]+[0-9]*)")

_ANY_DOMAIN = "ac-toulouse.fr"
"""Replaces the election's own domain, compared by then, of which email-validator
refuses some that a private network or an exercise has (.local, .test)."""


def normalise_numen(text: str) -> str | None:
    """Return the NUMEN in capitals, or None if the text has not its shape.

    Lower case, full-width forms, spaces and dashes are understood. Any académie
    is as good as another: the first two digits are not checked.
    """
    plain = compact(text)
    if not plain.isascii():
        return None
    number = plain.upper()
    return number if _NUMEN.fullmatch(number) else None


def normalise_user_name(text: str) -> str:
    """Return a user name as it is compared: lower case, without spaces or invisible marks."""
    small = unicodedata.normalize("NFKC", drop_invisible(text)).lower()
    return unicodedata.normalize("NFKC", "".join(small.split()))


def user_name_hint(text: str, domains: tuple[str, ...]) -> str | None:
    """Return a French sentence on what was typed in place of a user name, or None.

    Args:
        text: What was typed.
        domains: Domains of the professional addresses of this election.
    """
    typed = drop_invisible(text).strip()
    if normalise_numen(typed):
        return "C'est un NUMEN : il se saisit dans le champ « Mot de passe »."
    if "@" in typed:
        return _address_hint(normalise_user_name(typed), domains)
    if not typed.isascii() and fold_accents(typed) != typed:
        return "Le nom d'utilisateur s'écrit sans accent."
    if "." in typed:
        return (
            "Le nom d'utilisateur n'a pas de point : c'est la première lettre de votre prénom "
            "suivie de votre nom."
        )
    return None


def _address_hint(address: str, domains: tuple[str, ...]) -> str:
    """Return the sentence on an address typed in place of a user name."""
    local, _, domain = address.rpartition("@")
    names = _LOCAL_PART.fullmatch(local)
    example = f" : sans doute « {names[1]}{names[2]} »" if names and domain in domains else ""
    return (
        "Saisissez votre nom d'utilisateur, pas votre adresse : la première lettre de votre "
        f"prénom suivie de votre nom{example}."
    )


def normalise_address(text: str) -> str:
    """Return an address as it is compared.

    Full-width forms become ordinary ones, capitals small ones; spaces at the
    ends and invisible marks (zero-width, bidirectional) are dropped.
    """
    small = unicodedata.normalize("NFKC", drop_invisible(text)).lower()
    return unicodedata.normalize("NFKC", small).strip()


def check_address(text: str, domains: tuple[str, ...]) -> str:
    """Return the normalised address of a text.

    Args:
        text: What was typed.
        domains: Domains of the election, in lower case, at least one.

    Raises:
        AddressRefused: With the sentence of the first fault; it never repeats
            what was typed, which may be a secret in the wrong field.
    """
    address = normalise_address(text)
    reason = _fault(address, domains)
    if reason:
        raise AddressRefused(reason)
    return address


def _fault(address: str, domains: tuple[str, ...]) -> str | None:
    """Return the sentence of the first fault of a normalised address, or None."""
    endings = " ou ".join(f"@{domain}" for domain in domains)
    example = f"prenom.nom@{domains[0]}"
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
            f"{local}@{_ANY_DOMAIN}",
            allow_smtputf8=False,
            check_deliverability=False,
            strict=True,
        )
    except EmailNotValidError:
        return False
    return True
