"""The minutes on A4 paper, as many pages as they need, to be signed by the board."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO
from zoneinfo import ZoneInfo

from models.notices.fonts import FIXED, face
from models.notices.paper import QUIET, Sheets, sheets
from models.published import minutes_words as words
from models.published.flow import SMALL, Column, Flow
from models.published.words import (
    ALL_BY_QUOTIENT,
    HOW_SEATS,
    names_of,
    say_averages,
    say_before,
    say_full_moment,
    say_quotient,
    say_share,
    say_vacant,
    say_why,
)
from models.rules.fingerprints import say_fingerprint
from models.rules.french_numbers import say_count, say_number
from models.rules.seat_words import NO_SEATS
from models.rules.text import say_all
from models.views.minutes import Minutes, MinutesFingerprints, MinutesMember
from models.views.results import ScrutinResult

SIGNATURE = 26.0
"""Millimetres: room for a signature."""
FOOT, TINY = 284.0, 6.4
"""Millimetres from the upper edge, and points, of the line at the foot."""

MEMBERS = (
    Column("N°", 0.07),
    Column("Nom", 0.40),
    Column("Rôle", 0.20),
    Column("A ouvert l'urne", 0.33),
)
ACTS = (Column("Quand", 0.33), Column("Acte", 0.40), Column("Membres présents", 0.27))
TRACKERS = (
    Column("Notée", 0.28),
    Column("Numéros", 0.12, number=True),
    Column("Début de l'empreinte", 0.60, fixed=True),
)
SEATS = (Column("Siège", 0.08), Column("Moyennes", 0.47), Column("Attribution", 0.45))
INCIDENTS = (
    Column("N°", 0.06),
    Column("Quand", 0.24),
    Column("Ce qui s'est passé", 0.44),
    Column("Par qui", 0.26),
)


def draw_minutes(file: BinaryIO, minutes: Minutes, zone: ZoneInfo, fingerprint: str) -> None:
    """Write the minutes of a scrutin as a PDF: the same minutes are the same bytes.

    They are drawn twice, since each page says how many there are.

    Args:
        file: Open and empty.
        minutes: Of the scrutin.
        zone: In which moments are written.
        fingerprint: Of the same minutes as JSON: hexadecimal SHA-256.
    """
    title = f"{words.TITLE}, {minutes.title}"
    with sheets(BytesIO(), title) as pages:
        last = _Draft(pages, minutes, zone, fingerprint, last=0).draw()
    with sheets(file, title, undated=True) as pages:
        _Draft(pages, minutes, zone, fingerprint, last=last).draw()


class _Draft:
    """One drawing of the minutes."""

    def __init__(
        self, pages: Sheets, minutes: Minutes, zone: ZoneInfo, fingerprint: str, *, last: int
    ) -> None:
        """Begin the first page; `last` is the number of the last one."""
        self._pages, self._minutes, self._zone = pages, minutes, zone
        self._fingerprint, self._last = fingerprint, last
        self._flow = Flow(pages, self._draw_frame)

    def draw(self) -> int:
        """Draw everything; return how many pages there are."""
        flow, minutes = self._flow, self._minutes
        flow.title(words.TITLE, 22.0)
        flow.title(words.SUBJECT.format(title=minutes.title, level=minutes.level), 12.0)
        self._draw_vote()
        self._draw_board()
        flow.heading(words.COUNT)
        if minutes.result is None:
            flow.paragraph(words.NOT_COUNTED.format(trouble=minutes.trouble))
        else:
            _draw_counts(flow, minutes.result)
            _draw_lists(flow, minutes.result)
            _draw_seats(flow, minutes.result)
            _draw_elected(flow, minutes.result)
        self._draw_fingerprints()
        self._draw_incidents()
        flow.heading(words.SIGNATURES, room=20.0 + SIGNATURE)
        flow.paragraph(words.TO_SIGN, size=SMALL, ink=QUIET)
        flow.space(3.0)
        flow.boxes([(one.name, one.role.french) for one in minutes.members], SIGNATURE)
        return flow.end()

    def _draw_frame(self, page: int) -> None:
        pages, minutes = self._pages, self._minutes
        organiser = minutes.organiser[:1].upper() + minutes.organiser[1:]
        pages.line(organiser, 22, size=SMALL, ink=QUIET)
        pages.line_to(f"{minutes.election} · {minutes.code}", 22, size=SMALL, ink=QUIET)
        pages.rule(25)
        pages.rule(FOOT - 4.5)
        said = words.JSON.format(code=minutes.code, fingerprint=self._fingerprint)
        pages.line(said, FOOT, face=face(FIXED), size=TINY, ink=QUIET)
        number = words.PAGE.format(page=page, pages=self._last)
        pages.line_to(number, FOOT, size=SMALL, ink=QUIET)

    def _draw_vote(self) -> None:
        flow, minutes = self._flow, self._minutes
        flow.heading(words.VOTE)
        window = words.WINDOW.format(
            opens=say_full_moment(minutes.opens_at, self._zone),
            ends=say_full_moment(minutes.ends_at, self._zone),
            zone=minutes.zone,
        )
        flow.fact("Vote", window)
        flow.fact("Urne close", f"le {say_full_moment(minutes.closed_at, self._zone)}")
        if minutes.result:
            counted = say_full_moment(minutes.result.counted_at, self._zone)
            flow.fact("Dépouillement", f"le {counted}")
        flow.fact("Bulletins dans l'urne", say_number(minutes.ballots))
        flow.fact("Lignes d'émargement", say_number(minutes.signatures))

    def _draw_board(self) -> None:
        flow, minutes = self._flow, self._minutes
        flow.heading(words.BOARD)
        members = say_count(minutes.threshold, "membre")
        flow.paragraph(words.THRESHOLD.format(members=members), size=SMALL, ink=QUIET)
        flow.table(MEMBERS, [self._member_row(one) for one in minutes.members])
        names = {one.number: one.name for one in minutes.members}
        rows = [
            (
                say_full_moment(act.at, self._zone),
                words.ACTS.get(act.name, act.name),
                ", ".join(names.get(number, f"n° {number}") for number in act.members)
                or ("–" if act.name == words.KEYS else words.WITHOUT),
            )
            for act in minutes.acts
        ]
        flow.table(ACTS, rows)

    def _member_row(self, member: MinutesMember) -> tuple[str, str, str, str]:
        opened = "–" if member.opened_at is None else say_full_moment(member.opened_at, self._zone)
        return str(member.number), member.name, member.role.french, opened

    def _draw_fingerprints(self) -> None:
        flow, found = self._flow, self._minutes.fingerprints
        flow.heading(words.FINGERPRINTS)
        flow.fact("Clés du bureau", say_fingerprint(found.keys), fixed=True)
        flow.fact("Scellement", f"le {say_full_moment(found.sealed_at, self._zone)}")
        flow.fact("", say_fingerprint(found.seal), fixed=True)
        for part in found.parts:
            flow.fact(
                words.PART.format(part=part.label), say_fingerprint(part.fingerprint), fixed=True
            )
        flow.fact("Paramètres du scrutin", say_fingerprint(found.setup), fixed=True)
        flow.paragraph(words.SAME_SETUP, size=SMALL, ink=QUIET)
        flow.fact("Urne à la fermeture", say_fingerprint(found.urn) or "–", fixed=True)
        flow.fact("Archive dépouillée", say_fingerprint(found.archive) or "–", fixed=True)
        flow.fact("Nom de l'archive", f"{self._minutes.uuid}.bel", fixed=True)
        flow.space(2.0)
        flow.paragraph(words.LISTS if found.trackers else words.NO_LIST, size=SMALL, ink=QUIET)
        if found.trackers:
            rows = [
                (
                    say_full_moment(one.at, self._zone),
                    say_number(one.ballots),
                    say_fingerprint(one.beginning),
                )
                for one in found.trackers
            ]
            flow.table(TRACKERS, rows)
            flow.paragraph(_compared_words(found), size=SMALL, ink=QUIET)

    def _draw_incidents(self) -> None:
        flow, minutes = self._flow, self._minutes
        flow.heading(words.INCIDENTS)
        if not minutes.incidents:
            flow.paragraph(words.NO_INCIDENT)
            return
        rows = [
            (
                str(one.number),
                say_full_moment(one.at, self._zone),
                one.text if one.scrutin else f"{one.text} ({words.FOR_ALL})",
                words.FOUND if one.found else words.TYPED.format(members=say_all(one.members)),
            )
            for one in minutes.incidents
        ]
        flow.table(INCIDENTS, rows)


def _compared_words(found: MinutesFingerprints) -> str:
    """Return whether the board's lists were compared after the closing."""
    if not found.compared:
        return words.NOT_COMPARED
    return words.COMPARED.format(lists=say_count(found.compared, "liste"))


