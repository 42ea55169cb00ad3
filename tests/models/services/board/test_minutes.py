"""The minutes: what the board has done and found, the same bytes each time, on paper too."""

from __future__ import annotations

import json
import logging
import stat
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from models import BoardAct, BoardMember, MinutesFiles, Presence
from models.errors import OutputRefused, PresenceNeeded, ResultsNotReady, ScrutinUnknown
from models.published.minutes_json import minutes_json
from models.services.board.minutes import list_minutes
from models.services.board.presence import record_act
from models.services.board.recorded_results import record_result
from models.tables.audit import AuditEvent
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.views.minutes import Minutes
from models.views.vote_board import BoardRole
from tests.models.notices.printed import pages_of
from tests.models.polls import Poll
from tests.models.services.board import count
from tests.models.services.board.members import (
    FIRST,
    PRESIDENT,
    SECOND,
    acts,
    present,
)
from tests.models.steps import SOURCE

POWER = "Coupure de courant de 17 h 10 à 17 h 20."


@pytest.fixture
def counted(added_up: Poll) -> Poll:
    """The urns are counted, and something has happened meanwhile."""
    there = present(added_up.espace, PRESIDENT)
    added_up.espace.board.report_incident(there, POWER, source=SOURCE)
    added_up.espace.board.report_incident(there, "Rature.", scrutin="CTA", source=SOURCE)
    for member in (PRESIDENT, FIRST, SECOND):
        count.take(added_up, member)
    count.finish(added_up)
    return added_up


def minutes(poll: Poll, code: str = "CTM") -> Minutes:
    return poll.espace.board.minutes_of(code)


def write(poll: Poll, folder: Path, *, force: bool = False) -> dict[str, MinutesFiles]:
    folder.mkdir(exist_ok=True)
    there = present(poll.espace, PRESIDENT)
    written = poll.espace.board.write_minutes(there, folder, force=force, source=SOURCE)
    return {one.code: one for one in written}


def test_they_say_who_opened_the_urn_and_what_the_board_did(counted: Poll) -> None:
    found = minutes(counted)
    assert [one.number for one in found.members if one.opened_at] == [PRESIDENT, FIRST, SECOND]
    assert found.threshold == 3
    assert [(act.name, act.members) for act in found.acts] == [
        ("keys", ()),
        ("close", ()),
        ("add_up", (PRESIDENT,)),
        ("share", (PRESIDENT,)),
        ("share", (FIRST,)),
        ("share", (SECOND,)),
        ("finish_count", (PRESIDENT,)),
    ]
    assert found.result == counted.espace.board.list_results()[0]
    assert (found.ballots, found.signatures) == (7, 7)


def test_a_closing_before_the_board_is_said_once_with_its_members(file_poll: Poll) -> None:
    count.vote(file_poll)
    file_poll.clock.go(count.EVENING)
    there = present(file_poll.espace, PRESIDENT, FIRST, SECOND)
    file_poll.espace.board.close(there, source=SOURCE)
    count.add_up(file_poll)
    for member in (PRESIDENT, FIRST, SECOND):
        count.take(file_poll, member)
    count.finish(file_poll)
    closings = [act.members for act in minutes(file_poll).acts if act.name == "close"]
    assert closings == [(PRESIDENT, FIRST, SECOND)]


def test_a_clock_that_was_set_back_leaves_no_act_out(file_poll: Poll) -> None:
    count.vote(file_poll)
    count.close(file_poll)
    count.add_up(file_poll)
    for member in (PRESIDENT, FIRST, SECOND):
        count.take(file_poll, member)
    file_poll.clock.go(count.EVENING - timedelta(minutes=4))
    count.finish(file_poll)
    names = [act.name for act in minutes(file_poll).acts]
    assert names == ["keys", "close", "add_up", "share", "share", "share", "finish_count"]


def test_all_thirty_members_of_a_large_board_are_named(file_poll: Poll) -> None:
    count.vote(file_poll)
    count.close(file_poll)
    everybody = tuple(range(1, 31))
    there = [
        Presence(BoardMember(number, f"n° {number}", BoardRole.DELEGATE), file_poll.clock.now())
        for number in everybody
    ]
    with file_poll.espace.context.transaction():
        record_act(file_poll.espace.context, BoardAct.HAND_LISTS, there, SOURCE)
    count.add_up(file_poll)
    for member in (PRESIDENT, FIRST, SECOND):
        count.take(file_poll, member)
    count.finish(file_poll)
    handed = [act.members for act in minutes(file_poll).acts if act.name == "hand_lists"]
    assert handed == [everybody]


def test_the_chain_is_read_once_for_all_of_them(
    counted: Poll, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "peewee"):
        list_minutes(counted.espace.context)
    asked = [one.getMessage() for one in caplog.records if "audit_event" in one.getMessage()]
    assert asked
    assert all('"subject" =' in one for one in asked)
    assert not any("board" in one for one in asked)


def test_they_have_every_fingerprint_to_compare(counted: Poll, tmp_path: Path) -> None:
    found = minutes(counted).fingerprints
    seal = counted.espace.board.show_seal()
    state = counted.espace.board.state()
    assert seal is not None
    assert (found.seal, found.parts) == (seal.fingerprint, seal.parts)
    assert (found.keys, found.setup) == (state.keys, seal.setups["CTM"])
    archives = {one.code: one for one in counted.espace.vote.export_archives(tmp_path)}
    assert found.archive == sha256(archives["CTM"].path.read_bytes()).hexdigest()
    assert archives["CTM"].path.stem == minutes(counted).uuid


