"""The first page of the board: what is done, what comes next, who is there."""

from __future__ import annotations

import pytest

from tests.models.clocks import paris
from tests.tui.bureau.bureau import at_overview
from tests.tui.bureau.conftest import Ground, OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import appeared, arrived, seen
from tui.bureau.sitting import FORGOTTEN_AFTER


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_nine_steps_are_shown_with_sign_word_and_moment(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test(size=size) as pilot:
        await at_overview(bureau, pilot)
        assert seen(bureau, "✓ Clés du bureau")
        assert seen(bureau, "terminé le 25 nov.")
        assert seen(bureau, "● Jours du vote")
        assert seen(bureau, "à faire")
        assert seen(bureau, "○ Fermeture des urnes")
        assert seen(bureau, "dès le 4 déc. 17 h")
        assert seen(bureau, "pas d'essai")


async def test_the_first_time_the_next_step_is_pointed_at(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        assert seen(bureau, "2▸ ● Clés du bureau")
        assert seen(bureau, "Chaque membre vient à son tour")


async def test_whoever_comes_back_is_led_to_the_next_step(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        await until(pilot, lambda: seen(bureau, "3▸ ● Essai"))
        await pilot.press("2")
        await arrived(bureau, pilot, "bureau_keys")
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_overview")
        await until(pilot, lambda: seen(bureau, "3▸ ● Essai"))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_a_step_that_is_done_says_when(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test(size=size) as pilot:
        await at_overview(bureau, pilot)
        assert seen(bureau, "✓ Clés du bureau")
        assert seen(bureau, "terminé le 20 nov. 14 h")


@pytest.mark.parametrize(
    ("ground", "number", "words"),
    [
        ("bare", "3", "Faites d'abord les clés du bureau (2)."),
        ("keyed", "5", "Scellez d'abord l'élection (4)."),
        ("sealed", "6", "les urnes se ferment à partir du 4 décembre à 17 h"),
        ("sealed", "7", "Fermez d'abord les urnes (6)."),
        ("sealed", "9", "Dépouillez d'abord les urnes (7)."),
    ],
)
async def test_a_later_step_says_what_has_to_come_before(
    open_bureau: OpenBureau, ground: Ground, number: str, words: str
) -> None:
    bureau = open_bureau(ground=ground)
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        await pilot.press(number)
        await appeared(bureau, pilot, words)
        assert bureau.route == "bureau_overview"


async def test_before_the_vote_its_opening_is_said(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(at=paris("2014-11-26 12:00"))
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        assert seen(bureau, "Le vote ouvre le 27 novembre à 10 h")
        bureau.travel(paris("2014-11-27 10:00"))
        await appeared(bureau, pilot, "Suivez la participation")


async def test_members_are_forgotten_after_a_quarter_of_an_hour_without_a_key(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        bureau.seat(1, 3)
        bureau.seconds.pass_by(FORGOTTEN_AFTER - 1)
        await pilot.press("down")
        bureau.seconds.pass_by(FORGOTTEN_AFTER - 1)
        bureau.bureau_app.forget_if_idle()
        assert len(bureau.bureau_app.sitting.present) == 2
        bureau.seconds.pass_by(1)
        bureau.bureau_app.forget_if_idle()
        assert bureau.bureau_app.sitting.present == []
        await appeared(bureau, pilot, "les membres présents sont oubliés")


async def test_an_election_without_a_board_says_what_to_write(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="boardless")
    async with bureau.app.run_test() as pilot:
        await bureau.app.opened_espace()
        await arrived(bureau, pilot, "bureau_overview")
        await until(pilot, lambda: "ajoutez [board]" in bureau.words)
