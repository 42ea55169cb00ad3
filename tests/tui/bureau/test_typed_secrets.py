"""Who is not taken leaves nothing: no passphrase stays for the next person to show by F2."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from models import EspaceError
from tests.models.clocks import paris
from tests.models.steps import SOURCE
from tests.tui.bureau.bureau import OPENING, Bureau, at_overview, press
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.conftest import SANDBOX
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, fill, focused_field, opened
from tui.bureau.share_entry import ShareEntry

EVENING = paris("2014-12-04 17:00")
WRONG = "ce n'est pas la sienne"


async def at_presence(bureau: Bureau, pilot: Pilot[None]) -> None:
    await at_overview(bureau, pilot)
    await pilot.press("m")
    await arrived(bureau, pilot, "bureau_presence")


async def at_shares(bureau: Bureau, pilot: Pilot[None]) -> None:
    """Close the urns, add up, and open the page at the members' turn."""
    there = [bureau.presence(number) for number in OPENING]
    bureau.espace.board.close(there, source=SOURCE)
    bureau.espace.board.add_up(there, source=SOURCE)
    await opened(bureau, pilot, "bureau_count")
    await appeared(bureau, pilot, "2 SUR 3")


def typed(bureau: Bureau) -> tuple[str, str]:
    """Return what is in the fields, in sight or not."""
    return bureau.screen.field("share_file").value, bureau.screen.field("passphrase").value


def is_hidden(bureau: Bureau, name: str = "passphrase") -> bool:
    return bureau.screen.field(name).input.password


async def test_a_wrong_passphrase_goes_and_the_file_stays(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, str(bureau.files[0]), WRONG)
        await pilot.press("f2", "enter")
        await appeared(bureau, pilot, "Ce n'est pas la phrase secrète de Mme Olympe RIVIÈRE")
        await answered(bureau, pilot)
        assert typed(bureau) == (str(bureau.files[0]), "")
        assert is_hidden(bureau)
        assert "Ce n'est pas la phrase secrète" in bureau.words
        assert focused_field(bureau) == "passphrase"


async def test_a_wrong_passphrase_keeps_the_file_that_was_chosen(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(profile=SANDBOX)
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        await appeared(bureau, pilot, "Une autre part")
        await pilot.press("1")
        await until(pilot, lambda: focused_field(bureau) == "passphrase")
        await pilot.press("x", "enter")
        await appeared(bureau, pilot, "Ce n'est pas la phrase secrète")
        entry = bureau.screen.query_one(ShareEntry)
        assert (entry.typed.file, entry.typed.passphrase) == (str(bureau.files[0]), "")


async def test_a_file_that_does_not_do_takes_the_passphrase_with_it(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, "/nulle/part", bureau.passphrases[0])
        await pilot.press("enter")
        await appeared(bureau, pilot, "Ce dossier n'existe pas")
        assert typed(bureau) == ("/nulle/part", "")
        assert focused_field(bureau) == "share_file"


async def test_a_chosen_file_that_does_not_do_leaves_nothing(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.bureau.share_entry.LOOK", 60.0)
    bureau = open_bureau(profile=SANDBOX)
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        await appeared(bureau, pilot, "Une autre part")
        await pilot.press("1")
        await until(pilot, lambda: focused_field(bureau) == "passphrase")
        bureau.files[0].write_text("{}")
        await pilot.press("enter")
        await appeared(bureau, pilot, "n'est pas une part de la clé du vote")
        entry = bureau.screen.query_one(ShareEntry)
        assert (entry.typed.file, entry.typed.passphrase) == ("", "")


@pytest.mark.parametrize("page", ["bureau_presence", "bureau_count"])
async def test_what_is_refused_for_another_reason_leaves_nothing(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise EspaceError

    bureau = open_bureau(ground="polled", at=EVENING)
    async with bureau.app.run_test() as pilot:
        await (at_presence if page == "bureau_presence" else at_shares)(bureau, pilot)
        for name in ("recognise", "take_share"):
            monkeypatch.setattr(type(bureau.espace.board), name, refuse, raising=False)
        bureau.screen.field("share_file").value = str(bureau.files[1])
        bureau.screen.field("passphrase").value = bureau.passphrases[1]
        await press(bureau, pilot)
        await answered(bureau, pilot)
        await until(pilot, lambda: typed(bureau) == ("", ""))
        assert bureau.screen.refusal.display


async def test_a_stick_that_is_taken_out_takes_the_passphrase_with_it(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = open_bureau()
    monkeypatch.setattr("models.services.board.sticks.MOUNTS", (str(bureau.sticks),))
    monkeypatch.setattr("tui.bureau.share_entry.LOOK", 0.05)
    stick = bureau.stick(4) / "part-4-de-cle.json"
    stick.write_bytes(bureau.files[3].read_bytes())
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        await appeared(bureau, pilot, "M. Théodule BOCAGE (fictif) (délégation)")
        await pilot.press("1")
        await until(pilot, lambda: focused_field(bureau) == "passphrase")
        await fill(pilot, bureau.passphrases[3])
        await until(pilot, lambda: typed(bureau)[1] == bureau.passphrases[3])
        stick.unlink()
        await appeared(bureau, pilot, "Aucune part de clé trouvée")
        assert typed(bureau) == ("", "")


async def test_a_stick_that_is_plugged_in_hides_nothing_that_is_being_typed(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = open_bureau()
    monkeypatch.setattr("models.services.board.sticks.MOUNTS", (str(bureau.sticks),))
    monkeypatch.setattr("tui.bureau.share_entry.LOOK", 0.05)
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, str(bureau.files[0]), "chat botté")
        stick = bureau.stick(4) / "part-4-de-cle.json"
        stick.write_bytes(bureau.files[3].read_bytes())
        entry = bureau.screen.query_one(ShareEntry)
        await until(pilot, lambda: bool(vars(entry)["_found"]))
        await pilot.pause()
        assert bureau.screen.field("passphrase").display
        assert focused_field(bureau) == "passphrase"


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_a_passphrase_that_is_shown_is_hidden_once_its_field_is_left(
    open_bureau: OpenBureau, key: str
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_presence(bureau, pilot)
        bureau.screen.field("passphrase").input.focus()
        await pilot.pause()
        await fill(pilot, WRONG)
        await pilot.press("f2")
        await appeared(bureau, pilot, WRONG)
        await pilot.press(key)
        await until(pilot, lambda: is_hidden(bureau))
        assert WRONG not in bureau.words
        bureau.screen.field("passphrase").input.focus()
        await appeared(bureau, pilot, "F2 Afficher")