def test_an_incident_is_in_the_minutes_that_it_concerns(counted: Poll) -> None:
    assert [one.text for one in minutes(counted).incidents] == [POWER]
    assert [one.text for one in minutes(counted, "CTA").incidents] == [POWER, "Rature."]


def test_before_the_count_there_are_none(added_up: Poll, tmp_path: Path) -> None:
    with pytest.raises(ResultsNotReady, match="Finissez le dépouillement"):
        minutes(added_up)
    with pytest.raises(ResultsNotReady):
        write(added_up, tmp_path / "minutes")
    with pytest.raises(ScrutinUnknown):
        minutes(added_up, "CAPA-eps")


def test_an_urn_that_cannot_be_counted_has_minutes_that_say_why(counted: Poll) -> None:
    def spoil() -> None:
        number = Scrutin.get(Scrutin.code == "CTA").id
        ScrutinCount.update(tally="", result="", counted_at=None, trouble="L'urne a changé.").where(
            ScrutinCount.scrutin == number
        ).execute()

    count.change(counted, spoil)
    found = minutes(counted, "CTA")
    assert (found.result, found.trouble) == (None, "L'urne a changé.")
    assert json.loads(minutes_json(found, counted.espace.election.calendar.zone))["result"] is None


def test_a_lot_comes_first(counted: Poll, tmp_path: Path) -> None:
    def tie() -> None:
        row = Scrutin.get(Scrutin.code == "CTM")
        ScrutinCount.update(result='{"result":[[1,3,0,3,0]]}').where(
            ScrutinCount.scrutin == row.id
        ).execute()
        record_result(counted.espace.context, row, SOURCE)

    count.change(counted, tie)
    result = counted.espace.board.list_results()[0]
    if result.allocation is None or result.allocation.lot_due is None:
        pytest.fail(f"these lists should be tied: {result.allocation}")
    with pytest.raises(ResultsNotReady, match="CTM"):
        write(counted, tmp_path / "minutes")
    lot = result.allocation.lot_due
    there = present(counted.espace, PRESIDENT, FIRST, SECOND)
    counted.espace.board.enter_lot(there, "CTM", lot.tied[1], source=SOURCE)
    assert (minutes(counted).lots[0].seat, minutes(counted).lots[0].winner) == (
        lot.number,
        lot.tied[1],
    )
    assert minutes(counted).acts[-1].name == "lot"


def test_they_are_written_for_the_board_alone_and_noted(counted: Poll, tmp_path: Path) -> None:
    written = write(counted, tmp_path / "minutes")
    assert set(written) == {"CTM", "CTA", "CAPN-certifie"}
    one = written["CTM"]
    assert one.json.name == "proces-verbal-CTM.json"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (one.pdf, one.json)} == {0o600}
    assert sha256(one.json.read_bytes()).hexdigest() == one.fingerprint
    assert acts(counted.espace)[-1] == f"board_minutes/{PRESIDENT}"
    with counted.espace.context.connection():
        kinds = [event.kind for event in AuditEvent.select()]
    noted = f"minutes/{minutes(counted).uuid}/7/{one.fingerprint}"[:64]
    assert kinds.count(noted) == 1
    assert counted.espace.administration.verify_audit().first_fault is None


def test_a_file_in_the_way_keeps_all_of_them_from_being_written(
    counted: Poll, tmp_path: Path
) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    last = folder / "proces-verbal-CAPN-certifie.pdf"
    last.write_text("signé")
    with pytest.raises(OutputRefused, match="existe déjà"):
        write(counted, folder)
    assert list(folder.iterdir()) == [last]
    last.unlink()
    last.mkdir()
    with pytest.raises(OutputRefused, match="ne peut pas être remplacé"):
        write(counted, folder, force=True)
    assert list(folder.iterdir()) == [last]


def test_the_same_count_gives_the_same_files(counted: Poll, tmp_path: Path) -> None:
    first = write(counted, tmp_path / "minutes")
    before = {path: path.read_bytes() for path in (tmp_path / "minutes").iterdir()}
    with pytest.raises(OutputRefused, match="existe déjà"):
        write(counted, tmp_path / "minutes")
    counted.clock.pass_by(hours=5)
    there = present(counted.espace, PRESIDENT)
    with counted.espace.context.transaction():  # acts that come later are no part of the count
        record_act(counted.espace.context, BoardAct.CLOSE, there, SOURCE)
    assert write(counted, tmp_path / "minutes", force=True) == first
    assert {path: path.read_bytes() for path in (tmp_path / "minutes").iterdir()} == before


def test_nobody_writes_them_without_the_president_or_the_secretary(
    counted: Poll, tmp_path: Path
) -> None:
    with pytest.raises(PresenceNeeded):
        counted.espace.board.write_minutes(
            present(counted.espace, FIRST, SECOND), tmp_path, source=SOURCE
        )
    assert list(tmp_path.glob("proces*")) == []


def test_the_paper_has_it_all_on_numbered_pages(counted: Poll, tmp_path: Path) -> None:
    one = write(counted, tmp_path / "minutes")["CTM"]
    pages = pages_of(one.pdf)
    words = " ".join(" ".join(pages).split())
    found = minutes(counted)
    for said in (
        "Procès-verbal de dépouillement",
        "Comité technique ministériel",
        "Mme Claire VIDAL",
        "Coupure de courant",
        "Quotient électoral",
        "7, soit 10,61 %",
        "sans le bureau",
    ):
        assert said in words, said
    together = words.replace(" ", "")
    assert found.fingerprints.archive in together
    assert found.fingerprints.seal in together
    for number, page in enumerate(pages, 1):
        assert f"Page {number} sur {len(pages)}" in " ".join(page.split())
        assert one.fingerprint in page
    assert len(pages) > 1
