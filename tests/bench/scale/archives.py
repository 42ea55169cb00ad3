"""How fast closed urns become archives, beside copying the same ballots, and what memory it needs.

The ballots differ from a real one in some characters: their proofs do not hold, and nothing here
looks at them. What a whole archive takes to be verified is measured with few real ones.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

import psycopg

from models import Election, Espace, TravelClock
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.tables.vote_seal import ONLY, ScrutinKey, VoteSeal
from models.voting.archive import setup_fingerprint
from models.voting.ballots import tracker
from models.voting.belenios_tool import find_tool
from models.voting.verification import verify_archive
from tests.bench.figures import Figure
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.archiving import Archived, Archiving
from tests.bench.scale.electorate import POSTGRESQL, SQLITE, Electorate
from tests.models.voting.elections import SmallElection, choices, hold_election

BALLOTS = 100_000
LISTS = 17
VERIFIED = 1_000
"""Ballots of the archive that is verified: in less than a minute by both."""
SLOWEST = {SQLITE: 0.15, POSTGRESQL: 0.15}
"""Ballots a second, times those of the yardstick."""
FLAT = 1.15
"""Times the memory of a tenth of the ballots."""
COPY_SQL = "SELECT ballot FROM urn_ballot ORDER BY scrutin_id, tracker"


def archives(electorate: Electorate) -> list[Figure]:
    """Return the figures of both databases, then of a verification."""
    ballots = min(BALLOTS, electorate.electors)
    held = hold_election(LISTS, 1)
    figures = [
        figure
        for kind in (SQLITE, POSTGRESQL)
        for figure in _archives_of(electorate, kind, held, ballots)
    ]
    return [*figures, _verification(electorate.folder)]


def _archives_of(
    electorate: Electorate, kind: str, held: SmallElection, ballots: int
) -> list[Figure]:
    tenth, _ = _archived(electorate, kind, held, ballots // 10)
    whole, plain = _archived(electorate, kind, held, ballots)
    return [
        Figure(
            f"{kind} : {ballots} bulletins archivés",
            ballots / whole.writing,
            "/s",
            ballots / plain,
            SLOWEST[kind],
            at_least=True,
            aim=5_000,
        ),
        Figure(f"{kind} : fermeture et réécriture de l'urne", whole.closing, "s", plain, None),
        Figure(
            f"{kind} : mémoire, à côté d'un dixième des bulletins",
            whole.peak_mib,
            "Mio",
            tenth.peak_mib,
            FLAT,
        ),
    ]


def _archived(
    electorate: Electorate, kind: str, held: SmallElection, ballots: int
) -> tuple[Archived, float]:
    """Return what closing and writing took, and the seconds of copying the same ballots."""
    name = f"urn_{ballots}_{kind.lower()}"
    election = electorate.empty(kind, name)
    folder = electorate.folder / f"{name}_archives"
    folder.mkdir()
    _fill(election, held, ballots)
    archived = Archiving.of(election, folder).measured()
    started = perf_counter()
    with (folder / "copied").open("wb") as file:
        for text in _ballots_in(election):
            file.write(text.encode())
        os.fsync(file.fileno())
    plain = perf_counter() - started
    electorate.drop(kind, name)
    for path in folder.iterdir():
        path.unlink()
    return archived, plain


def _ballots_in(election: Election) -> Iterator[str]:
    """Yield the ballots of a database by its driver alone."""
    url = election.database.url or ""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        for (text,) in connection.execute(COPY_SQL):
            yield text
        connection.close()
        return
    with psycopg.connect(url) as server, server.cursor(name="ballots") as cursor:
        cursor.execute(COPY_SQL)
        for (text,) in cursor:
            yield text


def _fill(election: Election, held: SmallElection, ballots: int) -> None:
    """Make a sealed election whose only urn holds so many ballots."""
    espace = Espace(election, TravelClock(VOTE_OPEN))
    espace.administration.migrate()
    context, scrutin = espace.context, held.scrutin
    keys = sorted(secrets.token_hex(32) for _ in range(ballots))
    setup = setup_fingerprint(scrutin.election, scrutin.board, keys)
    with context.transaction(unlimited=True):
        one = Scrutin.create(code="CTM", short="CTM", title="CTM", level="", position=0)
        VoteElection.create(scrutin=one, uuid=scrutin.election.uuid)
        texts = {"trustees": scrutin.board.text, "election": scrutin.election.text}
        decoded = {name: text.decode() for name, text in texts.items()}
        ScrutinKey.create(scrutin=one, setup=setup, **decoded)
        sealed = {"sealed_at": context.now, "fingerprint": "", "parts": "{}"}
        VoteSeal.insert(number=ONLY, **sealed).execute()
        dialect = context.store.dialect
        dialect.copy_rows("public_credential", ("scrutin_id", "key"), ((one.id, k) for k in keys))
        dialect.copy_rows(
            "urn_ballot",
            ("scrutin_id", "tracker", "credential", "ballot"),
            ((one.id, tracker(text), key, text.decode()) for text, key in _texts(held, keys)),
        )
    espace.close()


def _texts(held: SmallElection, keys: Iterable[str]) -> Iterator[tuple[bytes, str]]:
    """Yield as many ballots as keys: one of them with other credentials."""
    text = held.ballot(0, 1)
    (old,) = (part.split(b'"')[2] for part in [text.partition(b'"credential"')[2]])
    for key in keys:
        yield text.replace(old, key.encode()), key


def _verification(folder: Path) -> Figure:
    """Return what a counted archive takes on all cores, beside the tool."""
    held = hold_election(LISTS, VERIFIED)
    cast = [held.ballot(voter, choice) for voter, choice in enumerate(choices(held, VERIFIED))]
    path = held.archived(folder, held.archive(cast, (1, 2, 3)))
    started = perf_counter()
    with path.open("rb") as file:
        verify_archive(file)
    ours = perf_counter() - started
    started = perf_counter()
    find_tool().verify_archive(path)
    theirs = perf_counter() - started
    return Figure(f"archive de {VERIFIED} bulletins vérifiée", ours, "s", theirs, 1.0)
