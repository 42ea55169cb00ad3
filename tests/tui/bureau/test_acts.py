"""Sealing, incidents and closing, as the board does them on its screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.tables.urn import Signature
from tests.models.clocks import paris
from tests.tui.bureau.bureau import OPENING, Bureau, press
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, fill, focused_field, opened, seen
from tui.widgets.buttons import ActionButton

SIZES = [(80, 24), (60, 20), (120, 40)]
EVENING = paris("2014-12-04 17:00")


def copied(bureau: Bureau) -> str:
    """Return the digits that stand in the numbered rows of a fingerprint."""
    rows = re.findall(r"ligne \d +([0-9a-f ]+)", "\n".join(bureau.lines))
    return "".join("".join(rows).split())


@pytest.mark.parametrize(
    ("size", "term"), [*((size, "xterm-256color") for size in SIZES), ((80, 24), "linux")]
)
async def test_a_seal_that_is_made_is_copied_from_four_rows(
    open_bureau: OpenBureau, size: tuple[int, int], term: str
) -> None:
    bureau = open_bureau(term=term)
    made = bureau.espace.board.show_seal()
    assert made is not None
    async with bureau.app.run_test(size=size) as pilot:
        await opened(bureau, pilot, "bureau_seal")
        await appeared(bureau, pilot, "ligne 4")
        assert copied(bureau) == made.fingerprint
        assert "L'élection est scellée depuis le" in bureau.words
        if size != (60, 20):
            assert "admin check" in bureau.words


async def test_what_cannot_be_sealed_says_why(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_seal")
        await appeared(bureau, pilot, "Les éléments publics des notices ne sont pas chargés")
        assert seen(bureau, "Relire")


async def test_sealing_takes_members_and_two_presses(
    open_bureau: OpenBureau, tmp_path: Path
) -> None:
    bureau = open_bureau(ground="noticed")
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_seal")
        await appeared(bureau, pilot, "dans 3 scrutins")
        assert seen(bureau, "· la liste électorale")
        await until(pilot, lambda: focused_field(bureau) == "primary")
        await pilot.press("enter")
        await appeared(bureau, pilot, "encore une fois")
        await pilot.press("enter")
        await appeared(bureau, pilot, "Il faut 3 membres")
        assert bureau.espace.board.show_seal() is None
        await until(pilot, lambda: focused_field(bureau) == "members")
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_presence")
        bureau.seat(*OPENING)
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_seal")
        assert "Bérénice VALLON" in bureau.words
        await press(bureau, pilot)
        await appeared(bureau, pilot, "encore une fois")
        await press(bureau, pilot)
        await appeared(bureau, pilot, "ligne 4")
        made = bureau.espace.board.show_seal()
        assert made is not None
        assert copied(bureau) == made.fingerprint


@pytest.mark.parametrize("size", SIZES)
async def test_an_incident_is_noted_with_its_scrutin(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="polled")
    bureau.seat(2)
    async with bureau.app.run_test(size=size) as pilot:
        await opened(bureau, pilot, "bureau_incident")
        await pilot.press("enter")
        await appeared(bureau, pilot, "en une phrase au moins")
        await fill(pilot, "Coupure de courant de 10 h à 10 h 20.", "capx")
        await pilot.press("enter")
        await appeared(bureau, pilot, "Ce scrutin n'est pas de cette élection")
        bureau.screen.field("incident_scrutin").value = "ctm"
        await pilot.press("enter")
        await until(pilot, lambda: len(bureau.espace.board.list_incidents()) == 1)
        await answered(bureau, pilot)
        assert bureau.screen.field("incident").value == ""
        (one,) = bureau.espace.board.list_incidents()
        assert (one.scrutin, one.members) == ("CTM", (bureau.seat(2)[0].member.name,))
        await pilot.press("pagedown", "pagedown")
        await appeared(bureau, pilot, "Coupure de courant")


async def close_urns(bureau: Bureau, pilot: Pilot[None], folder: str = "") -> None:
    """Close the urns on the page, by those who open them."""
    bureau.seat(*OPENING)
    await opened(bureau, pilot, "bureau_closing")
    bureau.screen.field("lists_folder").value = folder
    await press(bureau, pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_opens_by_itself_at_the_hour(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="polled", at=paris("2014-12-04 16:59:58"))
    async with bureau.app.run_test(size=size) as pilot:
        await opened(bureau, pilot, "bureau_closing")
        await appeared(bureau, pilot, "Il reste")
        assert "Les urnes se ferment le 4 décembre à 17 h" in bureau.words
        assert not bureau.screen.query_one("#act").display
        bureau.travel(EVENING)
        await appeared(bureau, pilot, "L'heure est passée")
        await until(pilot, lambda: bureau.screen.query_one("#act").display)


async def test_urns_that_fit_are_said_to(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="polled", at=EVENING)
    async with bureau.app.run_test(size=(80, 40)) as pilot:
        await opened(bureau, pilot, "bureau_closing")
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Il faut 3 membres")
        await close_urns(bureau, pilot)
        await appeared(bureau, pilot, "Tout correspond")
        assert seen(bureau, "✓ CTM : 11 bulletins, 11 émargements")
        assert seen(bureau, "▸ Dépouiller ◂")
        assert seen(bureau, "Comparer de nouveau")
        await pilot.press("escape")
        await opened(bureau, pilot, "bureau_closing")
        await appeared(bureau, pilot, "Les urnes sont closes depuis le 4 décembre à 17 h")
        assert seen(bureau, "Comparer de nouveau")


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
async def test_a_difference_is_named_first_in_words_and_sign(
    open_bureau: OpenBureau, tmp_path: Path, term: str
) -> None:
    bureau = open_bureau(ground="polled", at=EVENING, term=term)
    with bureau.espace.context.transaction():
        Signature.delete().where(Signature.scrutin == 2).execute()
    folder = tmp_path / "listes"
    folder.mkdir()
    (folder / "fausse.txt").write_text("rien\n")
    async with bureau.app.run_test(size=(80, 40)) as pilot:
        await close_urns(bureau, pilot, str(tmp_path / "absent"))
        await appeared(bureau, pilot, "ne peut pas être lu")
        bureau.screen.field("lists_folder").value = str(folder)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Quelque chose ne correspond pas")
        labels = [one.label for one in bureau.screen.query(ActionButton) if one.display]
        assert labels == ["Comparer de nouveau", "Dépouiller", "Un membre arrive"]
        sign = "✗" if term != "linux" else "[!]"
        wrong = next(line for line in bureau.lines if "0 émargement" in line)
        assert sign in wrong
        lines = bureau.lines
        right = next(line for line in lines if "11 bulletins, 11 émargements" in line)
        assert lines.index(wrong) < lines.index(right)
        assert "il devrait y en avoir autant" in bureau.words
        assert "fausse.txt : son empreinte n'est pas" in bureau.words
        found = bureau.espace.board.list_incidents()
        assert len([one for one in found if one.found]) == 2
