"""The rehearsal on the screen: what was voted is what was counted, and nothing is kept."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.bureau.bureau import Bureau, at_overview
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, enter


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without belenios-tool: this program's engine alone takes a tenth of the time."""
    monkeypatch.setenv("PATH", "/nonexistent")


async def at_rehearsal(bureau: Bureau, pilot: Pilot[None]) -> None:
    await at_overview(bureau, pilot)
    await pilot.press("1")
    await arrived(bureau, pilot, "bureau_rehearsal")
    bureau.screen.field("ballots").value = ""


async def test_without_the_tool_it_is_held_by_this_program_alone(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_rehearsal(bureau, pilot)
        await enter(pilot, "2")
        await appeared(bureau, pilot, "belenios-tool » n'est pas installé")
        assert "--alone" not in bureau.words
        await pilot.click("#alone")
        await appeared(bureau, pilot, "L'essai est bon dans 3 scrutins")
        assert "3 des 5 membres ont ouvert les urnes" in bureau.words
        await answered(bureau, pilot)
        assert len(bureau.screen.query("#counted Line")) == 3
    assert bureau.espace.board.state().keys_made_at is None


async def test_it_is_stopped_by_a_key_and_nothing_is_kept(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_rehearsal(bureau, pilot)
        await enter(pilot, "1000")
        await appeared(bureau, pilot, "belenios-tool")
        await pilot.click("#alone")
        await until(pilot, lambda: "%" in bureau.words)
        await pilot.press("escape")
        await appeared(bureau, pilot, "La répétition est arrêtée : rien n'est gardé.")
        assert bureau.route == "bureau_rehearsal"


@pytest.mark.parametrize("typed", ["0", "1001", "dix", "²"])
async def test_a_number_that_will_not_do_is_said_at_its_field(
    open_bureau: OpenBureau, typed: str
) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_rehearsal(bureau, pilot)
        await enter(pilot, typed)
        await appeared(bureau, pilot, "Saisissez un nombre de 1 à 1000.")
