"""Putting the sample people into a demonstration, each in their situation.

Nothing is written behind the services' back: accounts are created, mails sent
and codes confirmed by the same calls as in a visit, at an earlier moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.clock import Clock
from models.context import Context
from models.data.samples.sample import Sample, SampleAccount, SampleMail, SamplePerson
from models.data.samples.shipped import sample_named
from models.mail.embedded import deliver, mailbox_of, size_of
from models.mail.letters import Letter
from models.rules.codes import normalise_code
from models.services.accounts.confirmation import confirm_account
from models.services.accounts.creation import create_account
from models.services.administration.migration import require_sandbox
from models.services.administration.roll_import import import_roll
from models.services.mailbox.folders import list_folder, read_message
from models.services.mailbox.opening import open_mailbox
from models.services.sending.waiting import send_waiting_mail
from models.views.mail import MailboxSession
from models.views.voter import PendingCode

SOURCE = "démonstration"
ORDINARY_MAILS = 3
FLOOD = 60
"""Mails in a flooded box, the confirmation among them."""
FLOOD_BEFORE = 34
FULL_BOX_MAILS = 9
LEFT_IN_FULL_BOX = 300
"""Bytes: less than any mail."""
HOURS: Mapping[SampleAccount, float] = {"expired": 30, "asked": 5, "confirmed": 50}
"""Since an account was asked for: a code lives for 24."""


@dataclass(frozen=True)
class EarlierClock:
    """A clock that runs behind another one, never out of the window given."""

    clock: Clock
    behind: timedelta
    earliest: datetime
    latest: datetime

    def now(self) -> datetime:
        """Return the earlier moment, aware."""
        return min(max(self.clock.now() - self.behind, self.earliest), self.latest)


def fill_sandbox(context: Context, sample: Sample | None = None) -> None:
    """Load the sample people, their mails and their accounts.

    Args:
        context: A sandbox that is empty.
        sample: Whose people they are; None: those of the default one.

    Raises:
        NotASandbox: The database is a real one.
    """
    require_sandbox(context)
    sample = sample or sample_named()
    with sample.roll() as path:
        import_roll(context, path, source=SOURCE)
    mails = sample.mails()
    for person in sample.people:
        if person.box == "ordinary":
            _deliver(context, person, mails[:ORDINARY_MAILS], hours=72)
        elif person.box == "full":
            _fill_box(context, person, mails)
    flood = [*mails, *(_reminder(mail) for mail in mails)]
    for person in sample.people:
        if person.box == "flooded":
            _deliver(context, person, flood[:FLOOD_BEFORE], hours=60)
        if person.account == "confirmed":
            _confirm(context, person, hours=HOURS["confirmed"])
        elif person.account != "none":
            _create(context, person, hours=HOURS[person.account])
        if person.box == "flooded":
            _deliver(context, person, flood[FLOOD_BEFORE : FLOOD - 1], hours=4)


def _earlier(context: Context, hours: float) -> Context:
    calendar = context.election.calendar
    clock = EarlierClock(
        context.clock,
        timedelta(hours=hours),
        calendar.accounts_open,
        calendar.accounts_close - timedelta(minutes=1),
    )
    return replace(context, clock=clock)


def _deliver(
    context: Context,
    person: SamplePerson,
    mails: list[SampleMail] | tuple[SampleMail, ...],
    hours: float,
) -> None:
    """Put mails into a box, a few minutes apart, the first so many hours ago."""
    with context.transaction():
        for number, mail in enumerate(mails):
            earlier = _earlier(context, hours - number * 0.13)
            _put(earlier, person, mail.sender, mail.letter)


def _put(context: Context, person: SamplePerson, sender: str, letter: Letter) -> None:
    deliver(letter, person.address, sender=sender, seal=context.seal, now=context.now)


def _fill_box(context: Context, person: SamplePerson, mails: tuple[SampleMail, ...]) -> None:
    """Fill a box with heavy mails until no other fits."""
    with context.transaction():
        mailbox = mailbox_of(person.address)
        room = (mailbox.quota_bytes if mailbox else 0) - LEFT_IN_FULL_BOX
        share = room // FULL_BOX_MAILS
        for number, mail in enumerate(mails[:FULL_BOX_MAILS]):
            earlier = _earlier(context, 90 - number * 7)
            _put(earlier, person, mail.sender, _heavy(mail.letter, share))


def _create(
    context: Context, person: SamplePerson, hours: float
) -> tuple[MailboxSession, PendingCode]:
    """Open a mailbox, and create its account; in its visit, if mailboxes are opened here."""
    earlier = _earlier(context, hours)
    mailbox = open_mailbox(earlier, person.user_name, person.numen, source=SOURCE)
    password = person.voter_password or ""
    pending = create_account(
        earlier,
        person.address,
        password,
        password,
        mailbox=mailbox if context.election.path.has_mailbox else None,
        source=SOURCE,
    )
    send_waiting_mail(earlier)
    return mailbox, pending


def _confirm(context: Context, person: SamplePerson, hours: float) -> None:
    """Create an account and confirm it by the link of its mail, or by its code."""
    mailbox, pending = _create(context, person, hours)
    earlier = _earlier(context, hours - 0.2)
    folder = list_folder(earlier, mailbox)
    arrived = next(summary for summary in folder.messages if summary.from_election)
    mail = read_message(earlier, mailbox, arrived.message_id)
    code = next(filter(None, map(normalise_code, mail.body.split())), "")
    password = None if pending.proof else person.voter_password
    confirm_account(earlier, pending, mail.link or code, password=password, source=SOURCE)


def _reminder(mail: SampleMail) -> SampleMail:
    letter = Letter(f"Rappel\N{NO-BREAK SPACE}: {mail.letter.subject}", mail.letter.body)
    return SampleMail(mail.sender, letter)


def _heavy(letter: Letter, size: int) -> Letter:
    """Return a letter of exactly so many bytes, with the list of people at its end."""
    heading = f"{letter.body}\nListe de diffusion, pour information :\n"
    short = Letter(letter.subject, heading)
    missing = size - size_of(short)
    line = "destinataire@etablissements.example ; "
    padding = (line * (missing // len(line) + 1))[:missing]
    return Letter(letter.subject, heading + padding)
