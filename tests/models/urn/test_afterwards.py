"""What becomes of an urn: migrated, saved and restored, and purged in the end."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models import Espace
from models.archive.rows import rows_of
from models.errors import AlreadyVoted
from models.migrations.state import ROLL_MIGRATIONS
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from tests.models.clocks import HandClock, paris
from tests.models.databases import Databases
from tests.models.polls import Poll
from tests.models.services.vote.board import polled
from tests.models.steps import SOURCE

NAME, LATER = "0017_urn", ["0018_count", "0019_short_names"]
TABLES = {"urn_ballot", "signature", "closed_urn"}
NAMES = tuple(f"personne{number}" for number in range(8))


@pytest.fixture
def voted(poll: Poll) -> Poll:
    """An election in which eight people have voted, and one urn is closed."""
    for name in NAMES:
        poll.deposit(poll.made(name), name, checked="")
    with poll.espace.context.transaction():
        ClosedUrn.create(
            scrutin=poll.sealed(scrutin="CTA").row.id,
            closed_at=poll.clock.now(),
            ballots=0,
            signatures=0,
            fingerprint="0" * 64,
        )
    return poll


def held(poll: Poll) -> list[list[tuple[object, ...]]]:
    """Return what is in the tables of the urns, sorted."""
    with poll.espace.context.connection():
        rows: list[Any] = [one.select().tuples() for one in (UrnBallot, Signature, ClosedUrn)]
        return [sorted(each) for each in rows]


@pytest.fixture
def elsewhere(databases: Databases, voted: Poll, tmp_path: Path) -> Iterator[Poll]:
    """The same election, to be restored on a database of its own."""
    place = tmp_path / "ailleurs"
    place.mkdir()
    election = polled(databases.empty(place))
    espace = Espace(election, voted.clock)
    yield Poll(espace, voted.identifiers)
    espace.close()
    databases.drop(election)


def test_a_backup_brings_back_every_ballot_and_every_signature(
    voted: Poll, elsewhere: Poll, tmp_path: Path
) -> None:
    path = tmp_path / "sauvegarde.zip"
    voted.espace.administration.back_up(path, with_keys=True, source=SOURCE)
    elsewhere.espace.administration.restore(path, source=SOURCE)
    assert held(elsewhere) == held(voted)
    receipt = elsewhere.espace.voting.find_receipt(elsewhere.enter(NAMES[0]), "CTM")
    assert elsewhere.espace.voting.look_up(receipt.tracker).tracker == receipt.tracker
    with pytest.raises(AlreadyVoted):
        elsewhere.vote(elsewhere.enter(NAMES[0]))
    elsewhere.vote(elsewhere.enter("fdupont"))
    assert elsewhere.counts() == (9, 9)
    assert elsewhere.espace.administration.verify_audit().first_fault is None


def test_a_backup_has_ballots_and_signatures_in_the_order_of_their_keys(
    voted: Poll, tmp_path: Path
) -> None:
    """So that neither tells who came first, on a server either."""
    path = tmp_path / "sauvegarde.zip"
    voted.espace.administration.back_up(path, with_keys=False, source=SOURCE)
    with zipfile.ZipFile(path) as file:
        for table in ("urn_ballot", "signature"):
            (name,) = (one for one in file.namelist() if f"/{table}." in f"/{one}")
            lines = file.read(name).rstrip(b"\n")
            keys = [row[:2] for row in rows_of(lines)]
            assert len(keys) == len(NAMES)
            assert keys == sorted(keys)


def test_a_database_of_before_takes_urns_in_and_gives_them_up(voted: Poll) -> None:
    store = voted.espace.context.store
    with store.connection(any_version=True):
        assert ROLL_MIGRATIONS.runner(store.database).down(NAME) == [*reversed(LATER), NAME]
        assert not TABLES & set(store.database.get_tables())
    voted.espace.close()
    assert voted.espace.administration.migrate() == [NAME, *LATER]
    assert voted.counts() == (0, 0)
    voted.vote(voted.enter(NAMES[0]))
    assert voted.counts() == (1, 1)


def test_the_tables_of_an_urn_are_sorted_by_bytes_whatever_the_language(poll: Poll) -> None:
    """A capital sorts before a small letter, as in the list of the board."""
    with poll.espace.context.transaction():
        for tracker in ("b", "A", "a", "B", "+", "/", "0"):
            UrnBallot.create(
                scrutin=poll.sealed().row.id, tracker=tracker, credential=tracker, ballot=""
            )
        ordered = [row.tracker for row in UrnBallot.select().order_by(UrnBallot.tracker)]
    assert ordered == ["+", "/", "0", "A", "B", "a", "b"]


def test_a_purge_leaves_no_ballot_and_no_signature(voted: Poll, clock: HandClock) -> None:
    clock.go(paris("2016-12-06 00:00"))  # two years after the results
    service = voted.espace.administration.purge_election
    report = service(dry_run=False, uncounted=True, source=SOURCE)
    counted = {word: number for word, _, number in report.counts}
    assert (counted["urn_ballot"], counted["signature"]) == (8, 8)
    assert [len(rows) for rows in held(voted)] == [0, 0, 1]
    assert voted.espace.administration.verify_audit().first_fault is None