def _draw_counts(flow: Flow, result: ScrutinResult) -> None:
    flow.fact("Électeurs inscrits", say_number(result.electors))
    turnout = say_share(result.voters, result.electors)
    flow.fact("Votants (émargements)", f"{say_number(result.voters)}, soit {turnout}")
    flow.fact("Bulletins", say_number(result.ballots))
    flow.fact("Votes blancs", say_number(result.blank))
    flow.fact("Suffrages exprimés", say_number(result.valid))
    flow.paragraph(words.CHECKED.format(checked=result.checked), size=SMALL, ink=QUIET)


def _draw_lists(flow: Flow, result: ScrutinResult) -> None:
    columns = [
        Column("N°", 0.06),
        Column("Liste", 0.46 if result.previous else 0.58),
        Column("Voix", 0.11, number=True),
        Column("Part des exprimés", 0.13, number=True),
        Column("Sièges", 0.12, number=True),
    ]
    if result.previous:
        columns.append(Column(result.previous, 0.12, number=True))
    rows = []
    for one in result.lists:
        seats = "–" if one.seats is None else str(one.seats)
        share = say_share(one.votes, result.valid)
        row = [str(one.order), one.name, say_number(one.votes), share, seats]
        rows.append([*row, say_before(one, result)] if result.previous else row)
    flow.table(columns, rows)


