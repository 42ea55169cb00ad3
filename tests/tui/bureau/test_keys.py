"""The ceremony: members come one after another, and nothing of one stays for the next."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from models import SAMPLE_BOARD
from models.voting.share_files import open_shares
from tests.models.services.vote.board import PASSPHRASES
from tests.tui.bureau.bureau import Bureau, at_overview
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, fill, focused_field, seen
from tui.bureau.sitting import FORGOTTEN_AFTER

SIZE = len(SAMPLE_BOARD.members)


def is_shown(bureau: Bureau, fingerprint: str) -> bool:
    """Tell whether all rows of a fingerprint stand on the screen."""
    shown = "".join(bureau.words.split())
    rows = [fingerprint[start : start + 16] for start in range(0, 64, 16)]
    return all(f"ligne{number}{row}" in shown for number, row in enumerate(rows, 1))


async def at_keys(bureau: Bureau, pilot: Pilot[None]) -> None:
    await at_overview(bureau, pilot)
    await pilot.press("2")
    await arrived(bureau, pilot, "bureau_keys")
    await answered(bureau, pilot)


async def at_ceremony(bureau: Bureau, pilot: Pilot[None]) -> None:
    await at_keys(bureau, pilot)
    await pilot.press("enter")
    await arrived(bureau, pilot, "bureau_keys_turn")
    await appeared(bureau, pilot, f"MEMBRE 1 SUR {SIZE}")


async def types(bureau: Bureau, pilot: Pilot[None], number: int, stick: str = "") -> None:
    """Have a member say that it is them, and type folder and passphrase twice."""
    await pilot.press("enter")
    await until(pilot, lambda: focused_field(bureau) == "stick")
    passphrase = PASSPHRASES[number - 1]
    await fill(pilot, stick or str(bureau.stick(number)), passphrase, passphrase)
    await pilot.press("enter")
    await answered(bureau, pilot)


def typed(bureau: Bureau) -> list[str]:
    names = ("stick", "passphrase", "passphrase_again")
    return [bureau.screen.field(name).value for name in names]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_five_members_make_the_keys_which_their_passphrases_open(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test(size=size) as pilot:
        await at_ceremony(bureau, pilot)
        for number in range(1, SIZE + 1):
            await types(bureau, pilot, number)
            assert typed(bureau) == ["", "", ""]
            words = f"MEMBRE {number + 1} SUR {SIZE}" if number < SIZE else "TOUS ONT SAISI"
            await appeared(bureau, pilot, words)
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_keys_made")
        state = bureau.espace.board.state()
        assert state.keys
        assert is_shown(bureau, state.keys)
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_overview")
        await appeared(bureau, pilot, "✓ Clés du bureau")
    for number in range(1, SIZE + 1):
        content = (bureau.stick(number) / f"part-{number}-de-cle.json").read_bytes()
        opened = open_shares(content, PASSPHRASES[number - 1])
        assert opened.holder.keys == state.keys
        assert opened.holder.name == SAMPLE_BOARD.members[number - 1][0]


async def test_the_rules_are_said_as_one_types_and_at_their_place(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: focused_field(bureau) == "stick")
        await fill(pilot, str(bureau.stick(1)), "trop court", "")
        await appeared(bureau, pilot, "✗ 16 caractères au minimum : il en manque 6")
        bureau.screen.field("passphrase").value = PASSPHRASES[0]
        await appeared(bureau, pilot, "✓ difficile à deviner")
        bureau.screen.field("passphrase_again").value = PASSPHRASES[1]
        await pilot.press("enter")
        await appeared(bureau, pilot, "les deux saisies sont différentes")
        assert focused_field(bureau) == "passphrase_again"


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_a_passphrase_in_the_folder_field_is_taken_away_at_once(
    open_bureau: OpenBureau, key: str
) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: focused_field(bureau) == "stick")
        await fill(pilot, PASSPHRASES[0])
        await pilot.press(key)
        await appeared(bureau, pilot, "elle se saisit dans le champ du dessous")
        assert typed(bureau) == ["", "", ""]
        assert PASSPHRASES[0] not in bureau.words
        await pilot.press("enter")
        assert typed(bureau) == ["", "", ""]


async def test_the_words_of_a_turn(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_keys(bureau, pilot)
        assert seen(bureau, "▸ Commencer ◂")
        await pilot.press("enter")
        await appeared(bureau, pilot, "C'est moi")
        await types(bureau, pilot, 1)
        await appeared(bureau, pilot, "C'est fait. Laissez la place.")
        await pilot.press("enter")
        await appeared(bureau, pilot, "Valider ma phrase")


@pytest.mark.parametrize(
    ("stick", "words"),
    [
        ("nulle/part", "Ce dossier n'existe pas : indiquez celui de votre clé USB."),
        ("1", "la clé USB d'un autre membre"),
    ],
)
async def test_a_stick_that_will_not_do_is_refused_at_its_field(
    open_bureau: OpenBureau, stick: str, words: str
) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        await types(bureau, pilot, 1)
        await types(bureau, pilot, 2, str(bureau.stick(1)) if stick == "1" else stick)
        await appeared(bureau, pilot, words)
        assert focused_field(bureau) == "stick"


async def test_a_file_that_is_there_is_said_before_anything_is_made(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau(ground="bare")
    (bureau.stick(1) / "part-1-de-cle.json").write_text("à quelqu'un d'autre")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        await types(bureau, pilot, 1)
        await appeared(bureau, pilot, "prenez une autre clé USB")


async def test_only_who_has_typed_last_corrects_and_only_their_own(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        assert not bureau.screen.query_one("#correct").display
        await types(bureau, pilot, 1)
        await types(bureau, pilot, 2)
        await pilot.click("#correct")
        await appeared(bureau, pilot, f"MEMBRE 2 SUR {SIZE}")
        assert typed(bureau) == ["", "", ""]


async def test_a_stick_that_is_pulled_out_gives_its_member_the_turn_again(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        for number in range(1, SIZE + 1):
            await types(bureau, pilot, number)
        bureau.stick(3).rmdir()
        await pilot.press("enter")
        await answered(bureau, pilot)
        await appeared(bureau, pilot, f"MEMBRE 3 SUR {SIZE}")
        await appeared(bureau, pilot, "ne peut pas être écrit")
        assert bureau.espace.board.state().keys_made_at is None
        assert [list(bureau.stick(number).iterdir()) for number in (1, 2, 4, 5)] == [[]] * 4
        await types(bureau, pilot, 3)
        await appeared(bureau, pilot, "TOUS ONT SAISI")
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_keys_made")


async def test_an_abandoned_ceremony_leaves_nothing(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        for number in range(1, SIZE + 1):
            await types(bureau, pilot, number)
        ceremony = vars(bureau.screen)["_ceremony"]
        await pilot.press("escape")
        await appeared(bureau, pilot, "Quitter abandonne la cérémonie")
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_keys")
        await until(pilot, lambda: ceremony.files == [])
        assert bureau.espace.board.state().keys_made_at is None
        assert list(bureau.sticks.rglob("*.json")) == []


async def test_nothing_that_was_typed_is_kept_by_the_visit(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        await types(bureau, pilot, 1)
        for name in ("stick", "passphrase", "passphrase_again"):
            assert bureau.app.visit.typed("bureau_keys_turn", name) is None


async def test_a_ceremony_that_is_left_alone_is_abandoned(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="bare")
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        await types(bureau, pilot, 1)
        ceremony = vars(bureau.screen)["_ceremony"]
        bureau.seconds.pass_by(FORGOTTEN_AFTER)
        bureau.bureau_app.forget_if_idle()
        await arrived(bureau, pilot, "bureau_overview")
        await until(pilot, lambda: ceremony.files == [])


async def test_keys_that_are_made_show_their_fingerprint_and_are_replaced_if_asked_twice(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau(ground="keyed")
    keys = bureau.espace.board.state().keys
    async with bureau.app.run_test() as pilot:
        await at_keys(bureau, pilot)
        assert is_shown(bureau, keys)
        await pilot.press("enter")
        await appeared(bureau, pilot, "les parts déjà remises ne vaudront plus rien")
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_keys_turn")
        for number in range(1, SIZE + 1):
            await types(bureau, pilot, number)
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_keys_made")
    assert bureau.espace.board.state().keys != keys


async def test_sealed_keys_are_shown_and_do_not_change(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_keys(bureau, pilot)
        await appeared(bureau, pilot, "les clés ne changent plus")
        assert not bureau.screen.query_one("#primary").display
        await pilot.press("enter", "enter")
        await answered(bureau, pilot)
        bureau.screen.submit()  # by an answer that comes while Enter is on its way
        await pilot.pause()
        assert "Refaire" not in bureau.words
        assert not bureau.screen.query_one("#sure").display


async def test_the_only_stick_that_is_plugged_in_is_taken(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = open_bureau(ground="bare")
    monkeypatch.setattr("models.services.board.sticks.os.path.ismount", lambda path: True)
    monkeypatch.setattr("tui.bureau.turn_form.LOOK", 0.05)
    stick = bureau.stick(1)
    monkeypatch.setattr("models.services.board.sticks.MOUNTS", (str(stick),))
    async with bureau.app.run_test() as pilot:
        await at_ceremony(bureau, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bureau.screen.field("stick").value == str(stick))
        assert focused_field(bureau) == "passphrase"
