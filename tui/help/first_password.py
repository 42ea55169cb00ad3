"""The first password of a mailbox among the secrets that nobody may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Election


def first_password_places(election: Election) -> dict[str, str]:
    """Return what pages may name in braces: « , NUMEN » and « , ni NUMEN », or nothing.

    Where a server keeps the mailboxes, this election gives no first password.
    """
    name = election.mail.spoken_first_password.name
    return {
        "and_first_password": f", {name}" if name else "",
        "nor_first_password": f", ni {name}" if name else "",
    }
