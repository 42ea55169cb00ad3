"""After a sealed vote: the accounts go first, its urns and keys two years later."""

from __future__ import annotations

from pathlib import Path

import pytest
from peewee import Table

from models import Espace, Level, PurgeReport, PurgeStage, StatusAxis
from models.errors import NothingToDo, PurgeRefused, TrackerRefused, VoteSealed
from models.services.administration.checks.roll import check_roll, check_scrutins
from models.services.administration.checks.seal import check_seal
from models.services.administration.progress import together
from models.services.administration.purge_stages import KEPT, OF_THE_VOTE
from models.services.board.recorded_results import record_lot, record_result
from models.services.vote.destroyed import count_called
from models.tables.base import ROLL
from models.tables.count import BoardIncident, DrawnLot, MemberDecryption, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.urn import UrnBallot
from models.tables.vote_seal import ScrutinKey, VoteSeal
from tests.architecture.source_tree import ROOT
from tests.models.clocks import paris
from tests.models.polls import CROWD, Poll
from tests.models.steps import SOURCE

PEOPLE = ROOT / "models" / "data" / "samples" / "toulouse-2014" / "people.csv"
CLOSED = paris("2014-12-04 17:00")
DAY_BEFORE, TWO_YEARS = paris("2016-12-03 23:59"), paris("2016-12-04 00:00")
NINETY_DAYS = paris("2015-03-06 00:00")
TALLY, RESULT, SHARE = '[[{"alpha":"secret sum"}]]', '{"result":[[0,1,0,0,0]]}', "secret share"


@pytest.fixture
def counted(poll: Poll) -> Poll:
    """A vote that was held, closed and counted; the count is written by hand."""
    return count(poll)


def count(poll: Poll) -> Poll:
    poll.vote(poll.enter())
    poll.clock.go(CLOSED)
    poll.espace.vote.close_vote(source=SOURCE)
    with poll.espace.context.transaction():
        scrutin = Scrutin.get(Scrutin.code == "CTM")
        moments = {"added_up_at": CLOSED, "counted_at": CLOSED}
        ScrutinCount.create(
            scrutin=scrutin, ballots=1, electors=CROWD + 6, tally=TALLY, result=RESULT, **moments
        )
        record_result(poll.espace.context, scrutin, SOURCE)
        MemberDecryption.create(scrutin=scrutin, member=1, text=SHARE, recorded_at=CLOSED)
        DrawnLot.create(scrutin=scrutin, seat=15, winner=2, drawn_at=CLOSED)
        record_lot(poll.espace.context, "CTM", 15, 2, SOURCE)
        BoardIncident.create(at=CLOSED, text="Panne de courant.", scrutin=None, found=False)
    return poll


def purge(poll: Poll, *, dry_run: bool = False) -> PurgeReport:
    return poll.espace.administration.purge_election(dry_run=dry_run, source=SOURCE)


def filled(poll: Poll) -> set[str]:
    """Return the tables that have a row."""
    database = poll.espace.context.store.database
    with poll.espace.context.connection():
        return {
            name
            for name in ROLL.get_tables()
            if not name.startswith("sqlite_") and Table(name).bind(database).select().exists()
        }


def find_tracker(poll: Poll) -> str:
    with poll.espace.context.connection():
        return str(UrnBallot.get().tracker)


def called(poll: Poll) -> int:
    with poll.espace.context.connection():
        return count_called(Scrutin.get(Scrutin.code == "CTM"))


def test_accounts_go_first_and_what_a_vote_is_replayed_from_stays(counted: Poll) -> None:
    before = filled(counted)
    counted.clock.go(NINETY_DAYS)
    dry = purge(counted, dry_run=True)
    assert filled(counted) == before
    assert not {name for name, _, _ in dry.counts} & OF_THE_VOTE
    report = purge(counted)
    assert (report.stage, report.rest_due) == (PurgeStage.ACCOUNTS, TWO_YEARS)
    assert filled(counted) == (before & (KEPT | OF_THE_VOTE)) | {"schema_migration", "kept_count"}
    assert filled(counted) >= OF_THE_VOTE
    counted.espace.verify()
    assert counted.espace.administration.verify_audit().first_fault is None
    assert counted.espace.vote.close_vote(source=SOURCE).right


