"""The count of a demonstration: the sample board counts on the day of the results, by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from models import SAMPLE_BOARD, Election, Espace, NotASandbox, Progress, Stage
from models.data.samples.passphrases import SAMPLE_PASSPHRASES
from models.services.administration.sandbox_ballots import BALLOTS
from models.services.administration.sandbox_count import AFTER, OF_THE_COUNT
from models.services.administration.sandbox_vote import share_files
from models.services.vote.urns import closing_moment
from models.tables.audit import AuditEvent
from tests.models.clocks import HandClock, paris
from tests.models.databases import SqliteDatabases
from tests.models.services.board.members import present
from tests.models.steps import SOURCE

CODE = "CCP-aed-aesh"
"""One scrutin: each ballot costs 20 ms."""
EVENING = "2014-12-04 17:05"
RESULTS_DAY = "2014-12-05 09:00"


KEPT = "voted"


class Ended(Exception):
    """Somebody has had enough."""


def on(election: Election, moment: str) -> Espace:
    """Return a demonstration with its board and one scrutin."""
    changed = election.changed(
        board=SAMPLE_BOARD.changed(engines="one"), scrutins=(election.scrutin(CODE),)
    )
    return Espace(changed, HandClock(paris(moment)))


@pytest.fixture(scope="module")
def voted(sqlite: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of what is copied: a sandbox whose vote is over."""
    election = sqlite.filled(tmp_path_factory.mktemp(KEPT))
    made = on(election, EVENING)
    made.administration.prepare_vote()
    made.administration.fill_urns()
    made.close()
    sqlite.keep(election, KEPT)
    return KEPT


@pytest.fixture
def demo(voted: str, sqlite: SqliteDatabases, alone: None, tmp_path: Path) -> Iterator[Espace]:
    """A sandbox whose vote is over, on the day of the results."""
    opened = on(sqlite.copied(voted, tmp_path), RESULTS_DAY)
    yield opened
    opened.close()


def go(espace: Espace, moment: str) -> None:
    """Move the demonstration's clock."""
    assert isinstance(espace.clock, HandClock)
    espace.clock.go(paris(moment))


def closed_at(espace: Espace) -> datetime | None:
    """Return when the urns were closed."""
    with espace.context.connection():
        return closing_moment()


def events(espace: Espace) -> int:
    """Return how many events the audit chain has."""
    with espace.context.connection():
        return AuditEvent.select().count()


def test_on_the_day_of_the_results_every_ballot_is_counted(demo: Espace) -> None:
    told: list[Progress] = []
    demo.administration.count_urns(tell=told.append)
    state = demo.board.count_state()
    assert state.counted
    assert [(urn.code, urn.ballots) for urn in state.urns] == [(CODE, BALLOTS)]
    assert len(state.came) == SAMPLE_BOARD.threshold
    assert closed_at(demo) == demo.election.calendar.last_ballots + AFTER
    assert Stage.ADDING_UP in {one.stage for one in told}
    (result,) = demo.board.list_results()
    assert (result.ballots, result.blank) == (BALLOTS, 2)
    assert demo.administration.verify_audit().first_fault is None


def test_counted_once_it_is_not_counted_again(demo: Espace) -> None:
    demo.administration.count_urns()
    before = events(demo)
    for share in share_files(demo.context):  # a visit that comes later asks nobody again
        share.unlink()
    demo.administration.count_urns()
    assert events(demo) == before


def test_before_that_day_the_urns_are_left_to_the_board(demo: Espace) -> None:
    go(demo, EVENING)
    demo.administration.count_urns()
    assert closed_at(demo) is None


def test_a_demonstration_whose_vote_is_not_prepared_has_nothing_to_count(
    file_espace: Espace,
) -> None:
    opened = on(file_espace.election, RESULTS_DAY)
    opened.administration.count_urns()
    assert closed_at(opened) is None
    opened.close()


def test_what_the_board_has_begun_by_hand_is_gone_on_with(demo: Espace) -> None:
    go(demo, EVENING)
    demo.board.close(present(demo, 1, 3, 4), source=SOURCE)
    demo.board.add_up(present(demo, 1), source=SOURCE)
    file, passphrase = share_files(demo.context)[1], SAMPLE_PASSPHRASES[1]
    demo.board.take_share(file.read_bytes(), passphrase, source=SOURCE)
    by_hand = closed_at(demo)
    go(demo, RESULTS_DAY)
    demo.administration.count_urns()
    state = demo.board.count_state()
    assert state.counted
    assert len(state.came) == SAMPLE_BOARD.threshold
    assert state.came[0] == 2
    assert closed_at(demo) == by_hand == paris(EVENING)


def test_ended_on_the_way_it_goes_on_the_next_time(demo: Espace) -> None:
    def end(progress: Progress) -> None:
        raise Ended

    with pytest.raises(Ended):
        demo.administration.count_urns(tell=end)
    assert closed_at(demo)
    assert not demo.board.count_state().counted
    demo.administration.count_urns()
    assert demo.board.count_state().counted


def test_moved_back_before_the_closing_the_urns_are_open_again(demo: Espace) -> None:
    demo.board.report_incident(present(demo, 1), "Une panne.", source=SOURCE)
    demo.administration.count_urns()
    go(demo, "2014-12-04 16:00")
    demo.administration.reopen_urns()
    assert closed_at(demo) is None
    assert demo.board.list_incidents() == ()
    with demo.context.connection():
        assert not any(table.select().exists() for table in OF_THE_COUNT)
    go(demo, RESULTS_DAY)
    demo.administration.count_urns()
    assert demo.board.count_state().counted
    assert demo.board.minutes_of(CODE).incidents == ()
    assert demo.administration.verify_audit().first_fault is None


def test_moved_back_to_after_the_closing_nothing_is_forgotten(demo: Espace) -> None:
    demo.administration.reopen_urns()  # nothing is closed yet
    demo.administration.count_urns()
    go(demo, "2014-12-04 20:00")
    demo.administration.reopen_urns()
    assert demo.board.count_state().counted


def test_a_real_election_is_left_alone(empty: Espace) -> None:
    for act in (empty.administration.count_urns, empty.administration.reopen_urns):
        with pytest.raises(NotASandbox):
            act()
