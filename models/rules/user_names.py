"""User names of the webmail: how they are compared, and what was typed in their place.

The user name is data, never computed to let a person in: whatever the rule, it has exceptions
(homonyms, compound and birth names). The rule is only shown, and used for hints.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from enum import Enum, auto
from typing import Literal

from models.rules.first_passwords import FirstPassword
from models.rules.text import drop_invisible, fold_accents

UserNameForm = Literal["initial-name", "first.last", "any"]
"""« fdupont », « francoise.dupont », or whatever the mail server says."""


class Slip(Enum):
    """What was typed in place of a user name."""

    FIRST_SECRET = auto()
    ADDRESS = auto()
    ADDRESS_SUGGESTS = auto()
    ACCENT = auto()
    POINT = auto()


_INITIAL = re.compile(r"([a-z])[a-z-]*\.([a-z-]+[0-9]*)")


def normalise_user_name(text: str) -> str:
    """Return a user name as it is compared: lower case, without spaces or invisible marks."""
    small = unicodedata.normalize("NFKC", drop_invisible(text)).lower()
    return unicodedata.normalize("NFKC", "".join(small.split()))


def user_name_slip(
    text: str,
    *,
    form: UserNameForm,
    domains: Collection[str],
    first_password: FirstPassword | None,
) -> tuple[Slip, str] | None:
    """Return what was typed in place of a user name with the name that was perhaps meant, or None.

    The name is empty where nothing suggests it.

    Args:
        text: What was typed.
        form: How the election's user names are made.
        domains: Domains of its professional addresses.
        first_password: What the first password of a mailbox looks like, None if there is none.
    """
    typed = drop_invisible(text).strip()
    if first_password and first_password.telling and first_password.normalise(typed):
        return Slip.FIRST_SECRET, ""
    if "@" in typed:
        local, _, domain = normalise_user_name(typed).rpartition("@")
        meant = _name_of(local, form) if domain in domains else ""
        return (Slip.ADDRESS_SUGGESTS if meant else Slip.ADDRESS), meant
    if not typed.isascii() and fold_accents(typed) != typed:
        return Slip.ACCENT, ""
    if "." in typed and form == "initial-name":
        return Slip.POINT, ""
    return None


def _name_of(local: str, form: UserNameForm) -> str:
    """Return the user name that goes with what is before an @, empty if nobody can say."""
    names = _INITIAL.fullmatch(local)
    match form:
        case "initial-name":
            return f"{names[1]}{names[2]}" if names else ""
        case "first.last":
            return local if names else ""
        case _:
            return ""
