"""The days of the vote: turnout by axis, hours, fingerprints; never a ballot."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from models import HourCount
from models.views.vote_days import TurnoutCount
from tests.models.clocks import MORNING, paris
from tests.models.steps import SOURCE
from tests.tui.bureau.bureau import OPENING, Bureau, at_overview
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import appeared, arrived, fill, opened, seen
from tui.bureau.days_words import Axis, count_lines, hour_columns
from tui.styles import BOARD_OF_DEMO_SHEETS, BUREAU_SHEETS, FIRST_SHEETS
from tui.visit.bars import bar, share, spark
from tui.widgets.paged_lines import PagedLines

SIZES = [(80, 24), (60, 20), (120, 40)]
OPENS = paris("2014-11-27 10:00")


async def at_days(bureau: Bureau, pilot: Pilot[None]) -> None:
    await opened(bureau, pilot, "bureau_days")
    await appeared(bureau, pilot, "PAR SCRUTIN")


@pytest.mark.parametrize("size", SIZES)
async def test_total_hours_and_scrutins_are_in_sight(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="polled")
    async with bureau.app.run_test(size=size) as pilot:
        await at_days(bureau, pilot)
        assert seen(bureau, "CTM  ")
        assert "11 sur" in bureau.words
        assert "Une colonne : 1 heure. La plus haute :" in bureau.words
        assert "Depuis le 27 novembre à 10 h." in bureau.words
        for key in ("→ Autre vue", "L Listes", "I Incident", "Échap Retour", "F10 QUITTEZ"):
            assert key in bureau.lines[-1] or size[0] < 80
        for axis in list(Axis)[1:]:
            await pilot.press("right")
            await appeared(bureau, pilot, axis.value)
        assert "Aucune liste n'a encore été remise" in bureau.words
        await pilot.press("right")
        await appeared(bureau, pilot, "PAR SCRUTIN")


async def test_pages_lead_through_what_is_longer_than_the_screen(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_days(bureau, pilot)
        lines = bureau.screen.query_one(PagedLines)
        await until(pilot, lambda: lines.in_sight[2] > 0)
        scrutins = lines.in_sight[2]
        await appeared(bureau, pilot, f"sur {scrutins}")
        assert seen(bureau, "CTM  ")
        await pilot.press("pagedown")
        await until(pilot, lambda: not seen(bureau, "CTM  "))
        await pilot.press("end")
        await appeared(bureau, pilot, f"-{scrutins} sur {scrutins}")
        await pilot.press("home")
        await until(pilot, lambda: seen(bureau, "CTM  "))


async def test_no_statement_of_the_page_reads_a_ballot(
    open_bureau: OpenBureau, caplog: pytest.LogCaptureFixture
) -> None:
    bureau = open_bureau(ground="polled")
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        await bureau.app.workers.wait_for_complete()
        with caplog.at_level(logging.DEBUG, "peewee"):
            await at_days(bureau, pilot)
            for _ in Axis:
                await pilot.press("right")
            await pilot.press("f5")
            await bureau.app.workers.wait_for_complete()
        statements = [record.getMessage() for record in caplog.records]
        assert any("signature" in one for one in statements)
        assert not any("urn_ballot" in one or "scrutin_count" in one for one in statements)


async def test_a_console_shows_digits_for_columns(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="polled", term="linux")
    async with bureau.app.run_test() as pilot:
        await at_days(bureau, pilot)
        row = bureau.lines[bureau.lines.index(next(x for x in bureau.lines if "Depuis" in x)) - 1]
        assert set(row.strip()) <= set("0123456789")
        assert "9" in row


async def test_a_list_goes_to_a_members_stick(open_bureau: OpenBureau, tmp_path: Path) -> None:
    bureau = open_bureau(ground="polled")
    async with bureau.app.run_test(size=(80, 30)) as pilot:
        await at_days(bureau, pilot)
        await pilot.press("l")
        await arrived(bureau, pilot, "bureau_lists")
        folder = bureau.stick(3)
        await fill(pilot, str(tmp_path / "absent"))
        await pilot.press("enter")
        await appeared(bureau, pilot, "Il faut un membre du bureau")
        bureau.seat(3)
        bureau.screen.set_focus(bureau.screen.field("stick_folder").input)
        await pilot.press("enter")
        await appeared(bureau, pilot, "Ce dossier n'existe pas : indiquez celui de votre clé USB.")
        bureau.screen.field("stick_folder").value = str(folder)
        await pilot.press("enter")
        await appeared(bureau, pilot, "CTM : 11 numéros de suivi")
        assert len(list(folder.iterdir())) == 3
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_days")
        await pilot.press("left")
        await appeared(bureau, pilot, "11 numéros")
        assert seen(bureau, "CTM")


async def test_once_the_urns_are_closed_no_list_is_offered(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="polled", at=paris("2014-12-04 17:00"))
    async with bureau.app.run_test() as pilot:
        await at_days(bureau, pilot)
        await until(pilot, lambda: "L Listes" in bureau.lines[-1])
        bureau.espace.board.close(bureau.seat(*OPENING), source=SOURCE)
        await pilot.press("f5")
        await until(pilot, lambda: "L Listes" not in bureau.lines[-1])
        await pilot.press("left")
        await appeared(bureau, pilot, "Aucune liste n'a été remise au bureau.")
        await pilot.press("l")
        await pilot.pause()
        assert bureau.route == "bureau_days"
        await pilot.press("i")
        await arrived(bureau, pilot, "bureau_incident")


async def test_a_passphrase_in_a_folder_field_does_not_stay(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="polled")
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_lists")
        bureau.seat(3)
        await fill(pilot, "chat botté sur un toit")
        await pilot.press("enter")
        await appeared(bureau, pilot, "Ceci ressemble à une phrase secrète")
        assert "chat botté" not in bureau.words
        assert bureau.screen.field("stick_folder").value == ""


async def test_too_few_ballots_give_no_list(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_lists")
        bureau.seat(1)
        await fill(pilot, str(bureau.stick(1)))
        await pilot.press("enter")
        await appeared(bureau, pilot, "moins de dix bulletins")


hours = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 900)), min_size=1, max_size=40)


@given(hours, st.integers(1, 80), st.integers(0, 220))
def test_columns_fit_and_hold_every_signature(
    found: list[tuple[int, int]], width: int, now: int
) -> None:
    counts = [HourCount(OPENS + timedelta(hours=at), number) for at, number in sorted(found)]
    columns = hour_columns(counts, OPENS, OPENS + timedelta(hours=now), width)
    assert columns is not None
    assert len(columns.numbers) <= width
    assert sum(columns.numbers) == sum(one.signatures for one in counts)
    assert len(columns.numbers) * columns.hours >= max(at for at, _ in found) + 1


def test_before_the_first_vote_there_are_no_columns() -> None:
    assert hour_columns([], OPENS, datetime.now(UTC), 60) is None


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_only_a_whole_turnout_is_said_to_be_one(part: int, rest: int) -> None:
    whole = part + rest
    said = share(part, whole)
    assert (said == "100,0 %") is (whole > 0 and not rest)
    drawn = "".join(piece[0] for piece in bar(part, whole))
    assert ("─" in drawn) is (rest > 0 or whole == 0)
    assert ("━" in drawn) is (part > 0)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60))
def test_digits_tell_something_from_nothing(numbers: list[int]) -> None:
    drawn = spark(numbers, console=True)
    assert [sign == "0" for sign in drawn] == [number == 0 for number in numbers]
    assert not any(numbers) or max(drawn) == "9"


def test_the_morning_of_the_tests_is_in_the_vote() -> None:
    assert OPENS < MORNING


@pytest.mark.parametrize("size", SIZES)
async def test_many_scrutins_leave_the_total_in_sight(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test(size=size) as pilot:
        await at_days(bureau, pilot)
        page = bureau.screen.query_one("#page")
        await until(pilot, lambda: seen(bureau, "Participation"))
        assert not page.max_scroll_y


def test_a_demonstration_lays_out_the_boards_screens_as_the_board_sees_them() -> None:
    assert set(BUREAU_SHEETS) <= {*FIRST_SHEETS, *BOARD_OF_DEMO_SHEETS}


@pytest.mark.parametrize("width", [54, 74, 114])
def test_a_name_is_whole_however_long_it_is(width: int) -> None:
    """The end of a name tells « CAP académique … CPE » from others that begin alike."""
    name = "CAP académique professeurs du second degré, CPE et psychologues de l'éducation"
    count = TurnoutCount("CAPA", name, 2345, 1234)
    lines = [
        "".join(part if isinstance(part, str) else part[0] for part in line)
        for line in count_lines(count, name, width, console=False)
    ]
    assert max(map(len, lines)) <= width
    assert all(word in " ".join(lines).split() for word in name.split())
    assert lines[-1].endswith("sur 2\u202f345")
    assert not any("…" in line for line in lines)
