"""The count on the board's screens: three steps, members in turn, then seats and minutes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import Progress, Stage, WorkStopped
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.tables.urn import Signature, UrnBallot
from tests.models.clocks import paris
from tests.models.counts import write_counts
from tests.models.steps import SOURCE
from tests.tui.bureau.bureau import OPENING, Bureau, press
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, opened, seen
from tui.bureau.screens.count import BureauCount
from tui.widgets.progress_line import ProgressLine, Telling

SIZES = [(80, 24), (60, 20), (120, 40)]
EVENING = paris("2014-12-04 17:00")
RESULTS = paris("2014-12-05 00:00")


def closed(open_bureau: OpenBureau, *, seated: bool = True) -> Bureau:
    """Open the board's host with closed urns, and those before it who may open them."""
    bureau = open_bureau(ground="polled", at=EVENING)
    there = [bureau.presence(number) for number in OPENING]
    bureau.espace.board.close(there, source=SOURCE)
    for one in there if seated else ():
        bureau.bureau_app.sitting.come(one)
    return bureau


async def add_up(bureau: Bureau, pilot: Pilot[None]) -> None:
    """Open the page, and have the ballots added up."""
    await opened(bureau, pilot, "bureau_count")
    await appeared(bureau, pilot, "1 SUR 3")
    await press(bureau, pilot)
    await appeared(bureau, pilot, "2 SUR 3")


async def give(
    bureau: Bureau, pilot: Pilot[None], number: int, passphrase: str | None = None
) -> None:
    """Have a member type where their file is, and their passphrase."""
    bureau.screen.field("share_file").value = str(bureau.files[number - 1])
    typed = bureau.passphrases[number - 1] if passphrase is None else passphrase
    bureau.screen.field("passphrase").value = typed
    await press(bureau, pilot)
    await answered(bureau, pilot)


async def count(bureau: Bureau, pilot: Pilot[None]) -> None:
    """Count to the end."""
    await add_up(bureau, pilot)
    for number in OPENING:
        await give(bureau, pilot, number)
    await appeared(bureau, pilot, "3 SUR 3")
    await press(bureau, pilot)
    await appeared(bureau, pilot, "LE DÉPOUILLEMENT EST FINI")


@pytest.mark.parametrize("size", SIZES)
async def test_members_come_in_turn_and_both_programs_count(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = closed(open_bureau)
    async with bureau.app.run_test(size=size) as pilot:
        await add_up(bureau, pilot)
        assert "Il manque encore 3 membres" not in bureau.words
        assert "la présidence ou le secrétariat et 2 délégués de liste" in bureau.words
        await give(bureau, pilot, 1, "ce n'est pas la sienne")
        await appeared(bureau, pilot, "Ce n'est pas la phrase secrète")
        await give(bureau, pilot, 1)
        await appeared(bureau, pilot, "Il manque encore 2 délégués de liste.")
        assert "Part prise : Mme Olympe RIVIÈRE" in bureau.words
        assert bureau.screen.field("passphrase").value == ""
        await give(bureau, pilot, 1)
        await appeared(bureau, pilot, "est déjà prise")
        await give(bureau, pilot, 2)
        await appeared(bureau, pilot, "Que l'un des délégués vienne prendre le tour")
        await give(bureau, pilot, 3)
        await appeared(bureau, pilot, "Il manque encore 1 délégué de liste.")
        assert "Parts prises : Mme Olympe RIVIÈRE" in bureau.words
        await give(bureau, pilot, 5)
        await appeared(bureau, pilot, "3 SUR 3")
        await press(bureau, pilot)
        await appeared(bureau, pilot, "LE DÉPOUILLEMENT EST FINI")
        assert "avant le 5 décembre" in bureau.words
        assert bureau.espace.board.count_state().counted
        assert len(bureau.espace.board.list_results()) == 3
        bureau.travel(RESULTS)
        await until(pilot, lambda: "avant le 5 décembre" not in bureau.words)
        assert "puis écrivez les procès-verbaux." in bureau.words


async def test_who_opens_the_urns_is_there(open_bureau: OpenBureau) -> None:
    bureau = closed(open_bureau, seated=False)
    bureau.seat(1)
    async with bureau.app.run_test() as pilot:
        await add_up(bureau, pilot)
        for number in (2, 3, 4):
            await give(bureau, pilot, number)
        await appeared(bureau, pilot, "3 SUR 3")
        there = [one.member.number for one in bureau.bureau_app.sitting.present]
        assert there == [1, 2, 3, 4]


async def test_adding_up_takes_a_member_who_leads(open_bureau: OpenBureau) -> None:
    bureau = closed(open_bureau, seated=False)
    bureau.seat(3)
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_count")
        await appeared(bureau, pilot, "CTM : 11 bulletins à additionner")
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Il faut la présidence ou le secrétariat")
        assert not bureau.espace.board.count_state().added_up


async def test_an_urn_that_was_changed_is_named_and_the_others_go_on(
    open_bureau: OpenBureau,
) -> None:
    bureau = closed(open_bureau)
    with bureau.espace.context.transaction():
        number = Scrutin.get(Scrutin.code == "CTA").id
        UrnBallot.select().where(UrnBallot.scrutin == number).first().delete_instance()
        lost = Signature.select().where(Signature.scrutin != number).first()
        lost.delete_instance()
    async with bureau.app.run_test(size=(80, 40)) as pilot:
        await add_up(bureau, pilot)
        assert "✗ CTA ne peut pas être dépouillé :" in bureau.words
        for member in OPENING:
            await give(bureau, pilot, member)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "TERMINÉ, SAUF POUR 1 SCRUTIN")
        assert "L'incident est déjà noté" in bureau.words
        assert "écrivez les procès-verbaux" in bureau.words
        assert seen(bureau, "▸ Voir les résultats ◂")
        assert seen(bureau, "✗ CTA : 10 bulletins, ne peut pas être dépouillé")
        assert seen(bureau, "✓ CTM : 11 bulletins dépouillés")
        await opened(bureau, pilot, "bureau_incident")
        await appeared(bureau, pilot, "trouvé par le programme")


