"""Who has not activated their account, and what reminds them."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.views.csv_tables import neutralised


@dataclass(frozen=True, slots=True)
class NotActivated:
    """Somebody who has no account that is confirmed, for whoever reminds them.

    Attributes:
        pending: An account was asked for and awaits its confirmation.
        opened: They have opened their mailbox; None: the election opens none.
    """

    uid: str
    mail: str = field(repr=False)
    civility: str = field(repr=False)
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    corps: str
    department: str
    uai: str
    school: str
    pending: bool
    opened: bool | None


OPENED = {True: "ouverte", False: "jamais ouverte", None: ""}
PEOPLE_COLUMNS = (
    *("uid", "mail", "civility", "last_name", "first_name"),
    *("corps", "department", "uai", "school", "compte", "messagerie"),
)


def people_row(one: NotActivated) -> tuple[str, ...]:
    """Return a person as a row of CSV under `PEOPLE_COLUMNS`, no cell of which is a formula."""
    return (
        *(
            neutralised(cell)
            for cell in (
                *(one.uid, one.mail, one.civility, one.last_name, one.first_name),
                *(one.corps, one.department, one.uai, one.school),
            )
        ),
        "à confirmer" if one.pending else "aucun",
        OPENED[one.opened],
    )


@dataclass(frozen=True, slots=True)
class RemindReport:
    """What a reminder does, or would do.

    Attributes:
        not_activated: People without a confirmed account.
        reminded_today: Those among them who have had a reminder today already.
        written: Mails that were written now, or would be.
        left: People for whom this hour has no room.
        subject: Of the letter, as an example.
        body: Likewise.
        done: False for a dry run.
    """

    not_activated: int
    reminded_today: int
    written: int
    left: int
    subject: str
    body: str
    done: bool
