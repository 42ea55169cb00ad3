"""The user name of the webmail: data, never computed to let somebody in.

The leaflet's rule, « la première lettre de votre prénom suivie de votre nom en
minuscules », has exceptions (homonyms, compound and birth names): it is only
shown, and used for hints.
"""

from __future__ import annotations

import re
import unicodedata

from models.rules.numen import normalise_numen
from models.rules.typed_text import drop_invisible, fold_accents

_NOT_IN_A_USER_NAME = re.compile(r"[^0-9a-z-]+")
_LOCAL_PART = re.compile(r"([a-z])[a-z-]*\.([a-z-]+[0-9]*)")


def normalise_user_name(text: str) -> str:
    """Return a user name as it is compared: lower case, without spaces or marks nobody sees."""
    small = unicodedata.normalize("NFKC", drop_invisible(text)).lower()
    return unicodedata.normalize("NFKC", "".join(small.split()))


def expected_user_name(first_name: str, last_name: str) -> str:
    """Return the user name that the leaflet's rule gives, without a homonym's digit.

    Accents are folded; apostrophes, spaces and other signs are dropped, hyphens
    of the last name kept: Jean-Noël O'Brien d'Arc is `jobriendarc`.
    """
    return _letters(first_name)[:1] + _letters(last_name)


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
    if any(sign.isspace() for sign in typed):
        return "Le nom d'utilisateur s'écrit sans espace : ici, il n'en est pas tenu compte."
    if not typed.isascii() and fold_accents(typed) != typed:
        return "Le nom d'utilisateur s'écrit sans accent."
    if typed != typed.lower():
        return "Le nom d'utilisateur s'écrit en minuscules : ici, les majuscules sont acceptées."
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


def _letters(name: str) -> str:
    """Return a name folded, in lower case, reduced to letters, digits and hyphens."""
    return _NOT_IN_A_USER_NAME.sub("", fold_accents(name).lower())