async def test_an_urn_that_was_put_right_is_looked_at_again_and_opened(
    open_bureau: OpenBureau,
) -> None:
    bureau = closed(open_bureau)
    with bureau.espace.context.transaction():
        number = Scrutin.get(Scrutin.code == "CTA").id
        lost = UrnBallot.select().where(UrnBallot.scrutin == number).dicts().first()
        UrnBallot.delete().where(
            UrnBallot.scrutin == number, UrnBallot.tracker == lost["tracker"]
        ).execute()
    async with bureau.app.run_test(size=(80, 40)) as pilot:
        await add_up(bureau, pilot)
        for member in OPENING:
            await give(bureau, pilot, member)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "TERMINÉ, SAUF POUR 1 SCRUTIN")
        with bureau.espace.context.transaction():
            UrnBallot.insert(lost).execute()
        await press(bureau, pilot, "again")
        await appeared(bureau, pilot, "2 SUR 3")
        for member in OPENING:
            await give(bureau, pilot, member)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "LE DÉPOUILLEMENT EST FINI")


async def test_if_no_urn_can_be_counted_the_board_reads_what_to_do(
    open_bureau: OpenBureau,
) -> None:
    bureau = closed(open_bureau)
    with bureau.espace.context.transaction():
        UrnBallot.delete().execute()
    async with bureau.app.run_test(size=(80, 40)) as pilot:
        await opened(bureau, pilot, "bureau_count")
        await appeared(bureau, pilot, "1 SUR 3")
        await press(bureau, pilot)
        await appeared(bureau, pilot, "AUCUNE URNE N'A PU ÊTRE DÉPOUILLÉE")
        assert "prévenez l'administration et l'expert" in bureau.words
        assert seen(bureau, "Vérifier de nouveau")
        assert seen(bureau, "▸ Écrire les procès-verbaux ◂")
        await press(bureau, pilot)
        await arrived(bureau, pilot, "bureau_minutes")


async def test_a_count_that_was_left_is_taken_up_again(open_bureau: OpenBureau) -> None:
    bureau = closed(open_bureau)
    async with bureau.app.run_test() as pilot:
        await add_up(bureau, pilot)
        await give(bureau, pilot, 1)
        await appeared(bureau, pilot, "Part prise")
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_overview")
        with bureau.espace.context.transaction():
            number = Scrutin.get(Scrutin.code == "CTA").id
            ScrutinCount.update(tally="").where(ScrutinCount.scrutin == number).execute()
        await opened(bureau, pilot, "bureau_count")
        await appeared(bureau, pilot, "Reprendre l'addition")


