"""Members show who they are; what they type goes with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import SAMPLE_BOARD
from tests.tui.bureau.bureau import Bureau, at_overview, come
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.conftest import SANDBOX
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, fill, focused_field
from tui.bureau.share_entry import ShareEntry
from tui.bureau.sitting import FORGOTTEN_AFTER

PRESIDENT = f"{SAMPLE_BOARD.president} (présidence)"


async def at_presence(bureau: Bureau, pilot: Pilot[None]) -> None:
    """Open the page by its key."""
    await at_overview(bureau, pilot)
    await pilot.press("m")
    await arrived(bureau, pilot, "bureau_presence")


def typed(bureau: Bureau) -> tuple[str, str]:
    """Return what is in the fields."""
    return bureau.screen.field("share_file").value, bureau.screen.field("passphrase").value


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_a_member_who_opens_their_share_is_there(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test(size=size) as pilot:
        await at_presence(bureau, pilot)
        await come(bureau, pilot, 1)
        await come(bureau, pilot, 3)
        assert [one.member.number for one in bureau.bureau_app.sitting.present] == [1, 3]
        assert typed(bureau) == ("", "")
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_overview")
        await appeared(bureau, pilot, f"Membres présents : {SAMPLE_BOARD.president}, ")


async def test_a_wrong_passphrase_is_said_at_its_field_and_nobody_is_there(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        await until(pilot, lambda: bureau.app.focused is not None)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, str(bureau.files[0]), bureau.passphrases[1])
        await pilot.press("enter")
        await appeared(bureau, pilot, "Ce n'est pas la phrase secrète de Mme Olympe RIVIÈRE")
        assert focused_field(bureau) == "passphrase"
        assert bureau.bureau_app.sitting.present == []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("nulle/part", "Ce dossier n'existe pas : indiquez celui de votre clé USB."),
        ("absente.json", "vérifiez que la clé USB est branchée"),
        ("vide", "Ce dossier n'a pas de part de clé"),
        ("autre.json", "n'est pas une part de la clé du vote"),
    ],
)
async def test_a_wrong_file_is_said_at_its_field(
    open_bureau: OpenBureau, tmp_path: Path, file: str, words: str
) -> None:
    (tmp_path / "vide").mkdir()
    (tmp_path / "autre.json").write_text("{}")
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, str(tmp_path / file), "peu importe laquelle")
        await pilot.press("enter")
        await appeared(bureau, pilot, words)
        assert focused_field(bureau) == "share_file"


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_a_passphrase_in_the_folder_field_is_taken_away_at_once(
    open_bureau: OpenBureau, key: str
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, "chat botté sur un toit")
        await pilot.press(key)
        await appeared(bureau, pilot, "elle se saisit dans le champ du dessous")
        assert typed(bureau) == ("", "")
        assert "botté" not in bureau.words
        assert focused_field(bureau) == ("share_file" if key == "enter" else "passphrase")


async def test_a_folder_that_is_named_like_a_passphrase_stays(
    open_bureau: OpenBureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clé usb du bureau de vote").mkdir()
    monkeypatch.chdir(tmp_path)
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        for folder in ("clé usb du bureau de vote", "ma cle", "/media/clé usb du bureau de vote"):
            bureau.screen.field("share_file").input.focus()
            bureau.screen.field("share_file").value = folder
            await pilot.press("tab")
            await pilot.pause()
            assert typed(bureau)[0] == folder


async def test_a_stick_that_is_plugged_in_is_found(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = open_bureau()
    monkeypatch.setattr("models.services.board.sticks.MOUNTS", (str(bureau.sticks),))
    monkeypatch.setattr("tui.bureau.share_entry.LOOK", 0.05)
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        await appeared(bureau, pilot, "Aucune part de clé trouvée")
        stick = bureau.stick(4) / "part-4-de-cle.json"
        stick.write_bytes(bureau.files[3].read_bytes())
        await appeared(bureau, pilot, "M. Théodule BOCAGE (fictif) (délégation)")
        await pilot.press("1")
        await until(pilot, lambda: focused_field(bureau) == "passphrase")
        assert bureau.screen.query_one(ShareEntry).typed.file == str(stick)
        await fill(pilot, bureau.passphrases[3])
        await pilot.press("enter")
        await appeared(bureau, pilot, "est là")
        assert [one.member.number for one in bureau.bureau_app.sitting.present] == [4]


async def test_a_demonstration_proposes_its_sample_members(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(profile=SANDBOX)
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        await appeared(bureau, pilot, PRESIDENT)
        await pilot.press("1", "enter")
        await appeared(bureau, pilot, f"{PRESIDENT} est là")


async def test_the_sitting_is_ended_by_a_button(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        bureau.seat(1)
        await at_presence(bureau, pilot)
        await pilot.click("#end")
        await appeared(bureau, pilot, "aucun membre n'est plus là")
        assert bureau.bureau_app.sitting.present == []


async def test_nothing_that_was_typed_is_kept_by_the_visit(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, "/media/CLE", "chat botté sur un toit")
        await answered(bureau, pilot)
        assert bureau.app.visit.typed("bureau_presence", "passphrase") is None
        assert bureau.app.visit.typed("bureau_presence", "share_file") is None
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_overview")
        await pilot.press("m")
        await arrived(bureau, pilot, "bureau_presence")
        assert typed(bureau) == ("", "")


async def test_a_member_who_walks_away_leaves_nothing_on_the_screen(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("passphrase").input.focus()
        await pilot.pause()
        await fill(pilot, "chat botté sur un toit")
        bureau.seconds.pass_by(FORGOTTEN_AFTER)
        bureau.bureau_app.forget_if_idle()
        await arrived(bureau, pilot, "bureau_overview")


async def test_at_eighty_columns_whoever_types_sees_the_field_and_what_is_wrong(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau(profile=SANDBOX)
    async with bureau.app.run_test(size=(80, 24)) as pilot:
        await at_presence(bureau, pilot)
        await appeared(bureau, pilot, "Une autre part")
        await pilot.press("1")
        await until(pilot, lambda: focused_field(bureau) == "passphrase")
        assert "Mme Bérénice VALLON" not in bureau.words
        await pilot.press("x", "enter")
        await appeared(bureau, pilot, "Ce n'est pas la phrase secrète")
        assert "Phrase secrète" in bureau.words
        assert "Je suis présent" in bureau.words


async def test_another_share_is_chosen_again(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(profile=SANDBOX)
    async with bureau.app.run_test(size=(80, 24)) as pilot:
        await at_presence(bureau, pilot)
        await appeared(bureau, pilot, "Une autre part")
        await pilot.press("2")
        await until(pilot, lambda: focused_field(bureau) == "passphrase")
        await pilot.press("shift+tab", "enter")
        await appeared(bureau, pilot, "Mme Bérénice VALLON")
        assert bureau.screen.query_one(ShareEntry).typed.passphrase == ""
        await pilot.press("6")
        await until(pilot, lambda: focused_field(bureau) == "share_file")
