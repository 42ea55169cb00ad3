"""Writing the roll for the machine of the notices: who gets one, and what is printed on it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from models.context import Context
from models.errors import NothingToDo
from models.files.whole import whole_file
from models.notices.export import ExportHeader, NoticeElector, NoticeScrutin
from models.notices.lines import LineWriter
from models.rules.french_dates import last_day_of, say_end, say_moment
from models.rules.text import fold_accents
from models.services.audit.trail import record
from models.services.shared.own_files import own_files
from models.services.shared.people import corps_named
from models.settings.election import Election
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.notices import VoteElection
from models.views.notices import ExportReport
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.voting.elections import draw_uuid

EVENT = "roll_export/{fingerprint}"
"""What the audit chain calls an export."""
NOTED = 32
"""Hexadecimal digits of a fingerprint that the audit chain keeps: 128 bits."""

NO_ROLL = (
    "La liste électorale n'appelle encore personne à un scrutin : rien n'a été écrit. Chargez-la "
    "d'abord par « espace-electeur admin import »."
)
OTHER_SCRUTINS = (
    "Le fichier d'élection a d'autres scrutins que la liste chargée : rien n'a été écrit. Chargez "
    "la liste de nouveau par « espace-electeur admin import »."
)


def export_roll(
    context: Context, path: Path, *, force: bool = False, source: str, tell: Tell = tell_nobody
) -> ExportReport:
    """Write who gets a notice into a file, schools in the order of their UAI, people by name.

    The first time, the identifier of each scrutin's election is drawn and kept. The same roll gives
    the same file, until a scrutin closes.

    Args:
        context: The open election.
        path: The file to write, 0600: it holds the names of all.
        force: Replace a file.
        source: Who asked for it, for the audit trail.
        tell: Called with how far it is.

    Raises:
        OutputRefused: The file cannot be written, or exists already.
        NothingToDo: Nobody is called to a scrutin, or the roll was loaded for other scrutins.
    """
    with whole_file(path, force=force, kept=own_files(context)) as file:
        with context.transaction():
            draw_uuids(context)
        with context.snapshot():
            writer = LineWriter(file)
            header = _header(context)
            writer.write(header)
            count = Counted(tell, Stage.WRITING, header.electors)
            schools = 0
            for people in _schools(context, header.scrutins):
                schools += 1
                for one in people:
                    writer.write(one)
                count.add(len(people))
            without = Elector.select().count() - header.electors
        fingerprint = writer.end()
        with context.transaction():
            record(context, EVENT.format(fingerprint=fingerprint[:NOTED]), "", source)
    return ExportReport(header.electors, without, schools, fingerprint)


def require_scrutins(context: Context) -> dict[str, int]:
    """Return the numbers of the scrutins by their codes, inside a connection.

    Raises:
        NothingToDo: The roll was not loaded for the scrutins of the election file.
    """
    known = {row.code: row.id for row in Scrutin.select(Scrutin.code, Scrutin.id)}
    if not {one.code for one in context.election.scrutins} <= set(known):
        raise NothingToDo(OTHER_SCRUTINS if known else NO_ROLL)
    return known


def draw_uuids(context: Context) -> dict[str, str]:
    """Return the identifier of the election of each scrutin by its code, in a transaction.

    Those that are missing are drawn.

    Raises:
        NothingToDo: The roll was not loaded for the scrutins of the election file.
    """
    wanted, known = [one.code for one in context.election.scrutins], require_scrutins(context)
    rows = [
        {"scrutin_id": known[code], "uuid": draw_uuid(secrets.randbelow)} for code in sorted(wanted)
    ]
    VoteElection.insert_many(rows).on_conflict_ignore().execute()
    uuids = {row.scrutin_id: row.uuid for row in VoteElection.select()}
    return {code: uuids[known[code]] for code in wanted}


def _header(context: Context) -> ExportHeader:
    election = context.election
    rows = {
        row.scrutin.code: row for row in VoteElection.select(VoteElection, Scrutin).join(Scrutin)
    }
    chosen = [rows[scrutin.code] for scrutin in election.scrutins]
    called = RollEntry.select(RollEntry.elector).where(
        RollEntry.scrutin.in_([row.scrutin_id for row in chosen])
    )
    electors: int = called.distinct().count()
    if not electors:
        raise NothingToDo(NO_ROLL)
    calendar, said = election.calendar, election.election
    # An account that is made once a scrutin has closed does not vote in it.
    accounts_close = min(calendar.accounts_close, calendar.next_closing(context.now))
    return ExportHeader(
        title=election.title,
        organiser=election.organiser,
        vote=vote_window(election),
        vote_url=said.vote_url,
        space_url=said.space_url,
        accounts_close=say_end(accounts_close, calendar.zone),
        scrutins=tuple(
            NoticeScrutin(
                one.scrutin.code, one.uuid, one.scrutin.short, _title(election, one.scrutin)
            )
            for one in chosen
        ),
        electors=electors,
        texts=election.texts.own_of("notice"),
        places=dict(election.texts.places),
    )


def _title(election: Election, scrutin: Scrutin) -> str:
    """Return the title of a scrutin, with when one votes in it if that is not the whole window.

    The dates come first: a notice cuts the end of what is too long.
    """
    own, zone = election.calendar_of(scrutin.code), election.calendar.zone
    if own.vote == election.calendar.vote:
        return str(scrutin.title)
    opens, closes = say_moment(own.vote_opens, zone), say_end(own.vote_closes, zone)
    return f"Vote du {opens} au {closes} : {scrutin.title}"


def vote_window(election: Election) -> str:
    """Return « du 27 novembre à 10 h au 4 décembre 2014 à 17 h, heure de Paris »."""
    calendar, zone = election.calendar, election.calendar.zone
    day, _, hour = say_end(calendar.vote_closes, zone).partition(" à ")
    year = last_day_of(calendar.vote_closes, zone).astimezone(zone).year
    opens = say_moment(calendar.vote_opens, zone)
    return f"du {opens} au {day} {year} à {hour}, {election.zone_words}"


def _schools(
    context: Context, scrutins: tuple[NoticeScrutin, ...]
) -> Iterator[list[NoticeElector]]:
    """Yield the people of each school, by name; one school at a time is in memory."""
    place_of = {one.code: place for place, one in enumerate(scrutins)}
    numbers = {
        row.id: place_of[row.code]
        for row in Scrutin.select(Scrutin.id, Scrutin.code)
        if row.code in place_of
    }
    rows = context.store.dialect.stream(*_people(list(numbers)).sql())
    for _, of_school in groupby(rows, lambda row: row[1]):
        yield sorted(
            (
                _elector(context, some, numbers)
                for some in (list(rows) for _, rows in groupby(of_school, lambda row: row[0]))
            ),
            key=_by_name,
        )


def _people(scrutins: list[int]) -> Any:
    """Return the query of people and scrutins, a row for both together."""
    columns = (Elector.id, Elector.uai, Elector.uid, Elector.civility, Elector.first_name)
    others = (Elector.last_name, Elector.corps, Elector.school, RollEntry.scrutin)
    return (
        Elector.select(*columns, *others)
        .join(RollEntry)
        .where(RollEntry.scrutin.in_(scrutins))
        .order_by(Elector.uai, Elector.id)
    )


def _elector(
    context: Context, rows: list[tuple[Any, ...]], numbers: dict[int, int]
) -> NoticeElector:
    _, uai, uid, civility, first_name, last_name, corps, school, _ = rows[0]
    return NoticeElector(
        uid=uid,
        civility=civility,
        first_name=first_name,
        last_name=last_name,
        corps=corps_named(context, corps, civility),
        uai=uai,
        school=school,
        scrutins=tuple(sorted(numbers[row[-1]] for row in rows)),
    )


def _by_name(person: NoticeElector) -> tuple[str, str, str]:
    names = (person.last_name, person.first_name)
    last, first = (fold_accents(name).casefold() for name in names)
    return last, first, person.uid
