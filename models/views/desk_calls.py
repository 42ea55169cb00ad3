"""What the helpdesk does for a person: calls, acts with their reasons, and what an agent reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.views.desk import Diagnosis, StaffSession, Standing
from models.views.voter import Person


class CallState(StrEnum):
    """Where a call is."""

    IN_HAND = "in_hand"
    ASIDE = "aside"
    TO_CALL_BACK = "to_call_back"
    CLOSED = "closed"


class CallBack(StrEnum):
    """When an agent may say that a call is to be returned."""

    IN_AN_HOUR = "in_an_hour"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    LATE = "late"
    NEXT_MORNING = "next_morning"
    NEXT_AFTERNOON = "next_afternoon"
    MONDAY = "monday"
    ANY_TIME = "any_time"


class Cause(StrEnum):
    """Why somebody has called; no free text: an agent would write names into it, or a secret."""

    MAILBOX_UNKNOWN = "mailbox_unknown"
    MAILBOX_NEVER_OPENED = "mailbox_never_opened"
    NUMEN_UNKNOWN = "numen_unknown"
    MAILBOX_PASSWORD = "mailbox_password"  # noqa: S105 - a cause
    MAILBOX_FULL = "mailbox_full"
    ADDRESS_WRONG = "address_wrong"
    MAIL_NOT_FOUND = "mail_not_found"
    CODE_EXPIRED = "code_expired"
    CODE_NOT_TAKEN = "code_not_taken"
    VOTER_PASSWORD = "voter_password"  # noqa: S105 - a cause
    MUST_WAIT = "must_wait"
    NOT_THEIR_ACCOUNT = "not_their_account"
    SCRUTINS = "scrutins"
    QUESTION = "question"
    OTHER_PERSON = "other_person"
    """The page was opened by mistake: it was not this person."""


class DeskAct(StrEnum):
    """What an agent does for a person."""

    RESEND = "resend"
    RELEASE = "release"
    CANCEL = "cancel"
    DISABLE = "disable"
    ENABLE = "enable"
    ADDRESS = "address"
    STOP_ADDRESS = "stop_address"


class Reason(StrEnum):
    """Why; part of the audit event."""

    CODE_EXPIRED = "code_expired"
    CODE_TRIED_OUT = "code_tried_out"
    MAIL_NOT_FOUND = "mail_not_found"
    MAIL_REFUSED = "mail_refused"
    OWN_TRIES = "own_tries"
    TRIES_OF_OTHERS = "tries_of_others"
    NOT_THEIRS = "not_theirs"
    WRONG_PASSWORD_CHOSEN = "wrong_password_chosen"  # noqa: S105 - a reason
    ASKED_BY_PERSON = "asked_by_person"
    TAKEN_OVER = "taken_over"
    DISABLED_BY_MISTAKE = "disabled_by_mistake"
    SETTLED = "settled"
    ADDRESS_WRONG = "address_wrong"
    ADDRESS_REPLACED = "address_replaced"
    ADDRESS_MISTYPED = "address_mistyped"


class CallerFact(StrEnum):
    """What the roll holds of a person that a caller may be asked for."""

    CORPS = "corps"
    SCHOOL = "school"
    DEPARTMENT = "department"
    USER_NAME = "user_name"
    CALLED_BACK = "called_back"
    """The agent has called the school, which has passed the person on."""


@dataclass(frozen=True, slots=True)
class CallerQuestion:
    """What shows who calls: asked on the telephone, answered from the roll.

    Attributes:
        fact: What it asks for.
        words: The question, to be read out.
        answer: What the roll holds; never read out.
    """

    fact: CallerFact
    words: str
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A call about a person.

    Attributes:
        agent: Who has it.
        right: Answers that were right; None: nothing has been asked.
        recognised: Enough of them were: acts are possible.
        call_back_at: When to call back, aware; None: no matter.
    """

    call_id: int
    agent: str
    state: CallState
    opened_at: datetime
    changed_at: datetime
    cause: Cause | None = None
    right: int | None = None
    recognised: bool = False
    call_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallOf:
    """A call beside whose it is, for the list of an agent."""

    call: Call
    person: Person


class AddressEnd(StrEnum):
    """How a correction of an address has ended without effect."""

    STOPPED = "stopped"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that has happened about a person.

    Attributes:
        kind: As the audit chain has it.
        source: Where it came from; empty once the people are purged.
    """

    at: datetime
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class PersonScrutin:
    """A scrutin that a person is called to.

    Attributes:
        opens_at: When one votes in it from, aware.
        closes_at: Until when, aware.
    """

    code: str
    short: str
    title: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All that the page of a person shows.

    Attributes:
        department: Its code.
        meanwhile: What holds at the old address while a correction waits; None: none does.
        scrutins: In the order of the election file.
        questions: What shows who calls.
        history: Newest first.
        calls: Of anybody about this person, newest first, without the one in hand.
        others: Who else has a call about this person in hand.
        request: What waits for a second person.
        acts: What would change something, of what the agent may ask for.
        new_address: Takes the place of the address, see `standing.changing`; empty: none does.
        ended: How a correction of these days has ended without effect, and when; None: none has.
    """

    person: Person
    department: str
    uai: str
    scrutins: tuple[PersonScrutin, ...]
    standing: Standing
    diagnosis: Diagnosis
    meanwhile: Diagnosis | None
    questions: tuple[CallerQuestion, ...]
    history: tuple[HistoryLine, ...]
    calls: tuple[Call, ...]
    others: tuple[str, ...]
    request: DeskRequest | None
    acts: frozenset[DeskAct]
    new_address: str = ""
    ended: tuple[AddressEnd, datetime] | None = None


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """An act that a second person has to confirm.

    Attributes:
        asked_by: Who may not be the one who confirms.
        until: When it lapses, aware.
        new_address: Of a correction; empty: it is none.
    """

    request_id: int
    act: DeskAct
    reason: Reason
    person: Person
    asked_by: str
    asked_at: datetime
    until: datetime
    new_address: str = ""


@dataclass(frozen=True, slots=True)
class RequestFile:
    """What a second person reads before they confirm.

    Attributes:
        diagnosis: Where the person stands now.
        call: In which it was asked for, as it is now; None: it is gone.
    """

    request: DeskRequest
    diagnosis: Diagnosis
    call: Call | None


@dataclass(frozen=True, slots=True)
class CodeSent:
    """Another code was sent.

    Attributes:
        expires_at: Until when it is taken, aware.
        resend_at: From when another one may be asked for, aware.
    """

    expires_at: datetime
    resend_at: datetime


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """What an agent orders.

    Attributes:
        call_id: The call in hand.
        reason: Why; None is refused.
        source: Where the agent is.
    """

    session: StaffSession
    call_id: int
    reason: Reason | None
    source: str
