"""What this election says of its user names: their rule, examples, and what was typed instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.rules.user_names import Slip, UserNameForm, user_name_slip

if TYPE_CHECKING:
    from models.settings.election import Election

TABLES: Mapping[UserNameForm, str] = {
    "initial-name": "webmail.user_name.initial_name",
    "first.last": "webmail.user_name.first_last",
    "any": "webmail.user_name.any",
}
"""Tables of the catalogue."""
HINTS: Mapping[Slip, str] = {
    Slip.FIRST_SECRET: "webmail.hint.first_password",
    Slip.ADDRESS: "webmail.hint.address",
    Slip.ADDRESS_SUGGESTS: "webmail.hint.address_suggests",
    Slip.ACCENT: "webmail.hint.accent",
    Slip.POINT: "webmail.hint.point",
}


def user_name_places(election: Election) -> dict[str, str]:
    """Return what texts about user names may name in braces."""
    table = TABLES[election.mail.user_names]
    parts = ("rule", "help", "example", "exceptions")
    return {f"user_name_{part}": election.texts.line(f"{table}.{part}") for part in parts}


def user_name_hint(text: str, election: Election) -> str | None:
    """Return a French sentence on what was typed in place of a user name, or None.

    It never repeats what was typed, which may be a secret in the wrong field.
    """
    mail = election.mail
    found = user_name_slip(
        text,
        form=mail.user_names,
        domains=mail.domains,
        first_password=mail.first_password.rule if mail.embedded else None,
    )
    if found is None:
        return None
    slip, meant = found
    return election.texts.line(HINTS[slip], **user_name_places(election), user_name=meant)
