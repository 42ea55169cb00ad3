"""The election file: its sections, with the defaults of the rules they feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, field

from models.errors import ScrutinUnknown
from models.rules.calendar import Calendar, calendar_around
from models.rules.password_words import say_policy
from models.rules.path import MAIL_ELSEWHERE, WHOLE_PATH, VoterPath
from models.settings.alerts import NO_SERVER, AlertsSection
from models.settings.board import BoardSection
from models.settings.database import DatabaseSection
from models.settings.desk import DeskSection
from models.settings.kiosk import KioskSection
from models.settings.mail import NOT_ELSEWHERE, MailSection
from models.settings.parts import Flaw, Line, Section, told
from models.settings.passwords import MailboxPasswordSection, PasswordsSection
from models.settings.remind import RemindSection
from models.settings.scrutin_dates import date_flaws, scrutin_calendars
from models.settings.sections import (
    CalendarSection,
    Code,
    Department,
    ElectionSection,
    ScrutinSection,
    SecuritySection,
)
from models.settings.texts import long_text_flaws, own_texts, text_flaws
from models.settings.upkeep import LogsSection, PurgeSection
from models.texts.texts import Texts


class Election(Section, frozen=True, kw_only=True, dict=True):
    """A whole election file."""

    election: ElectionSection
    calendar_section: CalendarSection = field(name="calendar")
    mail: MailSection
    database: DatabaseSection = DatabaseSection()
    passwords: PasswordsSection = PasswordsSection()
    security: SecuritySection = SecuritySection()
    kiosk: KioskSection = KioskSection()
    desk: DeskSection = DeskSection()
    board: BoardSection | None = None
    alerts: AlertsSection | None = None
    logs: LogsSection = LogsSection()
    purge: PurgeSection = PurgeSection()
    remind: RemindSection = RemindSection()
    texts_section: dict[str, Any] = field(name="texts", default_factory=dict)
    departments: dict[Department, Line] = field(default_factory=dict)
    corps: dict[Code, tuple[Line, Line]]
    scrutins: Annotated[tuple[ScrutinSection, ...], Meta(min_length=1)]
    _file: Path | None = None

    @property
    def file(self) -> Path | None:
        """The file that this was read from, None if there is none."""
        return self._file

    def read_from(self, file: Path) -> Election:
        """Return the election with its file, from whose directory its relative paths start."""
        return self.beside(file.parent).changed(_file=file)

    def flaws(self) -> Iterator[Flaw]:
        """Yield what does not fit together."""
        yield from told(self._text_flaws())
        yield from told(self._mailbox_flaws())
        yield from told(self._alerts_without_server())
        yield from told(date_flaws(self.calendar_section, self.scrutins))
        seen: set[str] = set()
        for number, scrutin in enumerate(self.scrutins):
            for flaws in (
                self._twice(scrutin, seen),
                self._unknown_corps(scrutin),
                self._unknown_department(scrutin),
            ):
                for flaw in told(flaws):
                    yield flaw._replace(place=("scrutins", number, *flaw.place))

    def _text_flaws(self) -> Iterator[Flaw]:
        section = self.texts_section
        yield from text_flaws(section, elsewhere=self.mail.elsewhere)
        if section:
            yield from long_text_flaws(section, self._text_places)

    def _mailbox_flaws(self) -> Iterator[Flaw]:
        """Yield what would say how a mailbox is opened that nobody opens here."""
        if not self.mail.elsewhere:
            return
        if self.passwords.mailbox != MailboxPasswordSection():
            yield Flaw(("passwords", "mailbox"), NOT_ELSEWHERE)
        if self.election.forgotten_mailbox_password is not None:
            yield Flaw(("election", "forgotten_mailbox_password"), NOT_ELSEWHERE)

    def _alerts_without_server(self) -> Iterator[Flaw]:
        if self.alerts is not None and self.mail.embedded:
            yield Flaw(("alerts",), NO_SERVER)

    def _twice(self, scrutin: ScrutinSection, seen: set[str]) -> Iterator[Flaw]:
        if scrutin.code in seen:
            yield Flaw(("code",), f"« {scrutin.code} » est décrit deux fois")
        seen.add(scrutin.code)

    def _unknown_corps(self, scrutin: ScrutinSection) -> Iterator[Flaw]:
        for code in scrutin.corps:
            if code not in self.corps:
                yield Flaw(("corps",), f"corps inconnu « {code} »")

    def _unknown_department(self, scrutin: ScrutinSection) -> Iterator[Flaw]:
        department = scrutin.department
        if department is not None and department not in self.departments:
            yield Flaw(("department",), f"département inconnu « {department} »")

    def beside(self, directory: Path) -> Election:
        """Return the election with its relative paths starting from an absolute directory."""
        return self.changed(
            database=self.database.beside(directory),
            mail=self.mail.beside(directory),
            logs=self.logs.beside(directory),
            desk=self.desk.beside(directory),
            scrutins=tuple(scrutin.beside(directory) for scrutin in self.scrutins),
        )

    def scrutin(self, code: str) -> ScrutinSection:
        """Return the scrutin of a code.

        Raises:
            ScrutinUnknown: The election has none.
        """
        for scrutin in self.scrutins:
            if scrutin.code == code:
                return scrutin
        raise ScrutinUnknown

    @cached_property
    def _default_calendar(self) -> Calendar:
        """What `[calendar]` says: that of every scrutin without dates of its own."""
        return self.calendar_section.build()

    @cached_property
    def _calendars(self) -> Mapping[str, Calendar]:
        """The calendar of each scrutin, by its code."""
        return scrutin_calendars(self._default_calendar, self.scrutins)

    @cached_property
    def calendar(self) -> Calendar:
        """The moments of the election.

        The vote is from the first opening to the last closing of its scrutins, and the results are
        from the first day on that any of them has.
        """
        return calendar_around(self._calendars.values())

    def calendar_of(self, code: str) -> Calendar:
        """Return when one votes in a scrutin, and when its result is there.

        One that only the roll knows has the dates of `[calendar]`.
        """
        return self._calendars.get(code, self._default_calendar)

    def calendar_of_all(self, codes: Iterable[str]) -> Calendar:
        """Return the calendar of some scrutins together; without any that of the election."""
        own = [self.calendar_of(code) for code in codes]
        return calendar_around(own) if own else self.calendar

    @cached_property
    def published_from(self) -> datetime:
        """From when on all results may be published: the last day of results of any scrutin."""
        return max(one.results_from for one in self._calendars.values())

    @cached_property
    def _text_places(self) -> Mapping[str, str]:
        """What every text may name in braces."""
        place = self.election
        return {
            "title": place.title,
            "organiser": place.organiser_named,
            "webmail_name": place.webmail_name,
            "webmail_url": place.webmail_url,
            "space_url": place.space_url,
            "vote_url": place.vote_url,
            "domain": self.mail.domains[0],
            "domains": self.mail.endings,
            "address_example": f"{self.mail.address_form}{self.mail.endings}",
            "first_password": self.mail.first_password.name,
            "first_password_shape": self.mail.first_password.shape,
            "voter_password": say_policy(self.passwords.voter.policy),
            "mailbox_password": say_policy(self.passwords.mailbox.policy),
            "assistance": " ".join(place.assistance),
            "assistance_closed": " ".join(place.assistance_closed),
            "assistance_vote": " ".join(place.assistance_vote or place.assistance),
        }

    @cached_property
    def texts(self) -> Texts:
        """What screens, mails and notices say, in this election's words if it has its own."""
        own = own_texts(self.texts_section)
        return Texts(own, self._text_places, elsewhere=self.mail.elsewhere)

    @property
    def path(self) -> VoterPath:
        """The steps that lead to the scrutins."""
        return MAIL_ELSEWHERE if self.mail.elsewhere else WHOLE_PATH

    @property
    def forgotten_lines(self) -> tuple[str, ...]:
        """The paragraphs of « Mot de passe oublié ? » of the mailbox."""
        key = "webmail.forgotten.text" if self.mail.embedded else "webmail.forgotten.text_server"
        return self.election.forgotten_mailbox_password or self.texts.lines(key)

    @property
    def title(self) -> str:
        """« Élections professionnelles 2014 »."""
        return self.election.title

    @property
    def organiser(self) -> str:
        """« académie de Toulouse »."""
        return self.election.organiser_named

    @property
    def zone_words(self) -> str:
        """« heure de Paris »: whose hours all moments are."""
        return self.calendar_section.zone_words
