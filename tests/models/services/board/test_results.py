"""Results: from the second of their day, once they are counted, with those who sit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from models import Espace
from models.errors import PresenceNeeded, ResultsNotReady, ScrutinUnknown, SealBroken, WindowNotOpen
from models.services.vote.covered import fingerprint_of
from models.services.vote.parts import Part
from models.settings.presented_lists import lists_of
from models.tables.electors import RollEntry, Scrutin
from models.views.results import PastResult
from models.views.seats import SeatReason
from tests.models.counts import (
    ARCHIVE,
    CHECKED,
    CLOSED_AT,
    COUNTED_AT,
    RESULTS_DAY,
    draw_lot,
    write_counts,
)
from tests.models.polls import Poll
from tests.models.services.board.members import FIRST, SECOND, SECRETARY, present

VOTES = {"CTM": (3, 10, 20, 8, 1), "CAPN-certifie": (1, 4, 2, 0, 0)}


@pytest.fixture
def counted(poll: Poll) -> Poll:
    """Two of three scrutins are counted, and the day of the results has come."""
    write_counts(poll.espace, VOTES)
    poll.clock.go(RESULTS_DAY)
    return poll


def test_not_a_second_before(counted: Poll) -> None:
    counted.clock.go(RESULTS_DAY - timedelta(seconds=1))
    voting = counted.espace.voting
    assert not voting.can_see_results()
    for ask in (voting.list_results, lambda: voting.show_result("CTM")):
        with pytest.raises(WindowNotOpen) as refused:
            ask()
        assert refused.value.moment == RESULTS_DAY
    counted.clock.go(RESULTS_DAY)
    assert voting.can_see_results()
    assert voting.show_result("CTM") in voting.list_results()


def test_the_board_sees_them_before_the_day(counted: Poll) -> None:
    counted.clock.go(COUNTED_AT)
    board, codes = counted.espace.board, ["CTM", "CAPN-certifie"]
    assert [one.code for one in board.list_results()] == codes
    for absent in ((), (FIRST, SECOND)):
        with pytest.raises(PresenceNeeded, match="la présidence ou le secrétariat"):
            board.list_results_before(present(counted.espace, *absent))
    found = board.list_results_before(present(counted.espace, SECRETARY))
    assert [one.code for one in found] == codes
    counted.clock.go(RESULTS_DAY)
    assert board.list_results_before(()) == found


def test_on_the_day_they_may_still_be_counted(poll: Poll) -> None:
    poll.clock.go(RESULTS_DAY)
    voting = poll.espace.voting
    assert not voting.can_see_results()
    for ask in (voting.list_results, lambda: voting.show_result("CTM")):
        with pytest.raises(ResultsNotReady):
            ask()
    write_counts(poll.espace, {"CTM": VOTES["CTM"]}, done=False)
    with pytest.raises(ResultsNotReady):
        voting.list_results()
    assert poll.espace.board.list_results() == ()


def test_a_scrutin_is_shown_once_it_is_counted(counted: Poll) -> None:
    with pytest.raises(ResultsNotReady):
        counted.espace.voting.show_result("CTA")
    with pytest.raises(ScrutinUnknown):
        counted.espace.voting.show_result("CT")


def test_a_result_says_who_voted_for_what_and_who_sits(counted: Poll) -> None:
    found = counted.espace.voting.show_result("CTM")
    with counted.espace.context.connection():
        row = Scrutin.get(Scrutin.code == "CTM")
        electors = RollEntry.select().where(RollEntry.scrutin == row.id).count()
    assert (found.title, found.level) == ("Comité technique ministériel", "national")
    assert (found.electors, found.voters, found.blank) == (electors, 42, 3)
    assert (found.valid, found.ballots) == (39, 42)
    assert [one.votes for one in found.lists] == [10, 20, 8, 1]
    assert (found.closed_at, found.counted_at) == (CLOSED_AT, COUNTED_AT)
    assert (found.checked, found.archive) == (CHECKED, ARCHIVE)
    lists = lists_of(counted.espace.election, "CTM")
    assert [one.name for one in found.lists] == [one.name for one in lists]
    assert found.allocation is not None
    assert [one.seats for one in found.lists] == [one.won for one in found.allocation.lists]
    for one, presented in zip(found.lists, lists, strict=True):
        assert one.elected == presented.candidates[: one.seats]
    assert sum(len(one.elected) for one in found.lists) + found.allocation.vacant == 15


def test_where_the_seats_are_not_known_nobody_is_said_to_sit(counted: Poll) -> None:
    found = counted.espace.voting.show_result("CAPN-certifie")
    assert found.allocation is None
    assert {(one.seats, one.elected) for one in found.lists} == {(None, ())}


def test_a_drawn_lot_gives_its_seat(poll: Poll) -> None:
    poll.clock.go(RESULTS_DAY)
    sizes = [len(one.candidates) for one in lists_of(poll.espace.election, "CTM")]
    twins = [order for order, size in enumerate(sizes) if sizes.count(size) > 1][:2]
    votes = [10 if order in twins else 0 for order in range(len(sizes))]
    write_counts(poll.espace, {"CTM": (0, *votes)})
    waiting = poll.espace.voting.show_result("CTM")
    assert waiting.allocation is not None
    assert waiting.allocation.lot_due is not None
    assert [waiting.lists[order].seats for order in twins] == [7, 7]
    draw_lot(poll.espace, "CTM", 15, twins[1] + 1)
    found = poll.espace.voting.show_result("CTM")
    assert found.allocation is not None
    assert found.allocation.remaining[-1].reason is SeatReason.LOT
    assert [found.lists[order].seats for order in twins] == [7, 8]


def with_lists(poll: Poll, folder: Path, old: str, new: str) -> Espace:
    """Return the same election with another file of lists, without the files of their texts."""
    election = poll.espace.election
    path = election.scrutin("CTM").lists_file
    assert path is not None
    other = folder / "listes.toml"
    text = path.read_text("utf-8")
    assert old in text
    other.write_text(text.replace(old, new, 1), encoding="utf-8")
    scrutins = tuple(one.changed(lists_file=other) for one in election.scrutins)
    return Espace(election.changed(scrutins=scrutins), poll.clock)


def test_lists_that_were_exchanged_since_are_named(counted: Poll, tmp_path: Path) -> None:
    espace = with_lists(counted, tmp_path, 'name = "', 'name = "Autre ')
    with pytest.raises(SealBroken, match="listes"):
        espace.voting.show_result("CTM")
    espace.close()


def test_the_election_before_is_told_if_the_file_does(counted: Poll, tmp_path: Path) -> None:
    assert counted.espace.voting.show_result("CTM").previous == ""
    said = (
        'previous = "2011"\nprevious_valid = 50\n[[lists]]\nprevious_votes = 7\nprevious_seats = 2'
    )
    espace = with_lists(counted, tmp_path, "[[lists]]", said)
    found = espace.voting.show_result("CTM")
    espace.close()
    assert (found.previous, found.previous_valid) == ("2011", 50)
    assert sorted(map(str, {one.before for one in found.lists})) == [
        "None",
        str(PastResult(7, 2)),
    ]


def test_the_seal_covers_nothing_of_the_election_before(counted: Poll) -> None:
    election = counted.espace.election
    scrutins = tuple(one.changed(previous="2011", previous_valid=9) for one in election.scrutins)
    other = Espace(election.changed(scrutins=scrutins), counted.clock)
    with other.context.connection():
        fingerprints = {fingerprint_of(one.context, Part.FILE) for one in (counted.espace, other)}
    assert len(fingerprints) == 1
    other.close()


def test_a_profession_de_foi_that_has_gone_hides_no_result(counted: Poll, tmp_path: Path) -> None:
    espace = with_lists(counted, tmp_path, "profession = ", "profession = ")
    assert espace.voting.show_result("CTM").valid == 39
    espace.close()


def test_whoever_looks_up_a_ballot_reads_whether_its_urn_was_counted(poll: Poll) -> None:
    tracker = poll.deposit(poll.made(), checked="")
    assert not poll.espace.voting.look_up(tracker).counted
    write_counts(poll.espace, {"CTM": VOTES["CTM"]}, done=False)
    found = poll.espace.voting.look_up(tracker)
    assert (found.closed, found.counted) == (True, False)


def test_once_it_was_counted_they_read_that(poll: Poll) -> None:
    tracker = poll.deposit(poll.made(), checked="")
    write_counts(poll.espace, {"CTM": (0, 1, 0, 0, 0)})
    assert poll.espace.voting.look_up(tracker).counted


def test_a_persons_scrutins_say_which_result_is_there(counted: Poll) -> None:
    session = counted.sign_in()
    listed = counted.espace.account.list_scrutins(session)
    assert {one.code for one in listed if one.counted} == set(VOTES)
    counted.clock.go(RESULTS_DAY - timedelta(seconds=1))
    listed = counted.espace.account.list_scrutins(session)
    assert not any(one.counted for one in listed)
