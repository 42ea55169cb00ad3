"""Putting the sample people into a demonstration, each in their situation.

Nothing is written behind the services' back: accounts are created, mails sent
and codes confirmed by the same calls as everybody's, at an earlier moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.clock import Clock
from models.context import Context
from models.data.samples import SAMPLE_PEOPLE, SampleMail, SamplePerson, sample_mails, sample_roll
from models.errors import NotASandbox
from models.mail.embedded import deliver, mailbox_of, size_of
from models.mail.letters import Letter
from models.services.confirm_account import ConfirmAccount
from models.services.create_account import CreateAccount
from models.services.import_roll import ImportRoll
from models.services.migrate import KIND, SANDBOX
from models.services.open_mailbox import OpenMailbox
from models.services.read_mail import ListFolder, ReadMessage
from models.services.send_waiting_mail import SendWaitingMail
from models.services.use_case import UseCase
from models.tables.installation import Installation
from models.views import PendingCode

SOURCE = "démonstration"
ORDINARY_MAILS = 3
FLOOD = 60
"""Mails in a flooded box, the confirmation among them."""
FLOOD_BEFORE = 34
FULL_BOX_MAILS = 9
LEFT_IN_FULL_BOX = 300
"""Bytes: less than any mail."""


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


class FillSandbox(UseCase):
    """Fills an empty sandbox."""

    def __call__(self) -> None:
        """Load the sample people, their mails and their accounts.

        Raises:
            NotASandbox: The database is a real one.
        """
        with self.context.connection():
            kind = Installation.get_or_none(Installation.name == KIND)
        if kind is None or kind.value != SANDBOX:
            raise NotASandbox
        with sample_roll() as path:
            ImportRoll(self.context)(path, source=SOURCE)
        people = {person.user_name: person for person in SAMPLE_PEOPLE}
        mails = sample_mails()
        for name in ("fdupont", "jmartin1", "ifabre", "kbenali"):
            self._deliver(people[name], mails[:ORDINARY_MAILS], hours=72)
        self._fill_box(people["jobriendarc"], mails)
        self._create(people["ifabre"], hours=30)
        self._confirm(people["kbenali"], hours=50)
        flood = [*mails, *(_reminder(mail) for mail in mails)]
        self._deliver(people["hcazenave"], flood[:FLOOD_BEFORE], hours=60)
        self._create(people["hcazenave"], hours=5)
        self._deliver(people["hcazenave"], flood[FLOOD_BEFORE : FLOOD - 1], hours=4)

    def _earlier(self, hours: float) -> Context:
        calendar = self.context.election.calendar
        clock = EarlierClock(
            self.context.clock,
            timedelta(hours=hours),
            calendar.accounts_open,
            calendar.accounts_close - timedelta(minutes=1),
        )
        return replace(self.context, clock=clock)

    def _deliver(
        self, person: SamplePerson, mails: list[SampleMail] | tuple[SampleMail, ...], hours: float
    ) -> None:
        """Put mails into a box, a few minutes apart, the first so many hours ago."""
        with self.context.transaction():
            for number, mail in enumerate(mails):
                earlier = self._earlier(hours - number * 0.13)
                deliver(earlier, person.address, mail.sender, mail.letter)

    def _fill_box(self, person: SamplePerson, mails: tuple[SampleMail, ...]) -> None:
        """Fill a box with heavy mails until no other fits."""
        with self.context.transaction():
            mailbox = mailbox_of(person.address)
            room = (mailbox.quota_bytes if mailbox else 0) - LEFT_IN_FULL_BOX
            share = room // FULL_BOX_MAILS
            for number, mail in enumerate(mails[:FULL_BOX_MAILS]):
                earlier = self._earlier(90 - number * 7)
                deliver(earlier, person.address, mail.sender, _heavy(mail.letter, share))

    def _create(self, person: SamplePerson, hours: float) -> PendingCode:
        earlier = self._earlier(hours)
        password = person.voter_password or ""
        pending = CreateAccount(earlier)(
            person.address, password, password, mailbox=None, source=SOURCE
        )
        SendWaitingMail(earlier)()
        return pending

    def _confirm(self, person: SamplePerson, hours: float) -> None:
        """Create an account and confirm it by the link of its mail."""
        pending = self._create(person, hours)
        earlier = self._earlier(hours - 0.2)
        mailbox = OpenMailbox(earlier)(person.user_name, person.numen, source=SOURCE)
        folder = ListFolder(earlier)(mailbox)
        arrived = next(summary for summary in folder.messages if summary.from_election)
        link = ReadMessage(earlier)(mailbox, arrived.message_id).link or ""
        ConfirmAccount(earlier)(pending, link, source=SOURCE)


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
