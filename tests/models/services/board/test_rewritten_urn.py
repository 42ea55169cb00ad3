"""An urn that a server is writing again is waited for: a count never finds it empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest

from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases
from tests.models.polls import Poll, Polls
from tests.models.postgresql.watching import wait_until, waits_for_a_lock
from tests.models.services.board.count import add_up, close, vote
from tests.models.steps import SOURCE

Done = TypeVar("Done")
REWRITTEN = (
    "CREATE TEMPORARY TABLE in_order ON COMMIT DROP AS SELECT * FROM urn_ballot",
    "TRUNCATE urn_ballot",
    "INSERT INTO urn_ballot SELECT * FROM in_order",
)


@pytest.fixture
def poll(
    alone: None, postgresql: PostgresqlDatabases, polls: Polls, tmp_path: Path, clock: HandClock
) -> Iterator[Poll]:
    """Closed urns on a server: a file has no such moment."""
    election = polls.on(postgresql, tmp_path)
    opened = polls.opened(postgresql, election, clock)
    vote(opened)
    close(opened)
    yield opened
    opened.espace.close()
    postgresql.drop(election)


def while_rewritten(poll: Poll, act: Callable[[], Done]) -> Done:
    """Return what an act gives that begins while the urns are written again."""
    with (
        ThreadPoolExecutor(1) as other,
        psycopg.connect(poll.espace.election.database.url or "") as server,
    ):
        server.execute("LOCK TABLE urn_ballot IN ACCESS EXCLUSIVE MODE")
        done = other.submit(act)
        wait_until(lambda: waits_for_a_lock(poll.espace.election))
        for statement in REWRITTEN:
            server.execute(statement)
        server.commit()
        return done.result()


def test_the_closing_compares_it_whole(poll: Poll) -> None:
    assert while_rewritten(poll, lambda: poll.espace.vote.close_vote(source=SOURCE)).right


def test_the_archives_have_all_ballots(poll: Poll, tmp_path: Path) -> None:
    archives = while_rewritten(poll, lambda: poll.espace.vote.export_archives(tmp_path))
    assert sum(one.ballots for one in archives) == 8


def test_a_backup_has_all_ballots(poll: Poll, tmp_path: Path) -> None:
    back_up = poll.espace.administration.back_up
    before = back_up(tmp_path / "avant.zip", source=SOURCE)
    path = tmp_path / "pendant.zip"
    during = while_rewritten(poll, lambda: back_up(path, source=SOURCE))
    assert during.rows == before.rows + 1, "the event of the backup"


def test_the_count_adds_up_all_ballots(poll: Poll) -> None:
    state = while_rewritten(poll, lambda: add_up(poll))
    assert not any(urn.trouble for urn in state.urns)
