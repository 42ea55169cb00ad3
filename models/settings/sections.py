"""The sections about the election itself: its words, its calendar, its limits, its scrutins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    Field,
    PositiveInt,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from models.rules.calendar import Calendar, moments_at
from models.rules.french_places import of_place, say_zone
from models.settings.parts import Backend, Line, Section, Wait, within

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Department = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]?$")]
"""« 09 », « 2A », « 971 »."""

FORGOTTEN: dict[Backend, tuple[str, ...]] = {
    "embedded": (
        "La première fois, votre mot de passe est votre NUMEN, en majuscules.",
        "Si vous l'avez changé puis oublié, demandez à l'assistance de le réinitialiser : ce sera "
        "de nouveau votre NUMEN.",
        "Si vous n'avez plus votre NUMEN, demandez-le à votre service de gestion : lui seul peut "
        "vous le redonner.",
    ),
    "smtp-imap": (
        "C'est le mot de passe de votre messagerie professionnelle : il ne se change pas ici.",
        "Si vous ne l'avez plus, adressez-vous à l'assistance de votre académie : elle vous dira "
        "comment en choisir un autre.",
    ),
}
"""Lines of « Mot de passe oublié ? » by backend, if the election file gives none."""


CLOSED = (
    "Adressez-vous à l'assistance : ses coordonnées sont affichées dans votre établissement.",
)
"""What is said to whom the calendar has closed the way, if the election file says nothing."""


class ElectionSection(Section):
    """`[election]`: what is said of the election.

    Attributes:
        organiser: Who holds it, « ministère de la Culture »; None: « académie de … ».
        results_url: Where the results are published; None: it is not said.
        assistance: Lines of the page « Besoin d'assistance ».
        assistance_closed: Lines for a person whom the calendar has closed the way: no account
            can be created, confirmed or given another password any more.
        forgotten_mailbox_password: Lines of « Mot de passe oublié ? »; None: what
            fits the backend of the mailboxes.
        application_place: Where the mails say that the application is, « sur un
            poste de vote de votre établissement »; None: they do not say.
    """

    title: Line
    academie: Line
    organiser: Line | None = None
    webmail_name: Line
    webmail_url: Line
    space_url: Line
    vote_url: Line
    results_url: Line | None = None
    assistance: tuple[Line, ...] = Field(min_length=1)
    assistance_closed: Annotated[tuple[Line, ...], Field(min_length=1)] = CLOSED
    forgotten_mailbox_password: Annotated[tuple[Line, ...], Field(min_length=1)] | None = None
    application_place: Line | None = None

    @property
    def organiser_named(self) -> str:
        """« académie d'Aix-Marseille », or what the election file says."""
        return self.organiser or f"académie {of_place(self.academie)}"

    def forgotten_lines(self, backend: Backend) -> tuple[str, ...]:
        """Return the lines of « Mot de passe oublié ? » for mailboxes of a backend."""
        return self.forgotten_mailbox_password or FORGOTTEN[backend]


NO_HOUR = "il manque l'heure : écrivez par exemple « {day}T17:00:00 »"
NEVER = "cette heure n'existe pas ({zone} avance ses horloges ce jour-là) : écrivez-en une autre"
TWICE = (
    "cette heure existe deux fois ({zone} retarde ses horloges ce jour-là) : écrivez « {first} » "
    "pour la première, « {second} » pour la seconde"
)