def _draw_seats(flow: Flow, result: ScrutinResult) -> None:
    flow.heading(words.SEATS)
    allocation = result.allocation
    if allocation is None:
        flow.paragraph(NO_SEATS)
        return
    flow.paragraph(HOW_SEATS, size=SMALL, ink=QUIET)
    flow.paragraph(say_quotient(allocation))
    names = names_of(result)
    by_quotient = [
        f"{names[one.order]} : {one.by_quotient}" for one in allocation.lists if one.by_quotient
    ]
    flow.fact("Au quotient", " · ".join(by_quotient) or "aucun siège")
    rows = [
        (
            str(seat.number),
            " ; ".join(f"{name} : {average}" for name, average in say_averages(seat, names)),
            say_why(seat, result),
        )
        for seat in allocation.remaining
    ]
    flow.space(1.0)
    if rows:
        flow.table(SEATS, rows)
    elif allocation.valid:
        flow.paragraph(ALL_BY_QUOTIENT)
    if vacant := say_vacant(allocation):
        flow.paragraph(vacant)


def _draw_elected(flow: Flow, result: ScrutinResult) -> None:
    if result.allocation is None:
        return
    flow.heading(words.ELECTED)
    for one in result.lists:
        if one.elected:
            flow.subheading(one.name)
            for rank, name in enumerate(one.elected, 1):
                flow.paragraph(f"{rank}. {name}")
    if not any(one.elected for one in result.lists):
        flow.paragraph(words.NOBODY)
