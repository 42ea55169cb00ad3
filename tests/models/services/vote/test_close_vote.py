"""The closing: counted once, compared each time, and what does not fit is named."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Event, Thread, Timer
from unittest.mock import patch

import pytest

from models import Espace
from models.errors import DatabaseBusy, NothingToDo, OutputRefused, WindowClosed, WindowNotOpen
from models.services.vote import closing as closing_module
from models.services.vote.depositing import deposit_ballot
from models.services.vote.urns import Urn, count_ballots
from models.tables.audit import AuditEvent
from models.tables.electors import Scrutin
from models.tables.installation import Installation
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from models.tables.vote_seal import VoteSeal
from models.views.vote_days import Closing, UrnAtClosing
from tests.models.clocks import HandClock, paris
from tests.models.services.vote.voting_day import VotingDay
from tests.models.steps import SOURCE


def close(day: VotingDay, lists: Path | None = None) -> Closing:
    return day.espace.vote.close_vote(lists=lists, source=SOURCE)


def kinds(day: VotingDay) -> list[str]:
    with day.espace.context.connection():
        return [one.kind for one in AuditEvent.select().order_by(AuditEvent.sequence)]


def change(day: VotingDay, act: Callable[[], object]) -> None:
    """Change something in the database."""
    with day.espace.context.transaction():
        act()


def urn_of(closing: Closing, code: str = "CTM") -> UrnAtClosing:
    (found,) = [urn for urn in closing.urns if urn.code == code]
    return found


def test_the_urns_close_together_with_their_counts_and_fingerprints(day: VotingDay) -> None:
    trackers = day.cast(range(7))
    day.end()
    closing = close(day)
    assert [urn.code for urn in closing.urns] == ["CTM", "CTA"]
    assert (urn_of(closing).ballots, urn_of(closing).signatures) == (7, 7)
    lines = "".join(f"{one}\n" for one in sorted(trackers))
    assert urn_of(closing).fingerprint == sha256(lines.encode()).hexdigest()
    assert urn_of(closing, "CTA").ballots == 0
    assert (closing.before, closing.right, closing.in_order) == (False, True, True)
    assert closing.closed_at == day.espace.context.now
    first, *urns = kinds(day)[-5:]
    assert first == "vote_closed"
    uuid, fingerprint = day.uuid("CTM"), urn_of(closing).fingerprint
    assert urns[0] == f"closed/{uuid}/7/{fingerprint}"[:64]
    assert urns[1] == f"signed/{uuid}/7/"
    assert day.espace.administration.verify_audit().first_fault is None


def test_closing_again_says_when_it_was(day: VotingDay) -> None:
    day.cast(range(3))
    day.end()
    first = close(day)
    events = len(kinds(day))
    day.clock.pass_by(hours=2)
    again = close(day)
    assert again.before
    assert (again.closed_at, again.urns) == (first.closed_at, first.urns)
    assert len(kinds(day)) == events


def test_the_vote_and_its_grace_come_first(day: VotingDay) -> None:
    day.clock.go(paris("2014-12-04 16:59"))
    with pytest.raises(WindowNotOpen, match="à partir du 4 décembre à 17 h"):
        close(day)
    section = day.espace.election.calendar_section.changed(vote_grace_minutes=10)
    graced = type(day.espace)(day.espace.election.changed(calendar_section=section), day.clock)
    day.clock.go(paris("2014-12-04 17:09"))
    with pytest.raises(WindowNotOpen, match="17 h 10"):
        graced.vote.close_vote(source=SOURCE)
    day.clock.go(paris("2014-12-04 17:10"))
    assert not graced.vote.close_vote(source=SOURCE).before
    graced.close()


def test_an_election_that_is_not_sealed_has_no_urn(day: VotingDay) -> None:
    day.end()
    change(day, lambda: VoteSeal.delete().execute())
    change(day, lambda: AuditEvent.delete().where(AuditEvent.kind.startswith("vote_s")).execute())
    with pytest.raises(NothingToDo, match="n'est pas scellée"):
        close(day)


@pytest.mark.parametrize("table", [UrnBallot, Signature])
def test_ballots_and_signatures_that_differ_are_named(
    day: VotingDay, table: type[UrnBallot] | type[Signature]
) -> None:
    day.cast(range(4))
    day.cast(range(4), "CTA")
    lost = table.select(table.scrutin).join(Scrutin).where(Scrutin.code == "CTA")

    def lose() -> None:
        number = lost.get().scrutin_id
        table.delete().where(table.scrutin == number).execute()

    change(day, lose)
    day.end()
    closing = close(day)
    assert not closing.right
    assert [urn.code for urn in closing.urns if not urn.even] == ["CTA"]


@pytest.mark.parametrize("table", [UrnBallot, ClosedUrn])
def test_what_changes_after_the_closing_is_named(
    day: VotingDay, table: type[UrnBallot] | type[ClosedUrn]
) -> None:
    day.cast(range(4))
    day.cast(range(4), "CTA")
    day.end()
    close(day)

    def lose() -> None:
        number = Scrutin.get(Scrutin.code == "CTA").id
        some = table.select().where(table.scrutin == number).get()
        some.delete_instance()

    change(day, lose)
    closing = close(day)
    assert not closing.right
    assert [urn.code for urn in closing.urns if not urn.intact] == ["CTA"]


@pytest.fixture
def kept(day: VotingDay, tmp_path: Path) -> Path:
    """A folder with two lists of one urn and one of another."""
    folder = tmp_path / "lists"
    folder.mkdir()
    day.cast(range(10))
    day.espace.vote.keep_trackers(folder, source=SOURCE)
    day.clock.pass_by(hours=1)
    day.cast(range(10, 20))
    day.cast(range(12), "CTA")
    day.espace.vote.keep_trackers(folder, source=SOURCE)
    return folder


def test_lists_that_are_contained_and_noted_fit(day: VotingDay, kept: Path) -> None:
    first = min(kept.iterdir())
    day.cast(range(20, 24))
    day.end()
    first.rename(kept / "renommée")
    lists = close(day, kept).lists
    assert lists is not None
    assert (lists.right, lists.wrong, lists.absent) == (3, (), 0)
    (kept / "renommée").unlink()
    fewer = close(day, kept).lists
    assert fewer is not None
    assert (fewer.right, fewer.absent) == (2, 1)


def test_each_list_that_does_not_fit_is_named(day: VotingDay, kept: Path) -> None:
    altered = min(kept.iterdir())
    altered.write_text(altered.read_text().replace("a", "b"))
    (kept / "autre.txt").write_text("x\n")
    (kept / ".caché.part").write_text("x\n")
    day.end()
    closing = close(day, kept)
    assert closing.lists is not None
    assert not closing.right
    assert [one.path for one in closing.lists.wrong] == [altered, kept / "autre.txt"]
    assert all("chaîne d'audit" in one.reason for one in closing.lists.wrong)
    assert (closing.lists.right, closing.lists.absent) == (2, 1)


def test_ballots_that_were_taken_away_are_missed_by_the_lists(day: VotingDay, kept: Path) -> None:
    tracker = min(kept.glob("CTM-*")).read_text().split()[3]
    change(day, lambda: UrnBallot.delete().where(UrnBallot.tracker == tracker).execute())
    day.end()
    closing = close(day, kept)
    assert closing.lists is not None
    assert [one.path.name[:3] for one in closing.lists.wrong] == ["CTM", "CTM"]
    reason = "1 de ses numéros de suivi ne sont plus dans l'urne de CTM"
    assert {one.reason for one in closing.lists.wrong} == {reason}
    assert closing.lists.right == 1


def test_a_folder_of_lists_that_is_not_there_closes_nothing(day: VotingDay, tmp_path: Path) -> None:
    day.end()
    with pytest.raises(OutputRefused, match="n'ont pas été comparées"):
        close(day, tmp_path / "absent")
    assert "vote_closed" not in kinds(day)


def test_a_rewriting_that_could_not_be_done_is_made_good(
    day: VotingDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.cast(range(5))
    day.end()

    def busy(*_: object) -> bool:
        raise DatabaseBusy

    with monkeypatch.context() as disturbed:
        disturbed.setattr(day.espace.context.store.dialect.urns, "forget_order", busy)
        closing = close(day)
        assert (closing.in_order, closing.right, urn_of(closing).intact) == (False, False, True)
    assert close(day).right
    with day.espace.context.connection():
        assert not Installation.select().where(Installation.name == "urn_order_kept").exists()


def test_of_two_that_close_at_once_one_does(day: VotingDay) -> None:
    day.cast(range(3))
    day.end()
    other = Espace(day.espace.election, day.clock)
    start, found = Barrier(2), list[Closing]()

    def run(espace: Espace) -> None:
        start.wait()
        found.append(espace.vote.close_vote(source=SOURCE))

    threads = [Thread(target=run, args=(espace,)) for espace in (day.espace, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert sorted(closing.before for closing in found) == [False, True]
    assert all(urn.intact and urn.even for closing in found for urn in closing.urns)
    assert kinds(day).count("vote_closed") == 1


def test_a_ballot_waits_for_the_closing_and_is_refused(day: VotingDay) -> None:
    """Whatever the clock of its machine says."""
    day.cast(range(3))
    ballot, elector, credential = day.ballot(5)
    slow = Espace(day.espace.election, HandClock(paris("2014-12-04 16:59")))
    day.end()
    begun, go_on = Event(), Event()

    def count(urn: Urn) -> int:
        begun.set()
        go_on.wait(5)
        return count_ballots(urn)

    def close_slowly() -> None:
        with patch.object(closing_module, "count_ballots", count):
            close(day)

    closing = Thread(target=close_slowly)
    closing.start()
    begun.wait()
    Timer(0.3, go_on.set).start()
    with pytest.raises(WindowClosed):
        deposit_ballot(slow.context, elector, "CTM", credential, ballot, source=SOURCE)
    closing.join()
    slow.close()
    with day.espace.context.connection():
        assert (UrnBallot.select().count(), Signature.select().count()) == (3, 3)
    assert close(day).right


def test_a_ballot_that_was_exchanged_before_the_closing_is_named(day: VotingDay) -> None:
    day.cast(range(3))
    with day.espace.context.transaction():
        first, second = list(UrnBallot.select().limit(2))
        UrnBallot.update(ballot=first.ballot).where(UrnBallot.tracker == second.tracker).execute()
    day.end()
    closing = day.espace.vote.close_vote(source=SOURCE)
    assert [(urn.code, urn.altered) for urn in closing.urns if urn.altered] == [("CTM", 1)]
    assert not closing.right


def test_signatures_that_are_taken_away_afterwards_are_missed(day: VotingDay) -> None:
    day.cast(range(3))
    day.end()
    assert day.espace.vote.close_vote(source=SOURCE).right
    with day.espace.context.transaction():
        Signature.delete().execute()
    closing = day.espace.vote.close_vote(source=SOURCE)
    assert [urn.code for urn in closing.urns if not urn.intact] == ["CTM"]
