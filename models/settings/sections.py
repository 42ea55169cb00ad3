"""The sections about the election itself: its words, its calendar, its limits, its scrutins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Meta
from msgspec.structs import asdict

from models.rules.calendar import ORDER, Calendar, moments_at
from models.rules.french_dates import say_duration, say_moment
from models.rules.french_places import of_place, say_zone
from models.settings.lists import Lists, PreviousName, beside, flaws_among, unfit_past, unfit_path
from models.settings.parts import UNREAD, Flaw, Line, Positive, Section, Wait

Code = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9_-]{1,40}$",
        description="des lettres sans accent, des chiffres, « - » et « _ », 40 caractères au plus",
    ),
]

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Lines = Annotated[tuple[Line, ...], Meta(min_length=1)]

Department = Annotated[
    str,
    Meta(
        pattern=r"^[0-9][0-9A-Z]{1,3}$",
        description="le numéro d'un département, comme « 09 », « 2A », « 69M » ou « 971 »",
    ),
]
"""« 09 », « 2A », « 971 », « 69M »: two to four signs, the first of them a digit."""

CLOSED = (
    "Adressez-vous à l'assistance : ses coordonnées sont affichées dans votre établissement.",
)
"""What is said to whom the calendar has closed the way, if the election file says nothing."""


class ElectionSection(Section, frozen=True, kw_only=True):
    """`[election]`: what is said of the election.

    Attributes:
        organiser: Who holds it, « ministère de la Culture »; None: « académie de … ».
        results_url: Where the results are published; None: it is not said.
        assistance: Lines of the page « Besoin d'assistance ».
        assistance_closed: Lines for a person whom the calendar has closed the way: no account
            can be created, confirmed or given another password any more.
        assistance_vote: Lines for questions on the vote, which the screens of the vote show; None:
            those of `assistance`, which they do not repeat.
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
    assistance: Lines
    assistance_closed: Lines = CLOSED
    assistance_vote: Lines | None = None
    forgotten_mailbox_password: Lines | None = None
    application_place: Line | None = None

    @property
    def organiser_named(self) -> str:
        """« académie d'Aix-Marseille », or what the election file says."""
        return self.organiser or f"académie {of_place(self.academie)}"


Grace = Annotated[int, Meta(ge=0, le=60)]
"""Whole minutes."""

FIRST_YEAR, LAST_YEAR = 1970, 2200
NO_YEAR = f"une année entre {FIRST_YEAR} et {LAST_YEAR} est attendue"
NO_ZONE = "fuseau horaire inconnu, par exemple « Europe/Paris »"
NEVER = "cette heure n'existe pas ({zone} avance ses horloges ce jour-là) : écrivez-en une autre"
TWICE = (
    "cette heure existe deux fois ({zone} retarde ses horloges ce jour-là) : écrivez « {first} » "
    "pour la première, « {second} » pour la seconde"
)


TOO_EARLY = "cette date ne peut pas précéder « {earlier} », le {moment}"
GRACE_TOO_LONG = (
    "« vote_closes » et ces minutes dépassent « results_from » : mettez-en moins, ou des résultats "
    "plus tard"
)
MOMENTS = 6
"""Of a calendar; one that could not be read is none."""


class CalendarSection(Section, frozen=True, kw_only=True):
    """`[calendar]`: local moments of the election's zone.

    Attributes:
        timezone_name: How its hours are named, « heure de Paris »; None: by the zone.
        vote_grace_minutes: After `vote_closes`, for whoever had opened a ballot before it.
    """

    timezone: str
    timezone_name: Line | None = None
    accounts_open: datetime
    accounts_close: datetime
    confirmations_close: datetime
    vote_opens: datetime
    vote_closes: datetime
    vote_grace_minutes: Grace = 0
    results_from: datetime

    def flaws(self) -> Iterator[Flaw]:
        """Yield an unknown zone, moments that are not one, or that are out of order."""
        try:
            zone = ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # « Europe » is a directory
            yield Flaw(("timezone",), NO_ZONE)
            return
        moments = self._moments()
        found = [
            Flaw((name,), reason)
            for name, moment in moments.items()
            if (reason := unclear(moment, zone))
        ]
        yield from found
        if not found and len(moments) == MOMENTS:
            yield from self._out_of_order(zone)

    def _out_of_order(self, zone: ZoneInfo) -> Iterator[Flaw]:
        """Yield each date that comes too early, at its own line."""
        moments = {name: aware(moment, zone) for name, moment in self._moments().items()}
        wrong = [(one, other) for one, other in ORDER if moments[one] > moments[other]]
        for earlier, later in wrong:
            moment = say_moment(moments[earlier], zone)
            yield Flaw((later,), TOO_EARLY.format(earlier=earlier, moment=moment))
        ends = moments["vote_closes"] + self.vote_grace_minutes * MINUTE
        if not wrong and ends > moments["results_from"]:
            yield Flaw(("vote_grace_minutes",), GRACE_TOO_LONG)

    def _moments(self) -> dict[str, datetime]:
        return {
            name: moment for name, moment in asdict(self).items() if isinstance(moment, datetime)
        }

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
        moments: dict[str, Any] = {
            name: aware(moment, zone) for name, moment in self._moments().items()
        }
        return Calendar(zone=zone, vote_grace=self.vote_grace_minutes * MINUTE, **moments)