def test_two_years_later_the_urns_and_the_keys_go_and_the_results_stay(counted: Poll) -> None:
    results = counted.espace.board.list_results()
    (result,) = results
    assert (result.electors, result.voters, result.valid) == (CROWD + 6, 1, 1)
    electors = called(counted)
    tracker = find_tracker(counted)
    assert counted.espace.voting.look_up(tracker).tracker == tracker
    counted.clock.go(NINETY_DAYS)
    purge(counted)
    counted.clock.go(DAY_BEFORE)
    with pytest.raises(PurgeRefused, match="se détruisent à partir du 4 décembre 2016"):
        purge(counted)
    counted.clock.go(TWO_YEARS)
    events = counted.espace.administration.verify_audit().events
    report = purge(counted)
    assert (report.stage, report.rest_due) == (PurgeStage.VOTE, None)
    assert filled(counted) <= KEPT | {"schema_migration"}
    with counted.espace.context.connection():
        kept = ScrutinCount.get()
        assert (kept.tally, kept.result, kept.ballots) == ("", RESULT, 1)
        assert DrawnLot.get().winner == 2
        assert VoteSeal.select().exists()
        assert not ScrutinKey.select().exists()
    assert called(counted) == electors
    assert counted.espace.board.list_results() == results
    assert counted.espace.voting.show_result("CTM") == result
    assert not counted.espace.voting.can_be_checked()
    with pytest.raises(TrackerRefused, match="archives publiées"):
        counted.espace.voting.look_up(tracker)
    chain = counted.espace.administration.verify_audit()
    assert (chain.events, chain.first_fault) == (events + 1, None)
    with pytest.raises(PurgeRefused, match="déjà faite"):
        purge(counted)


def test_urns_that_are_not_counted_go_only_if_they_are_named(counted: Poll) -> None:
    with counted.espace.context.transaction():
        ScrutinCount.update(counted_at=None).execute()
    counted.clock.go(NINETY_DAYS)
    assert purge(counted).uncounted == ()
    counted.clock.go(TWO_YEARS)
    assert purge(counted, dry_run=True).uncounted == ("CTM",)
    before = filled(counted)
    with pytest.raises(PurgeRefused, match=r"détruits sans résultat : CTM\..*« --uncounted »"):
        purge(counted)
    assert filled(counted) == before
    service = counted.espace.administration.purge_election
    report = service(dry_run=False, uncounted=True, source=SOURCE)
    assert (report.done, report.uncounted) == (True, ("CTM",))
    assert filled(counted) <= KEPT | {"schema_migration"}


def test_what_is_never_purged_in_time_goes_at_once(counted: Poll) -> None:
    electors = called(counted)
    total = counted.espace.administration.count_progress().total
    counted.clock.go(TWO_YEARS)
    assert purge(counted).stage is PurgeStage.VOTE
    assert filled(counted) <= KEPT | {"schema_migration"}
    assert called(counted) == electors
    assert counted.espace.administration.count_progress().total == total


def test_the_status_says_the_counts_of_the_first_purge_for_ever(counted: Poll) -> None:
    before = counted.espace.administration.count_progress(StatusAxis.SCRUTIN)
    lines = together(before.lines)
    for moment in (NINETY_DAYS, TWO_YEARS):
        counted.clock.go(moment)
        purge(counted)
        after = counted.espace.administration.count_progress(StatusAxis.SCRUTIN)
        assert (after.total, after.lines) == (before.total, lines)
        assert after.purged_at == NINETY_DAYS


def test_a_check_says_what_is_left_after_each(counted: Poll) -> None:
    context = counted.espace.context
    for moment, roll, seal in (
        (NINETY_DAYS, "la liste électorale reste avec les urnes", "rien n'a changé depuis"),
        (TWO_YEARS, "effacée par la purge", "la purge a détruit sa liste, ses urnes et ses clés"),
    ):
        counted.clock.go(moment)
        purge(counted)
        (of_roll,), (of_seal, *_) = check_roll(context), check_seal(context)
        assert roll in of_roll.text
        assert seal in of_seal.text
        assert (of_roll.level, of_seal.level) == (Level.OK, Level.OK)
        assert check_scrutins(context) == [] or moment == NINETY_DAYS


def test_destroyed_urns_are_neither_closed_nor_exported_and_nothing_is_loaded_again(
    counted: Poll, tmp_path: Path
) -> None:
    counted.clock.go(TWO_YEARS)
    purge(counted)
    espace: Espace = counted.espace
    espace.verify()
    for act in (
        lambda: espace.vote.close_vote(source=SOURCE),
        lambda: espace.vote.export_archives(tmp_path),
        lambda: espace.vote.keep_trackers(tmp_path, source=SOURCE),
    ):
        with pytest.raises(NothingToDo, match="détruites par la purge"):
            act()
    with pytest.raises((PurgeRefused, VoteSealed)):
        espace.administration.import_roll(PEOPLE, source=SOURCE)
    assert espace.vote.count_turnout().total.electors == 0


def test_a_seal_that_is_gone_from_the_database_keeps_the_urns_too(counted: Poll) -> None:
    with counted.espace.context.transaction():
        VoteSeal.delete().execute()
    counted.clock.go(NINETY_DAYS)
    assert purge(counted, dry_run=True).stage is PurgeStage.ACCOUNTS


def test_no_sum_key_or_ballot_is_left_on_the_disk(file_poll: Poll, tmp_path: Path) -> None:
    count(file_poll)
    with file_poll.espace.context.connection():
        key = ScrutinKey.get().trustees[:80]
    file_poll.clock.go(TWO_YEARS)
    purge(file_poll)
    for path in tmp_path.rglob("*.sqlite*"):
        content = path.read_bytes()
        for gone in (b"secret sum", SHARE.encode(), key.encode(), b"Dupont", b'"credential":"'):
            assert gone not in content, path
