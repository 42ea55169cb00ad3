"""Minutes and publication on the board's screens: what comes first, what is to be done again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.models.clocks import paris
from tests.models.counts import write_counts
from tests.models.steps import SOURCE
from tests.tui.bureau.bureau import OPENING, Bureau, at_overview, press
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, opened, seen
from tui.widgets.buttons import ActionButton

EVENING = paris("2014-12-04 19:00")
RESULTS = paris("2014-12-05 00:00")
WRITE, PUBLISH = "Écrire les procès-verbaux", "Préparer la publication"
AGAIN = "Les procès-verbaux sont à écrire et à signer de nouveau (9)"


def counted(open_bureau: OpenBureau, *, at: datetime = EVENING) -> Bureau:
    """Open the board's host on urns that are counted, and those before it who may open them."""
    bureau = open_bureau(ground="polled", at=at)
    votes = {"CTM": (1, 6, 2, 2, 0), "CTA": (0, 7, 1, 2, 1), "CAPN-certifie": (0, 6, 2, 2, 1)}
    write_counts(bureau.espace, votes)
    bureau.seat(*OPENING)
    return bureau


def write(bureau: Bureau, folder: Path) -> Path:
    """Write the minutes as the board does."""
    there = bureau.bureau_app.sitting.present
    bureau.espace.board.write_minutes(there, folder, source=SOURCE)
    return folder


async def at_minutes(bureau: Bureau, pilot: Pilot[None], folder: Path) -> None:
    await opened(bureau, pilot, "bureau_minutes")
    bureau.screen.field("minutes_folder").value = str(folder)
    await bureau.app.workers.wait_for_complete()
    await pilot.pause()


def buttons(bureau: Bureau) -> list[str]:
    """Return what the buttons say, if all are whole on the screen, from 80 columns on in a row."""
    screen = bureau.screen
    shown = [one for one in screen.query(ActionButton) if one.display]
    whole = all(one.size.width and screen.region.contains_region(one.region) for one in shown)
    if not whole or (bureau.app.size.width >= 80 and len({one.region.y for one in shown}) > 1):
        return []
    shown.sort(key=lambda one: (one.region.y, one.region.x))
    return [one.label for one in shown]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_minutes_that_are_in_the_way_leave_two_buttons(
    open_bureau: OpenBureau, tmp_path: Path, size: tuple[int, int]
) -> None:
    bureau = counted(open_bureau, at=RESULTS)
    for code in ("CTM", "CTA", "CAPN-certifie"):
        (tmp_path / f"proces-verbal-{code}.pdf").touch()
    async with bureau.app.run_test(size=size) as pilot:
        await at_minutes(bureau, pilot, tmp_path)
        assert bureau.screen.query_one("#primary", ActionButton).label == WRITE
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Choisissez « Remplacer »")
        await until(pilot, lambda: buttons(bureau) == [WRITE, "Remplacer"])
        await press(bureau, pilot, "replace")
        await appeared(bureau, pilot, "3 procès-verbaux dans")


async def test_a_publication_that_is_in_the_way_leaves_two_buttons(
    open_bureau: OpenBureau, tmp_path: Path
) -> None:
    bureau = counted(open_bureau, at=RESULTS)
    write(bureau, tmp_path)
    (tmp_path / "resultats").mkdir()
    (tmp_path / "resultats" / "autre.txt").touch()
    async with bureau.app.run_test(size=(80, 24)) as pilot:
        await at_minutes(bureau, pilot, tmp_path)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Choisissez « Remplacer »")
        await until(pilot, lambda: buttons(bureau) == [PUBLISH, "Remplacer"])
        await press(bureau, pilot, "replace")
        await appeared(bureau, pilot, "contient autre chose que des résultats publiés")
        await until(pilot, lambda: buttons(bureau) == [PUBLISH, WRITE])


async def test_on_the_day_of_the_results_the_publication_comes_first(
    open_bureau: OpenBureau, tmp_path: Path
) -> None:
    bureau = counted(open_bureau)
    async with bureau.app.run_test(size=(80, 24)) as pilot:
        await at_minutes(bureau, pilot, tmp_path)
        await until(pilot, lambda: buttons(bureau) == [WRITE, "Un membre arrive"])
        bureau.travel(RESULTS)
        await until(pilot, lambda: buttons(bureau) == [WRITE, PUBLISH])
        await press(bureau, pilot)
        await appeared(bureau, pilot, "3 procès-verbaux dans")
        await until(pilot, lambda: buttons(bureau) == [PUBLISH, WRITE])
        assert "3 procès-verbaux dans" in bureau.words
        await press(bureau, pilot, "other")
        await appeared(bureau, pilot, "Choisissez « Remplacer »")
        await until(pilot, lambda: buttons(bureau) == [WRITE, "Remplacer"])


async def test_the_overview_says_from_when_to_publish(
    open_bureau: OpenBureau, tmp_path: Path
) -> None:
    bureau = counted(open_bureau)
    write(bureau, tmp_path)
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        await appeared(bureau, pilot, "Publiez à partir du 5 décembre")
        bureau.travel(RESULTS)
        await appeared(bureau, pilot, "Publiez maintenant (9).")


async def test_an_incident_after_the_minutes_asks_for_them_again(
    open_bureau: OpenBureau, tmp_path: Path
) -> None:
    bureau = counted(open_bureau)
    write(bureau, tmp_path)
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_incident")
        bureau.screen.field("incident").value = "Rature sur la feuille du CTM."
        await answered(bureau, pilot)
        assert AGAIN not in bureau.words
        await press(bureau, pilot)
        await appeared(bureau, pilot, "C'est noté")
        await appeared(bureau, pilot, AGAIN)
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_overview")
        await appeared(bureau, pilot, AGAIN)
        await until(pilot, lambda: seen(bureau, "● Procès-verbaux et publication"))
        line = next(line for line in bureau.lines if "● Procès-verbaux" in line)
        assert "à faire" in line