async def test_a_count_that_is_taken_up_again_marks_the_parts_that_are_taken(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = closed(open_bureau)
    monkeypatch.setattr("models.services.board.sticks.MOUNTS", (str(bureau.sticks),))
    board, there = bureau.espace.board, tuple(bureau.bureau_app.sitting.present)
    board.add_up(there, source=SOURCE)
    board.take_share(bureau.files[0].read_bytes(), bureau.passphrases[0], source=SOURCE)
    for number in OPENING:
        copied = bureau.stick(number) / f"part-{number}-de-cle.json"
        copied.write_bytes(bureau.files[number - 1].read_bytes())
    state = board.count_state()
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_count")
        await appeared(bureau, pilot, "Une autre part")
        screen = bureau.screen
        assert isinstance(screen, BureauCount)
        screen.show(replace(state, came=()))  # a state that comes after the files are found
        await appeared(bureau, pilot, "CLE1")
        screen.show(state)
        await appeared(bureau, pilot, "✓ part prise")
        await until(pilot, lambda: seen(bureau, "2▸"))


async def test_results_seats_and_minutes_follow(open_bureau: OpenBureau, tmp_path: Path) -> None:
    bureau = closed(open_bureau)
    async with bureau.app.run_test(size=(80, 40)) as pilot:
        await count(bureau, pilot)
        await press(bureau, pilot)
        await arrived(bureau, pilot, "bureau_result")
        await appeared(bureau, pilot, "Rien ne sort de cette salle avant le 5 décembre.")
        await appeared(bureau, pilot, "sièges attribués")
        assert "Participation" in bureau.words
        assert seen(bureau, "Écrire les procès-verbaux")
        await pilot.press("enter")
        await arrived(bureau, pilot, "scrutin_result")
        await appeared(bureau, pilot, "SIÈGES POURVUS")
        await pilot.press("p")
        await arrived(bureau, pilot, "seat_reasons")
        await opened(bureau, pilot, "bureau_result")
        await appeared(bureau, pilot, "sièges attribués")
        await press(bureau, pilot)
        await arrived(bureau, pilot, "bureau_minutes")
        await appeared(bureau, pilot, "La publication est possible à partir du 5 décembre")
        bureau.screen.field("minutes_folder").value = str(tmp_path / "absent")
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Ce dossier n'existe pas : indiquez celui de votre clé USB.")
        folder = bureau.stick(1)
        bureau.screen.field("minutes_folder").value = str(folder)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "3 procès-verbaux dans")
        assert len(list(folder.glob("*.pdf"))) == 3
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Choisissez « Remplacer »")
        await press(bureau, pilot, "replace")
        await appeared(bureau, pilot, "3 procès-verbaux dans")
        bureau.travel(RESULTS)
        await until(pilot, lambda: seen(bureau, "Préparer la publication ◂"))
        await until(pilot, lambda: not seen(bureau, "Un membre arrive"))
        bureau.bureau_app.sitting.end()
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Il faut la présidence ou le secrétariat du bureau")
        assert seen(bureau, "▸ Un membre arrive ◂")
        bureau.seat(*OPENING)
        await opened(bureau, pilot, "bureau_presence")
        await pilot.press("escape")
        await until(pilot, lambda: bureau.screen.query_one("#other").display)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Le dossier à publier est prêt")
        assert (folder / "resultats" / "index.html").is_file()
        found = json.loads((folder / "proces-verbal-CTM.json").read_text("utf-8"))
        assert found


def tie(bureau: Bureau) -> None:
    """Count two lists with as many votes and candidates for fifteen seats, by hand."""
    write_counts(bureau.espace, {"CTA": (0, 4, 0, 0, 0), "CTM": (1, 10, 0, 10, 0)})