class CalendarSection(Section):
    """`[calendar]`: local moments of the election's zone.

    Attributes:
        timezone_name: How its hours are named, « heure de Paris »; None: by the zone.
    """

    timezone: str
    timezone_name: Line | None = None
    accounts_open: datetime
    accounts_close: datetime
    confirmations_close: datetime
    vote_opens: datetime
    vote_closes: datetime
    results_from: datetime

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("fuseau horaire inconnu, par exemple « Europe/Paris »") from error
        return name

    @field_validator("*", mode="before")
    @classmethod
    def _with_hour(cls, value: object) -> object:
        """Refuse a day without its hour: it would begin at midnight, and close as it begins."""
        if isinstance(value, date) and not isinstance(value, datetime):
            raise ValueError(NO_HOUR.format(day=value.isoformat()))
        return value

    @field_validator("*")
    @classmethod
    def _once(cls, value: object, info: ValidationInfo) -> object:
        """Refuse a local time that the zone has twice, or not at all, as the clocks change."""
        zone = info.data.get("timezone")
        if isinstance(value, datetime) and value.tzinfo is None and zone is not None:
            found = [one.astimezone(ZoneInfo(zone)) for one in moments_at(value, ZoneInfo(zone))]
            if not found:
                raise ValueError(NEVER.format(zone=zone))
            if len(found) > 1:
                first, second = (one.isoformat() for one in found)
                raise ValueError(TWICE.format(zone=zone, first=first, second=second))
        return value

    @model_validator(mode="after")
    def _in_order(self) -> CalendarSection:
        self.build()
        return self

    @property
    def zone_words(self) -> str:
        """« heure de Paris »."""
        return self.timezone_name or say_zone(self.timezone)

    def build(self) -> Calendar:
        """Return the calendar with aware moments.

        Raises:
            ValueError: The moments are not in order.
        """
        zone = ZoneInfo(self.timezone)
        moments = {
            name: (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
            for name, moment in self
            if isinstance(moment, datetime)
        }
        return Calendar(zone=zone, **moments)


class SecuritySection(Section):
    """`[security]`: the numbers that are held (OWASP ASVS 5.0, NIST SP 800-63B-4, CNIL 2022-100).

    Attributes:
        argon2_memory: KiB.
        code_life: Life of a code, at most until `confirmations_close`.
        resend_wait: Between two mails to one address.
        resend_per_day: Mails in 24 hours to the owner of a mailbox.
        stranger_mails_per_day: Mails to one address in 24 hours that strangers ask for.
        source_requests: Creations and codes that strangers ask for from one source in
            `source_window` before they wait.
        mails_per_hour: Above so many mails of the whole election in an hour, strangers wait.
    """

    password_minimum: Annotated[int, Field(ge=8, le=64)] = 8
    password_maximum: Annotated[int, Field(ge=64, le=1024)] = 128
    password_score: Annotated[int, Field(ge=2, le=4)] = 2
    argon2_memory: Annotated[int, Field(ge=19_456, le=1_048_576)] = 19_456
    argon2_time: Annotated[int, Field(ge=2, le=10)] = 2
    argon2_parallelism: Annotated[int, Field(ge=1, le=16)] = 1
    code_tries: Annotated[int, Field(ge=1, le=10)] = 5
    code_life: Annotated[Wait, within(10 * MINUTE, 7 * DAY)] = timedelta(hours=24)
    resend_wait: Annotated[Wait, within(10 * SECOND, HOUR)] = timedelta(seconds=60)
    resend_per_day: Annotated[int, Field(ge=1, le=20)] = 5
    stranger_mails_per_day: Annotated[int, Field(ge=1, le=20)] = 3
    source_requests: Annotated[int, Field(ge=1, le=1000)] = 10
    mails_per_hour: Annotated[int, Field(ge=100, le=1_000_000)] = 20_000
    free_tries: Annotated[int, Field(ge=1, le=10)] = 3
    first_wait: Annotated[Wait, within(SECOND, 5 * MINUTE)] = timedelta(seconds=5)
    longest_wait: Annotated[Wait, within(MINUTE, 2 * HOUR)] = timedelta(minutes=15)
    tries_before_code: Annotated[int, Field(ge=10, le=1000)] = 100
    source_tries: Annotated[int, Field(ge=1, le=1000)] = 20
    source_window: Annotated[Wait, within(MINUTE, DAY)] = timedelta(minutes=10)
    source_longest_wait: Annotated[Wait, within(10 * SECOND, 15 * MINUTE)] = timedelta(seconds=60)

    @model_validator(mode="after")
    def _waits_grow(self) -> SecuritySection:
        if self.first_wait > min(self.longest_wait, self.source_longest_wait):
            raise ValueError("first_wait est au plus longest_wait et source_longest_wait")
        return self


class ScrutinSection(Section):
    """`[[scrutins]]`: a ballot and who is called to it.

    Attributes:
        short: What is shown, several scrutins may share it (one CAPN a corps).
        corps: Codes of `[corps]`; empty for all.
        department: Code of `[departments]`, or None for all.
    """

    code: Code
    short: Annotated[str, StringConstraints(min_length=1, max_length=8)]
    title: Line
    level: Line
    seats: PositiveInt | None = None
    corps: tuple[Code, ...] = ()
    department: str | None = None
