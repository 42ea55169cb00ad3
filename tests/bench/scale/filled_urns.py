"""An urn of real ballots: their proofs hold, and every line of the signature list is there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

import msgspec

from models import Election, Espace, TravelClock
from models.services.audit.trail import BALLOT_TAKEN, record
from models.services.vote.covered import fingerprint_of
from models.services.vote.credential_keys import public_keys
from models.services.vote.parts import Part
from models.services.vote.seal import fingerprint_of_all, sealed_parts
from models.tables.electors import Elector, Scrutin
from models.tables.notices import PublicCredential
from models.tables.urn import Signature, UrnBallot
from models.tables.vote_seal import ScrutinKey, VoteSeal
from models.voting.archive import setup_fingerprint
from models.voting.ballots import make_ballot, tracker
from models.voting.checking import cores
from models.voting.elections import PublicElection, parse_election
from models.voting.group import ORDER, generated, point_text
from models.voting.trustees import parse_board
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.electorate import Electorate
from tests.bench.sealed_poll import CODE, sealed_poll
from tests.models.polls import STICKS

PEOPLE = 3
"""Besides the sample people, with real notices: the board's keys and the seal are real too."""
AT_ONCE = 50
"""Ballots that a process makes before it hands them over."""
SOURCE = "bench"


@dataclass(frozen=True)
class FilledUrn:
    """A sealed election with ballots in its first scrutin.

    Attributes:
        election: On its database.
        sticks: Where the shares of the members are.
        seconds: What making the ballots took.
    """

    election: Election
    sticks: Path
    seconds: float


def filled_urn(electorate: Electorate, kind: str, name: str, ballots: int) -> FilledUrn:
    """Return a sealed election whose first urn holds so many real ballots.

    Args:
        electorate: Holds the databases of the run.
        kind: SQLite or PostgreSQL.
        name: Of the database.
        ballots: How many; as many electors are added to the roll.
    """
    election, _ = sealed_poll(electorate, kind, name, PEOPLE)
    with closing(Espace(election, TravelClock(VOTE_OPEN))) as espace:
        with espace.context.connection():
            scrutin = Scrutin.get(Scrutin.code == CODE)
            key = ScrutinKey.get(ScrutinKey.scrutin == scrutin.id)
        began = perf_counter()
        made = _made(key.election.encode(), ballots)
        with espace.context.transaction(unlimited=True):
            numbers = _fill(espace, scrutin.id, made, ballots)
        _record(espace, numbers)
        seconds = perf_counter() - began
        with espace.context.transaction(unlimited=True):
            _seal_again(espace, key)
    return FilledUrn(election, electorate.folder / f"{name}_notices" / STICKS, seconds)


def _made(election: bytes, ballots: int) -> Iterator[tuple[str, bytes]]:
    """Yield ballots with their public credentials, made by all cores."""
    sizes = [AT_ONCE] * (ballots // AT_ONCE)
    if rest := ballots % AT_ONCE:
        sizes.append(rest)
    with ProcessPoolExecutor(cores(), get_context("spawn")) as executor:
        for some in executor.map(_make, [election] * len(sizes), sizes):
            yield from some


def _make(election_text: bytes, ballots: int) -> list[tuple[str, bytes]]:
    election = _election(election_text)
    made = []
    for _ in range(ballots):
        secret = secrets.randbelow(ORDER)
        choice = secrets.randbelow(election.lists + 1)
        text = make_ballot(election, secret, choice, secrets.randbelow)
        made.append((point_text(generated(secret)), text))
    return made


@lru_cache(maxsize=1)
def _election(text: bytes) -> PublicElection:
    return parse_election(text)


def _fill(espace: Espace, scrutin: int, made: Iterator[tuple[str, bytes]], ballots: int) -> range:
    """Put the ballots, their credentials and as many signatures into the database.

    Returns:
        The numbers of the electors.
    """
    dialect = espace.context.store.dialect
    first = dialect.newest_number("elector") + 1
    numbers = range(first, first + ballots)
    people = ("uid", "mail", "civility", "last_name", "first_name", "corps", "department")
    dialect.copy_rows(
        Elector._meta.table_name,
        ("id", *people, "uai", "school"),
        (
            (one, f"e{one}", f"e{one}@ac-toulouse.fr", "", "X", "Y", "", "", "", "")
            for one in numbers
        ),
    )
    now = espace.context.now.replace(tzinfo=None).isoformat(" ")
    signed = ((one, scrutin, now, SOURCE) for one in numbers)
    columns = ("elector_id", "scrutin_id", "signed_at", "source")
    dialect.copy_rows(Signature._meta.table_name, columns, signed)
    keys: list[str] = []

    def rows() -> Iterator[tuple[int, str, str, str]]:
        for credential, text in made:
            keys.append(credential)
            yield scrutin, tracker(text), credential, text.decode()

    columns = ("scrutin_id", "tracker", "credential", "ballot")
    dialect.copy_rows(UrnBallot._meta.table_name, columns, rows())
    listed = ((scrutin, key) for key in keys)
    dialect.copy_rows(PublicCredential._meta.table_name, ("scrutin_id", "key"), listed)
    return numbers


def _record(espace: Espace, numbers: range) -> None:
    """Write the votes into the audit chain, with which the closing compares the urn.

    A few at once: what a transaction has changed, it reads again and again at each event.
    """
    for start in range(0, len(numbers), AT_ONCE):
        with espace.context.transaction(unlimited=True):
            for one in numbers[start : start + AT_ONCE]:
                record(espace.context, f"{BALLOT_TAKEN}/{CODE}", f"e{one}@ac-toulouse.fr", SOURCE)


def _seal_again(espace: Espace, key: ScrutinKey) -> None:
    """Seal the credentials too that were added, in a transaction."""
    context = espace.context
    election, board = parse_election(key.election.encode()), parse_board(key.trustees.encode())
    key.setup = setup_fingerprint(election, board, public_keys(context, key.scrutin_id))
    key.save()
    seal = VoteSeal.get()
    parts = sealed_parts(seal)
    parts |= {one: fingerprint_of(context, one) for one in (Part.KEYS, Part.CREDENTIALS, Part.ROLL)}
    seal.parts = msgspec.json.encode(parts).decode()
    seal.fingerprint = fingerprint_of_all(parts)
    seal.save()
