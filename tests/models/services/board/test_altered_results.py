"""What is shown and published is compared with what was recorded when the board counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Espace
from models.errors import ResultsNotReady, SealBroken
from models.settings.presented_lists import lists_of
from models.tables.audit import AuditEvent
from models.tables.count import BoardIncident, DrawnLot, ScrutinCount
from models.tables.electors import RollEntry, Scrutin
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from models.voting.ballots import tracker
from tests.models.counts import RESULTS_DAY
from tests.models.polls import Poll
from tests.models.services.board import count
from tests.models.services.board.count import scrutin
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND, present
from tests.models.steps import SOURCE


@pytest.fixture
def counted(file_poll: Poll) -> Poll:
    """The urns are counted, and the day of the results has come."""
    count.vote(file_poll)
    count.close(file_poll)
    count.add_up(file_poll)
    for member in (PRESIDENT, FIRST, SECOND):
        count.take(file_poll, member)
    assert count.finish(file_poll).counted
    file_poll.clock.go(RESULTS_DAY)
    return file_poll


def write_minutes(espace: Espace, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    espace.board.write_minutes(present(espace, PRESIDENT), folder, source=SOURCE)


def publish(espace: Espace, folder: Path) -> None:
    espace.administration.publish_results(folder, source=SOURCE)


def exchange_votes() -> None:
    row = ScrutinCount.get(ScrutinCount.scrutin == scrutin())
    (numbers,) = json.loads(row.result)["result"]
    text = json.dumps({"result": [[numbers[0], *reversed(numbers[1:])]]}, separators=(",", ":"))
    set_count(result=text)


def set_count(**values: object) -> None:
    ScrutinCount.update(**values).where(ScrutinCount.scrutin == scrutin()).execute()


def raise_signatures() -> None:
    ClosedUrn.update(signatures=60).where(ClosedUrn.scrutin == scrutin()).execute()


def draw_a_lot() -> None:
    DrawnLot.insert(scrutin=scrutin(), seat=15, winner=4, drawn_at=RESULTS_DAY).execute()


def take_the_closing_away() -> None:
    ClosedUrn.delete().where(ClosedUrn.scrutin == scrutin()).execute()


def rewrite_the_event() -> None:
    exchange_votes()
    event = AuditEvent.select().where(AuditEvent.kind.startswith("result/")).first()
    AuditEvent.update(kind=f"result/{'0' * 57}").where(
        AuditEvent.sequence == event.sequence
    ).execute()


ALTERATIONS = (
    exchange_votes,
    lambda: set_count(archive="0" * 64),
    lambda: set_count(checked="compté par trois implémentations"),
    lambda: set_count(electors=7),
    lambda: set_count(result="{"),
    lambda: set_count(result='{"result":[[7]]}'),
    raise_signatures,
    draw_a_lot,
    take_the_closing_away,
    rewrite_the_event,
)


@pytest.mark.parametrize("alter", ALTERATIONS)
def test_an_altered_result_is_neither_shown_nor_published(
    counted: Poll, tmp_path: Path, alter: Callable[[], None]
) -> None:
    count.change(counted, alter)
    espace = counted.espace
    for ask in (
        espace.voting.list_results,
        lambda: espace.voting.show_result("CTM"),
        espace.board.list_results,
        lambda: write_minutes(espace, tmp_path / "minutes"),
        lambda: publish(espace, tmp_path / "web"),
    ):
        with pytest.raises(SealBroken, match="CTM est en cours de vérification"):
            ask()
    assert not (tmp_path / "web").exists()
    assert list((tmp_path / "minutes").iterdir()) == []
    assert espace.board.state().lots_due == ()


def test_another_scrutin_is_shown_as_it_was(counted: Poll) -> None:
    before = counted.espace.voting.show_result("CTA")
    count.change(counted, exchange_votes)
    assert counted.espace.voting.show_result("CTA") == before


def test_seats_and_titles_are_those_of_the_election_file(counted: Poll) -> None:
    before = counted.espace.voting.list_results()

    def alter() -> None:
        Scrutin.update(seats=1, title="Autre", level="autre").where(Scrutin.code == "CTM").execute()

    count.change(counted, alter)
    assert counted.espace.voting.list_results() == before


def test_an_election_file_that_was_changed_is_named(counted: Poll) -> None:
    election = counted.espace.election
    scrutins = tuple(one.changed(seats=1) for one in election.scrutins)
    other = Espace(election.changed(scrutins=scrutins), counted.clock)
    with pytest.raises(SealBroken, match="le fichier d'élection"):
        other.voting.list_results()
    other.close()


def test_a_candidate_who_was_exchanged_is_not_elected(counted: Poll, tmp_path: Path) -> None:
    election = counted.espace.election
    path = election.scrutin("CTM").lists_file
    assert path is not None
    candidate = lists_of(election, "CTM")[0].candidates[0]
    text = path.read_text("utf-8").replace(candidate, "M. Autre CANDIDAT")
    place = path.parent.as_posix()
    file = tmp_path / "listes.toml"
    file.write_text(text.replace('"professions', f'"{place}/professions'), encoding="utf-8")
    scrutins = tuple(one.changed(lists_file=file) for one in election.scrutins)
    other = Espace(election.changed(scrutins=scrutins), counted.clock)
    with pytest.raises(SealBroken, match="CTM est en cours de vérification"):
        other.voting.list_results()
    with pytest.raises(SealBroken, match="les listes de candidats"):
        write_minutes(other, tmp_path / "minutes")
    with pytest.raises(SealBroken, match="les listes de candidats"):
        publish(other, tmp_path / "web")
    other.close()


def leave_the_roll(number: int) -> None:
    """Take people off the roll of a scrutin who have not voted."""
    signed = Signature.select(Signature.elector)
    rows = list(
        RollEntry.select()
        .where((RollEntry.scrutin == scrutin()) & RollEntry.elector.not_in(signed))
        .limit(number)
    )
    for row in rows:
        RollEntry.delete().where(
            (RollEntry.scrutin == row.scrutin_id) & (RollEntry.elector == row.elector_id)
        ).execute()


def test_the_roll_is_compared_before_the_ballots_are_added_up(file_poll: Poll) -> None:
    count.vote(file_poll)
    count.close(file_poll)
    count.change(file_poll, lambda: leave_the_roll(10))
    with pytest.raises(SealBroken, match="la liste électorale"):
        count.add_up(file_poll)
    assert count.results(file_poll) == {}


def test_how_many_were_called_is_what_it_was_at_the_count(counted: Poll, tmp_path: Path) -> None:
    before = counted.espace.voting.show_result("CTM").electors
    count.change(counted, lambda: leave_the_roll(10))
    assert counted.espace.voting.show_result("CTM").electors == before
    with pytest.raises(SealBroken, match="la liste électorale"):
        write_minutes(counted.espace, tmp_path / "minutes")


@pytest.mark.parametrize(
    "alter",
    [
        lambda: BoardIncident.delete().execute(),
        lambda: BoardIncident.update(text="Rien.").execute(),
        lambda: BoardIncident.insert(at=RESULTS_DAY, text="Rien.", found=True).execute(),
    ],
)
def test_minutes_have_every_incident_as_it_was_written(
    counted: Poll, tmp_path: Path, alter: Callable[[], object]
) -> None:
    there = present(counted.espace, PRESIDENT)
    counted.espace.board.report_incident(there, "Coupure de courant.", source=SOURCE)
    write_minutes(counted.espace, tmp_path / "before")
    count.change(counted, alter)
    with pytest.raises(SealBroken, match="incidents"):
        write_minutes(counted.espace, tmp_path / "minutes")
    with pytest.raises(SealBroken, match="incidents"):
        publish(counted.espace, tmp_path / "web")


def test_a_ballot_put_in_after_the_count_was_not_counted(counted: Poll) -> None:
    with counted.espace.context.connection():
        voted = UrnBallot.get(UrnBallot.scrutin == scrutin()).tracker
    assert counted.espace.voting.look_up(voted).counted
    text = counted.made("personne40", 2)
    row = {
        "tracker": tracker(text),
        "credential": counted.credential("personne40"),
        "ballot": text.decode(),
    }
    count.change(counted, lambda: UrnBallot.insert(scrutin=scrutin(), **row).execute())
    assert not counted.espace.voting.look_up(tracker(text)).counted


def test_a_result_that_is_gone_is_not_ready(counted: Poll) -> None:
    def forget() -> None:
        ScrutinCount.delete().where(ScrutinCount.scrutin == scrutin()).execute()

    count.change(counted, forget)
    with pytest.raises(ResultsNotReady):
        counted.espace.voting.show_result("CTM")
