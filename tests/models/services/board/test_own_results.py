"""Days of results of their own: each scrutin's result is there from its first second."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models import Espace
from models.errors import PresenceNeeded, WindowNotOpen
from models.services.vote.covered import file_fingerprint
from models.services.vote.parts import Part
from models.tables.vote_seal import VoteSeal
from tests.models.clocks import HandClock, paris
from tests.models.counts import RESULTS_DAY, write_counts
from tests.models.polls import Poll
from tests.models.steps import SOURCE

OWN_DAY = paris("2014-12-08 09:00")
CLOSED = paris("2014-12-02 17:00")
SECOND = timedelta(seconds=1)
VOTES = {"CTM": (3, 10, 20, 8, 1), "CAPN-certifie": (1, 4, 2, 0, 0)}


@pytest.fixture
def held(poll: Poll) -> Iterator[Poll]:
    """Two scrutins are counted; the CTM closed earlier, and the CAPN's result comes later."""
    election = poll.espace.election
    own_dates = {"CTM": {"vote_closes": CLOSED}, "CAPN-certifie": {"results_from": OWN_DAY}}
    scrutins = tuple(one.changed(**own_dates.get(one.code, {})) for one in election.scrutins)
    own = Poll(Espace(election.changed(scrutins=scrutins), HandClock()), poll.identifiers)
    _seal_its_file(own.espace)
    write_counts(own.espace, VOTES)
    yield own
    own.espace.close()


def _seal_its_file(espace: Espace) -> None:
    """Have the seal cover the file as it is, as if it had been sealed with these dates."""
    with espace.context.transaction():
        seal = VoteSeal.get()
        parts = json.loads(seal.parts) | {Part.FILE.value: file_fingerprint(espace.election)}
        seal.parts = json.dumps(parts)
        seal.save()


def counted_of(poll: Poll) -> set[str]:
    """Return the scrutins of Mme Dupont whose result she can read."""
    listed = poll.espace.account.list_scrutins(poll.sign_in())
    return {one.code for one in listed if one.counted}


def test_each_result_is_there_from_its_own_day(held: Poll) -> None:
    voting = held.espace.voting
    held.clock.go(RESULTS_DAY - SECOND)
    assert not voting.can_see_results()
    held.clock.go(RESULTS_DAY)
    assert [one.code for one in voting.list_results()] == ["CTM"]
    assert counted_of(held) == {"CTM"}
    held.clock.go(OWN_DAY - SECOND)
    with pytest.raises(WindowNotOpen) as refused:
        voting.show_result("CAPN-certifie")
    assert refused.value.moment == OWN_DAY
    held.clock.go(OWN_DAY)
    assert [one.code for one in voting.list_results()] == list(VOTES)
    assert voting.show_result("CAPN-certifie").code == "CAPN-certifie"
    assert counted_of(held) == set(VOTES)


def test_the_board_alone_reads_the_rest_until_then(held: Poll) -> None:
    held.clock.go(OWN_DAY - SECOND)
    with pytest.raises(PresenceNeeded):
        held.espace.board.list_results_before(())
    held.clock.go(OWN_DAY)
    assert len(held.espace.board.list_results_before(())) == len(VOTES)


def test_nothing_is_published_before_the_last_day(held: Poll, tmp_path: Path) -> None:
    held.clock.go(OWN_DAY - SECOND)
    with pytest.raises(WindowNotOpen) as refused:
        held.espace.administration.publish_results(tmp_path / "resultats", source=SOURCE)
    assert refused.value.moment == OWN_DAY


def test_minutes_tell_the_window_of_their_scrutin(held: Poll) -> None:
    whole = held.espace.election.calendar
    ends = {code: held.espace.board.minutes_of(code).ends_at for code in VOTES}
    assert ends == {"CTM": CLOSED, "CAPN-certifie": whole.vote_closes}