@pytest.mark.parametrize("size", SIZES)
async def test_a_lot_is_chosen_and_confirmed(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="polled", at=EVENING)
    tie(bureau)
    async with bureau.app.run_test(size=size) as pilot:
        await opened(bureau, pilot, "bureau_result")
        await appeared(bureau, pilot, "Il faut la présidence ou le secrétariat du bureau")
        assert seen(bureau, "Un membre arrive")
        assert not seen(bureau, "CTM")
        bureau.seat(OPENING[0])
        await opened(bureau, pilot, "bureau_presence")
        await pilot.press("escape")
        await appeared(bureau, pilot, "siège 15 à tirer au sort")
        assert not seen(bureau, "Un membre arrive")
        first = next(line for line in bureau.lines if "à tirer" in line)
        assert first.split()[:2] == ["▸", "CTM"], "what is due comes first"
        await appeared(bureau, pilot, "Tirer au sort le siège 15 de CTM")
        await press(bureau, pilot)
        await arrived(bureau, pilot, "bureau_lot")
        await appeared(bureau, pilot, "Seul le sort décide")
        assert not bureau.screen.query_one("#primary").display
        await pilot.press("down", "enter")
        await appeared(bureau, pilot, "Liste tirée : « Rassemblement fictif du cartable léger »")
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Il faut 3 membres")
        bureau.seat(*OPENING)
        await press(bureau, pilot)
        await appeared(bureau, pilot, "Le siège 15 de CTM va à")
        assert seen(bureau, "Revenir aux résultats")
        await press(bureau, pilot)
        await arrived(bureau, pilot, "bureau_result")
        await until(pilot, lambda: not seen(bureau, "à tirer au sort"))
        (result,) = [one for one in bureau.espace.board.list_results() if one.code == "CTM"]
        assert result.allocation is not None
        assert {one.order: one.won for one in result.allocation.lists}[3] == 8


async def test_a_list_is_chosen_by_its_number(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="polled", at=EVENING)
    tie(bureau)
    bureau.seat(*OPENING)
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_result")
        await appeared(bureau, pilot, "siège 15 à tirer au sort")
        await pilot.press("t")
        await arrived(bureau, pilot, "bureau_lot")
        await pilot.press("2")
        await pilot.pause()
        assert not bureau.screen.query_one("#drawn").display
        await pilot.press("3")
        await appeared(bureau, pilot, "Liste tirée : « Rassemblement fictif du cartable léger »")


async def test_progress_is_shown_with_what_is_left_and_can_be_stopped(
    open_bureau: OpenBureau,
) -> None:
    bureau = closed(open_bureau)
    async with bureau.app.run_test() as pilot:
        await opened(bureau, pilot, "bureau_count")
        await appeared(bureau, pilot, "1 SUR 3")
        line = bureau.screen.query_one(ProgressLine)
        telling = line.begin()
        telling.tell(Progress(Stage.ADDING_UP, 250, 1000))
        await appeared(bureau, pilot, "25,0 %")
        assert seen(bureau, Stage.ADDING_UP.value)
        telling.begun -= 60
        await appeared(bureau, pilot, "reste 3 minutes")
        line.stop()
        telling.tell(Progress(Stage.KEEPING, 1, 1))
        with pytest.raises(WorkStopped):
            telling.tell(Progress(Stage.ADDING_UP, 251, 1000))
        line.end()
        await until(pilot, lambda: not seen(bureau, Stage.ADDING_UP.value))


def test_adding_up_that_was_stopped_goes_on(open_bureau: OpenBureau) -> None:
    bureau = closed(open_bureau)
    board, there = bureau.espace.board, tuple(bureau.bureau_app.sitting.present)
    telling = Telling()
    telling.stop()
    with pytest.raises(WorkStopped):
        board.add_up(there, source=SOURCE, tell=telling.tell)
    assert not board.count_state().added_up
    assert board.add_up(there, source=SOURCE, tell=Telling().tell).added_up


def test_what_is_left_is_not_said_before_it_is_known() -> None:
    telling = Telling()
    assert telling.left() is None
    telling.tell(Progress(Stage.ADDING_UP, 0, 10))
    telling.begun -= 100
    assert telling.left() is None
    telling.tell(Progress(Stage.ADDING_UP, 5, 10))
    left = telling.left()
    assert left is not None
    assert abs(left - timedelta(seconds=100)) < timedelta(seconds=5)