def aware(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a time of the file in UTC: a local one of the zone, or one that has its own."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def unclear(moment: datetime, zone: ZoneInfo) -> str | None:
    """Return why a time is no moment of an election, None if it is one.

    It is too far away to be told in every zone, or the clocks change and it is twice or never.
    """
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return NO_YEAR
    if moment.tzinfo is not None:
        return None
    found = [one.astimezone(zone).isoformat() for one in moments_at(moment, zone)]
    if not found:
        return NEVER.format(zone=zone)
    if len(found) > 1:
        return TWICE.format(zone=zone, first=found[0], second=found[1])
    return None


WAITS = {
    "code_life": (10 * MINUTE, 7 * DAY),
    "resend_wait": (10 * SECOND, HOUR),
    "first_wait": (SECOND, 5 * MINUTE),
    "longest_wait": (MINUTE, 2 * HOUR),
    "source_window": (MINUTE, DAY),
    "source_longest_wait": (10 * SECOND, 15 * MINUTE),
}
"""Bounds of the waits of `[security]`."""


MOVED = {
    f"password_{name}": f"cette clé est maintenant « {name} », dans [passwords.voter] pour le mot "
    "de passe électeur et dans [passwords.mailbox] pour celui de la messagerie"
    for name in ("minimum", "maximum", "score")
}


class SecuritySection(Section, frozen=True, kw_only=True):
    """`[security]`: the numbers that are held (OWASP ASVS 5.0, NIST SP 800-63B-4, CNIL 2022-100).

    Those of the passwords are in `[passwords]`.

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

    moved: ClassVar[Mapping[str, str]] = MOVED
    argon2_memory: Annotated[int, Meta(ge=19_456, le=1_048_576)] = 19_456
    argon2_time: Annotated[int, Meta(ge=2, le=10)] = 2
    argon2_parallelism: Annotated[int, Meta(ge=1, le=16)] = 1
    code_tries: Annotated[int, Meta(ge=1, le=10)] = 5
    code_life: Wait = timedelta(hours=24)
    resend_wait: Wait = timedelta(seconds=60)
    resend_per_day: Annotated[int, Meta(ge=1, le=20)] = 5
    stranger_mails_per_day: Annotated[int, Meta(ge=1, le=20)] = 3
    source_requests: Annotated[int, Meta(ge=1, le=1000)] = 10
    mails_per_hour: Annotated[int, Meta(ge=100, le=1_000_000)] = 20_000
    free_tries: Annotated[int, Meta(ge=1, le=10)] = 3
    first_wait: Wait = timedelta(seconds=5)
    longest_wait: Wait = timedelta(minutes=15)
    identifier_tries: Annotated[int, Meta(ge=1, le=10)] = 5
    tries_before_code: Annotated[int, Meta(ge=10, le=1000)] = 100
    source_tries: Annotated[int, Meta(ge=1, le=1000)] = 20
    source_window: Wait = timedelta(minutes=10)
    source_longest_wait: Wait = timedelta(seconds=60)

    def flaws(self) -> Iterator[Flaw]:
        """Yield waits that are outside of their bounds, or do not grow."""
        outside = [
            Flaw((name,), f"entre {say_duration(least)} et {say_duration(most)}")
            for name, (least, most) in WAITS.items()
            if (wait := getattr(self, name)) is not UNREAD and not least <= wait <= most
        ]
        yield from outside
        if not outside and self.first_wait > min(self.longest_wait, self.source_longest_wait):
            yield Flaw((), "first_wait est au plus longest_wait et source_longest_wait")


ShortName = Annotated[str, Meta(min_length=1, max_length=40)]
"""« CAPN », « CSA ministériel »: as wide as the table of the scrutins keeps it."""

HERE_AND_THERE = "les listes sont ici ou dans ce fichier : retirez l'un des deux"
PAST_THERE = (
    "les listes de ce scrutin sont dans un fichier à part : écrivez l'élection précédente en tête "
    "de ce fichier"
)


class ScrutinSection(Section, frozen=True, kw_only=True):
    """`[[scrutins]]`: a ballot and who is called to it.

    Attributes:
        short: What is shown, several scrutins may share it (one CAPN a corps).
        corps: Codes of `[corps]`; empty for all.
        department: Code of `[departments]`, or None for all.
        lists: Those that the election file holds itself. Whoever shows a scrutin's lists asks
            `models.settings.presented_lists`, which also knows those of `lists_file`.
        previous: How the election before is called, « 2011 »; with a `lists_file` this and the next
            one stand there, beside the lists.
        previous_valid: How many valid ballots it had; None: it is not known.
        lists_file: A file of them, which is read when they are asked for: with the
            lists of forty scrutins in it, the election file alone would delay each first screen.
        vote_opens: Local, like `[calendar]`'s, which stands for it where it is None; likewise the
            next two. Whoever asks when one votes in a scrutin asks `Election.calendar_of`.
    """

    code: Code
    short: ShortName
    title: Line
    level: Line
    seats: Positive | None = None
    corps: tuple[Code, ...] = ()
    department: str | None = None
    previous: PreviousName = ""
    previous_valid: Positive | None = None
    lists: Lists = ()
    lists_file: Path | None = None
    vote_opens: datetime | None = None
    vote_closes: datetime | None = None
    results_from: datetime | None = None

    def flaws(self) -> Iterator[Flaw]:
        """Yield what is wrong between its lists, and with where they are."""
        yield from unfit_path("lists_file", self.lists_file)
        if self.lists and self.lists_file is not None:
            yield Flaw(("lists_file",), HERE_AND_THERE)
        if self.lists_file is not None:
            for name in ("previous", "previous_valid"):
                if getattr(self, name):
                    yield Flaw((name,), PAST_THERE)
        yield from unfit_past(self.previous, self.previous_valid, self.lists)
        yield from flaws_among(self.lists)

    def beside(self, directory: Path) -> ScrutinSection:
        """Return the section with its relative paths starting from an absolute directory."""
        if self.lists_file is not None:
            return self.changed(lists_file=directory / self.lists_file)
        return self.changed(lists=beside(self.lists, directory)) if self.lists else self
