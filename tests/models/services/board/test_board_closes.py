"""The board closes the urns; each difference goes into the minutes once."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import DatabaseBusy, NothingToDo, PresenceNeeded, WindowNotOpen
from models.services.board import lists
from models.services.board.closing import LISTS_COMPARED, lists_compared
from models.services.vote.urns import sealed_urns
from models.tables.audit import AuditEvent
from models.tables.electors import Scrutin
from models.tables.urn import ClosedUrn, Signature
from models.views.vote_days import Closing
from tests.models.clocks import paris
from tests.models.polls import Poll
from tests.models.services.board import count
from tests.models.services.board.members import FIRST, OPENING, PRESIDENT, acts, present
from tests.models.steps import SOURCE


def close(poll: Poll, lists: Path | None = None, numbers: tuple[int, ...] = OPENING) -> Closing:
    return poll.espace.board.close(present(poll.espace, *numbers), lists=lists, source=SOURCE)


def vote(poll: Poll, people: int) -> None:
    """Have some people of the crowd vote in the first scrutin."""
    for number in range(people):
        poll.deposit(poll.made(f"personne{number}"), f"personne{number}")


def test_it_takes_those_who_open_the_urns_and_the_hour(poll: Poll) -> None:
    poll.clock.go(paris("2014-12-04 16:59:59"))
    with pytest.raises(WindowNotOpen, match="17 h"):
        close(poll)
    poll.clock.go(paris("2014-12-04 17:00"))
    with pytest.raises(PresenceNeeded):
        close(poll, numbers=(PRESIDENT, FIRST))
    assert acts(poll.espace) == []
    closing = close(poll)
    assert (closing.before, closing.right) == (False, True)
    assert acts(poll.espace) == ["board_close/1,3,4"]
    assert close(poll).before
    assert acts(poll.espace) == ["board_close/1,3,4"]
    assert poll.espace.board.list_incidents() == ()


def test_each_difference_is_written_down_with_its_scrutin_once(poll: Poll, tmp_path: Path) -> None:
    vote(poll, 2)
    with poll.espace.context.transaction():
        Signature.delete().where(Signature.elector == Signature.select().first().elector).execute()
    folder = tmp_path / "sticks"
    folder.mkdir()
    (folder / "CTM-faux.txt").write_text("une autre liste\n")
    poll.clock.go(paris("2014-12-04 17:00"))
    assert not close(poll, folder).right
    with poll.espace.context.transaction():
        number = Scrutin.get(Scrutin.code == "CTA").id
        ClosedUrn.update(fingerprint="0" * 64).where(ClosedUrn.scrutin == number).execute()
    poll.clock.pass_by(hours=1)
    for _ in range(2):
        close(poll, folder)
    listed = poll.espace.board.list_incidents()
    assert all(one.found for one in listed)
    assert [(one.scrutin, one.text.partition(" ")[0]) for one in listed] == [
        ("CTM", "À"),
        ("", "Liste"),
        ("CTA", "L'urne"),
    ]
    assert "2 bulletins dans l'urne pour 1 signature" in listed[0].text
    assert "« CTM-faux.txt »" in listed[1].text


def test_the_lists_that_were_compared_are_told_in_the_minutes(poll: Poll, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    vote(poll, 10)
    poll.espace.board.keep_trackers(present(poll.espace, FIRST), stick, source=SOURCE)
    count.close(poll)
    assert close(poll).lists is None
    assert compared(poll) == {"CTM": 0, "CTA": 0}
    for _ in range(2):
        found = close(poll, stick).lists
        assert found is not None
        assert (found.right, found.fitting) == (1, {"CTM": 1})
    assert compared(poll) == {"CTM": 1, "CTA": 0}
    assert kinds_of(poll, LISTS_COMPARED) == 1


def test_lists_that_are_compared_late_outdate_the_minutes(file_poll: Poll, tmp_path: Path) -> None:
    stick, papers = tmp_path / "stick", tmp_path / "papers"
    stick.mkdir()
    papers.mkdir()
    vote(file_poll, 10)
    board = file_poll.espace.board
    board.keep_trackers(present(file_poll.espace, FIRST), stick, source=SOURCE)
    count.close(file_poll)
    count.add_up(file_poll)
    for number in OPENING:
        count.take(file_poll, number)
    count.finish(file_poll)
    board.write_minutes(present(file_poll.espace, PRESIDENT), papers, source=SOURCE)
    assert not board.state().minutes_again
    close(file_poll, stick)
    assert board.state().minutes_again


def test_nothing_is_handed_over_without_the_members_who_were_there(
    poll: Poll, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseBusy

    vote(poll, 10)
    monkeypatch.setattr(lists, "record_act", fail)
    with pytest.raises(DatabaseBusy):
        poll.espace.board.keep_trackers(present(poll.espace, FIRST), tmp_path, source=SOURCE)
    assert poll.espace.board.list_fingerprints() == ()
    assert list(tmp_path.glob("CTM*")) == []


def compared(poll: Poll) -> dict[str, int]:
    """Return how many of the board's lists each urn held whole."""
    context = poll.espace.context
    with context.connection():
        urns = [urn for urn in sealed_urns() if urn.code in {"CTM", "CTA"}]
        return {urn.code: lists_compared(context, urn) for urn in urns}


def kinds_of(poll: Poll, beginning: str) -> int:
    """Return how many events of a kind the audit chain has."""
    with poll.espace.context.connection():
        return int(AuditEvent.select().where(AuditEvent.kind.startswith(f"{beginning}/")).count())


def test_a_member_takes_the_lists_away(poll: Poll, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    board = poll.espace.board
    with pytest.raises(PresenceNeeded):
        board.keep_trackers((), stick, source=SOURCE)
    one = present(poll.espace, FIRST)
    vote(poll, 9)
    assert board.keep_trackers(one, stick, source=SOURCE) == ()
    assert (board.list_fingerprints(), acts(poll.espace)) == ((), [])
    poll.deposit(poll.made("personne9"), "personne9")
    (kept,) = board.keep_trackers(one, stick, source=SOURCE)
    assert acts(poll.espace) == ["board_hand_lists/3"]
    first = poll.espace.context.now
    poll.clock.pass_by(hours=1)
    for number in range(10, 20):
        poll.deposit(poll.made(f"personne{number}"), f"personne{number}")
    board.keep_trackers(one, stick, source=SOURCE)
    newest, oldest = board.list_fingerprints()
    assert (newest.code, newest.ballots) == ("CTM", 20)
    assert (oldest.at, oldest.ballots) == (first, 10)
    assert kept.fingerprint.startswith(oldest.beginning)
    assert len(oldest.beginning) >= 31


def test_once_the_urns_are_closed_members_read_where_the_lists_are_compared(
    poll: Poll, tmp_path: Path
) -> None:
    vote(poll, 10)
    count.close(poll)
    with pytest.raises(NothingToDo) as refused:
        poll.espace.board.keep_trackers(present(poll.espace, FIRST), tmp_path, source=SOURCE)
    assert "Fermeture des urnes (6), « Comparer de nouveau »" in refused.value.text
    assert "admin" not in refused.value.text
