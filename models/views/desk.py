"""What a helpdesk agent is told of a person: precise where a visitor is told nothing, no secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum


class CodeMail(Enum):
    """What became of the mail that carries a code."""

    WAITING = "waiting"
    DELAYED = "delayed"
    """It waits for longer than a mail usually takes."""
    SENT = "sent"
    FULL = "full"
    """Its mailbox has no room."""
    REFUSED = "refused"


class MailRefusal(Enum):
    """Why a mail was refused, as far as it is known."""

    NO_MAILBOX = "no_mailbox"
    """There is none at this address."""
    CLOSED = "closed"
    """It takes no mail at all."""
    UNWANTED = "unwanted"
    """A filter or a rule of its server keeps it out."""
    TOO_LATE = "too_late"
    """Its code expired before it could be handed over."""
    LOST = "lost"
    """The connection broke; it may have arrived."""
    OTHER = "other"


class AccountStanding(Enum):
    """How far an account is."""

    NONE = "none"
    PENDING = "pending"
    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class CodeStanding:
    """The last code of a person, that confirms an account or renews a password.

    Attributes:
        asked_at: When it was made, aware.
        expires_at: Aware.
        live: It has been neither used nor replaced.
        tries_left: Codes that will still be compared if the person's mailbox is open beside.
        tries_left_elsewhere: The same at the place that has fewest left, without that mailbox.
        tries: Codes that are compared at most.
        mail: What became of its mail; None: its mail is forgotten.
        by_owner: It was asked for with the person's mailbox open beside.
        is_seen: Whether it was read would be known: the mailbox is kept here.
        renews: It gives another password, which confirms an account by the way.
        refusal: Why its mail was refused; None: it was not.
        read_at: When its mail was read, aware; None: not, or the mailbox is kept elsewhere.
    """

    asked_at: datetime
    expires_at: datetime
    live: bool
    tries_left: int
    tries_left_elsewhere: int
    tries: int
    mail: CodeMail | None
    by_owner: bool = True
    is_seen: bool = True
    renews: bool = False
    refusal: MailRefusal | None = None
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AddressChanging:
    """A correction of an address that waits.

    Attributes:
        due_at: When the new one takes the place of the old one, aware; None: the old one has not
            been told yet.
        notice: What became of the mail to the old address; None: it is forgotten.
    """

    due_at: datetime | None
    notice: CodeMail | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person is on the path of the leaflet, at a moment; moments are aware.

    Attributes:
        mailbox_opened_at: For the first time; None: never.
        mailbox_missing: It would be kept here, and none was ever made: the roll gives no first
            password.
        mailbox_full: It takes no more mail.
        mailbox_wait: Until when its password is not compared; None: no wait.
        account: How far the account is.
        created_at: When the account was first asked for.
        confirmed_at: When it became active.
        code: The last code, for a confirmation if it is pending, else for a new password.
        several_requests: More than one request waits, and nothing shows which is the person's.
        wait: Until when the voter password is not compared though the mailbox is open beside;
            None: no wait.
        wait_elsewhere: The longest such wait of a place without that mailbox.
        mails_from: Until when the mails of the day are used up; None: they are not.
        needs_password: The account was opened again without its old password.
        mail_code_needed: Only a code by mail opens it, after very many wrong passwords.
        creations_over: No account can be created any more.
        codes_over: No code can be used any more: the time of confirmations is over.
        signed_in_at: The last time; None: never.
        changing: The correction of the address that waits; None: none does.
        mail_elsewhere: The election opens no mailbox: its people read their mails in a program
            of their own, and what holds anywhere for the person is in the fields of an owner.
    """

    mailbox_opened_at: datetime | None = None
    mailbox_missing: bool = False
    mailbox_full: bool = False
    mailbox_wait: datetime | None = None
    account: AccountStanding = AccountStanding.NONE
    created_at: datetime | None = None
    confirmed_at: datetime | None = None
    code: CodeStanding | None = None
    several_requests: bool = False
    wait: datetime | None = None
    wait_elsewhere: datetime | None = None
    mails_from: datetime | None = None
    needs_password: bool = False
    mail_code_needed: bool = False
    creations_over: bool = False
    codes_over: bool = False
    signed_in_at: datetime | None = None
    changing: AddressChanging | None = None
    mail_elsewhere: bool = False


