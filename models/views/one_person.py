"""What an administrator is told of one person: why they stand where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.views.desk import Diagnosis, Standing
from models.views.desk_calls import HistoryLine, PersonScrutin
from models.views.mail import MailState
from models.views.voter import Person


class WaitKind(StrEnum):
    """What a person has to wait for."""

    MAILBOX = "mailbox"
    """The password of the mailbox is not compared."""
    SIGN_IN = "sign_in"
    """The voter password is not compared, though their mailbox is open beside."""
    SIGN_IN_ELSEWHERE = "sign_in_elsewhere"
    """The same at a place where their mailbox is not open."""
    MAILS = "mails"
    """Their mails of the day are used up."""
    MAIL_CODE = "mail_code"
    """No wait: only a code by mail opens the account, after very many wrong passwords."""
    CODE = "code"
    """No wait: the code has been typed wrongly too often, and another one is needed."""
    IDENTIFIER = "identifier"
    """The identifiant de vote is not compared."""


@dataclass(frozen=True, slots=True)
class PersonWait:
    """Something that is not accepted from a person for now.

    Attributes:
        until: Aware; None: it does not end by itself.
    """

    kind: WaitKind
    until: datetime | None


@dataclass(frozen=True, slots=True)
class PersonMail:
    """A mail of the election to a person; never what it says.

    Attributes:
        reply: What the mail server answered, or what this program has to say; may be empty.
        replaced: A newer one was sent in its place: nobody looks for it.
        next_try_at: Aware; None if it is not offered again.
        sent_at: Aware; None if it was not.
    """

    created_at: datetime
    state: MailState
    reply: str
    replaced: bool
    tries: int
    next_try_at: datetime | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonReport:
    """One person, at one moment.

    Attributes:
        department: Its code.
        scrutins: In the order of the election file.
        diagnosis: Reason and next step, in words for an administrator.
        mails: Newest first.
        refusals: The last ones, newest first, as the audit chain has them.
    """

    person: Person = field(repr=False)
    department: str
    uai: str
    scrutins: tuple[PersonScrutin, ...]
    standing: Standing
    diagnosis: Diagnosis
    mails: tuple[PersonMail, ...]
    waits: tuple[PersonWait, ...]
    refusals: tuple[HistoryLine, ...]