class Trouble(Enum):
    """Where a person stands still, or would next; the order is that in which they are found."""

    VOTE_OVER = "vote_over"
    DISABLED = "disabled"
    ADDRESS_CHANGES = "address_changes"
    ADDRESS_UNTOLD = "address_untold"
    MAILBOX_MISSING = "mailbox_missing"
    NOT_OPEN_YET = "not_open_yet"
    SIGN_IN_WAIT = "sign_in_wait"
    SIGN_IN_TRIED_ELSEWHERE = "sign_in_tried_elsewhere"
    CODES_OVER = "codes_over"
    PASSWORD_CLOSED = "password_closed"  # noqa: S105 - a trouble
    PASSWORD_NEEDED = "password_needed"  # noqa: S105 - a trouble
    MAILS_USED_UP = "mails_used_up"
    NO_MAILBOX = "no_mailbox"
    MAIL_LOST = "mail_lost"
    MAIL_DELAYED = "mail_delayed"
    RENEWAL_ASKED_ELSEWHERE = "renewal_asked_elsewhere"
    CODE_TRIED_ELSEWHERE = "code_tried_elsewhere"
    RENEWAL_FULL = "renewal_full"
    RENEWAL_REFUSED = "renewal_refused"
    RENEWAL_WAITING = "renewal_waiting"
    RENEWAL_TRIED_OUT = "renewal_tried_out"
    RENEWAL_EXPIRED = "renewal_expired"
    RENEWAL_SENT = "renewal_sent"
    MAIL_CODE_NEEDED = "mail_code_needed"
    NEVER_SIGNED_IN = "never_signed_in"
    SIGNED_IN = "signed_in"
    CONFIRMATION_CLOSED = "confirmation_closed"
    SEVERAL_REQUESTS = "several_requests"
    REQUEST_CLOSED = "request_closed"
    REQUEST_OVER = "request_over"
    CODE_FULL = "code_full"
    CODE_REFUSED = "code_refused"
    CODE_WAITING = "code_waiting"
    CODE_TRIED_OUT = "code_tried_out"
    CODE_EXPIRED = "code_expired"
    MAILBOX_WAIT = "mailbox_wait"
    CODE_BEHIND_UNOPENED_MAILBOX = "code_behind_unopened_mailbox"
    CODE_DELIVERED = "code_delivered"
    CODE_UNREAD = "code_unread"
    CODE_READ = "code_read"
    CREATION_CLOSED = "creation_closed"
    MAILBOX_UNOPENED = "mailbox_unopened"
    MAILBOX_FULL = "mailbox_full"
    NO_ACCOUNT = "no_account"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an agent reads out.

    Attributes:
        trouble: Which row of the table it is.
        words: Where the person stands, in one sentence.
        next_step: What the person does now, in one sentence.
    """

    trouble: Trouble
    words: str = field(repr=False)
    next_step: str = field(repr=False)


class StaffRole(StrEnum):
    """What a member of the helpdesk may do."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class StaffSession:
    """A member of the helpdesk who has signed in.

    Attributes:
        must_change: The password is the first one, that somebody else has seen.
        must_enrol: The election wants an authenticator, and there is none.
        has_totp: A code of an authenticator is asked for at each sign-in.
    """

    staff_id: int
    name: str
    role: StaffRole
    version: int
    signed_in_at: datetime
    must_change: bool
    must_enrol: bool
    has_totp: bool


@dataclass(frozen=True, slots=True)
class AuthenticatorOffer:
    """What an authenticator application has to take, before it is asked for.

    Attributes:
        secret: Base32, to be typed.
        uri: The same, to be read from a picture.
    """

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """An account of the helpdesk, for its administrator.

    Attributes:
        disabled_at: None if it is open.
        has_totp: An authenticator application is asked for.
    """

    name: str
    role: StaffRole
    must_change: bool
    has_totp: bool
    created_at: datetime
    disabled_at: datetime | None
