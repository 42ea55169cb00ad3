"""What leads to the screens of the board."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from models import (
    KeysMade,
    MemberFile,
    Presence,
    Rehearsal,
    RehearsedScrutin,
    TrialResult,
    TrialScrutin,
)
from tests.models.clocks import MORNING
from tests.models.services.vote.board import PASSPHRASES
from tests.tui.reading import until
from tests.tui.sandbox import SOURCE, Sandbox, answered, appeared, arrived, fill, focused_field
from tui.bureau.app import BureauApp
from tui.bureau.screens.rehearsal import BureauRehearsal
from tui.demo.screens.board import DemoBoard

FINGERPRINT = "4f1c09ab77d2e05318b64a9fc3e07d216a58f0b3924ecd1785a06e3bd9f41c72"
"""Of keys that nobody has: real ones are never the same."""
ENGINES = ("espace-electeur", "belenios-tool 3.0")
VERIFIED = "vérifié par deux programmes indépendants"
CTM = TrialScrutin(
    "CTM",
    "CTM",
    "Comité technique ministériel",
    ("Liste A", "Liste B", "Liste C", "Liste D"),
)


def bureau_of(sandbox: Sandbox) -> BureauApp:
    app = sandbox.app
    assert isinstance(app, BureauApp)
    return app


def seats(sandbox: Sandbox, *numbers: int) -> None:
    """Let members be there."""
    members = sandbox.espace.board.list_members()
    for number in numbers:
        bureau_of(sandbox).sitting.come(Presence(members[number - 1], MORNING))


async def looks(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Wait until the first page says how far the board is."""
    await until(pilot, lambda: any(sign in sandbox.words for sign in "✓●○"))


async def sample_members(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    seats(sandbox, 1)
    await sandbox.app.push_screen(DemoBoard())
    await arrived(sandbox, pilot, "demo_board")


async def begins(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)


async def days(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    await pilot.press("m")
    await arrived(sandbox, pilot, "bureau_presence")
    seats(sandbox, 1, 3)
    await pilot.press("escape")
    await arrived(sandbox, pilot, "bureau_overview")
    await answered(sandbox, pilot)


async def forgotten(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await days(sandbox, pilot)
    bureau_of(sandbox).sitting.elapsed = lambda: 1e9
    bureau_of(sandbox).forget_if_idle()
    await appeared(sandbox, pilot, "de nouveau (M)")


async def presence(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    seats(sandbox, 1)
    await pilot.press("m")
    await arrived(sandbox, pilot, "bureau_presence")
    await appeared(sandbox, pilot, "Aucune part de clé trouvée")


async def wrong_passphrase(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await presence(sandbox, pilot)
    files = sandbox.espace.administration.share_files()
    sandbox.screen.field("share_file").input.focus()
    await pilot.pause()
    await fill(pilot, "/media/bureau/CLE3", "ce n'est pas la sienne")
    sandbox.screen.field("share_file").value = str(files[2])
    await pilot.press("enter")
    await appeared(sandbox, pilot, "Ce n'est pas la phrase secrète")
    sandbox.screen.field("share_file").value = "/media/bureau/CLE3"
    await pilot.pause()


async def found(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    await pilot.press("m")
    await arrived(sandbox, pilot, "bureau_presence")
    await appeared(sandbox, pilot, "CLAIRIÈRE")
    await pilot.press("down")
    await pilot.pause()


async def rehearsal(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    await pilot.press("1")
    await arrived(sandbox, pilot, "bureau_rehearsal")
    await pilot.pause()


async def rehearsed(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await rehearsal(sandbox, pilot)
    screen = sandbox.screen
    assert isinstance(screen, BureauRehearsal)
    counted = RehearsedScrutin(CTM.code, CTM.title, CTM.lists, 1, (4, 2, 0, 3), Path("essai.bel"))
    await screen.show_rehearsal(Rehearsal((counted,), 5, (1, 3, 4), ENGINES, VERIFIED, 3.4))
    await appeared(sandbox, pilot, "L'essai est bon")


async def keys(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    await pilot.press("2")
    await arrived(sandbox, pilot, "bureau_keys")
    await answered(sandbox, pilot)


async def begun_turn(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await keys(sandbox, pilot)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "bureau_keys_turn")
    await pilot.press("enter")
    await until(pilot, lambda: focused_field(sandbox) == "stick")


async def turn(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await begun_turn(sandbox, pilot)
    await fill(pilot, "/media/bureau/CLE1", PASSPHRASES[0], PASSPHRASES[0][:12])
    await appeared(sandbox, pilot, "✓ difficile à deviner")


async def hand_over(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await begun_turn(sandbox, pilot)
    await fill(pilot, str(sandbox.database.parent), PASSPHRASES[0], PASSPHRASES[0])
    await pilot.press("enter")
    await appeared(sandbox, pilot, "MEMBRE 2 SUR 5")


async def keys_made(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    members = sandbox.espace.board.list_members()
    files = tuple(
        Path(f"/media/bureau/CLE{one.number}/part-{one.number}-de-cle.json") for one in members
    )
    sandbox.app.go("bureau_keys_made", made=KeysMade(members, files, 3, 3, FINGERPRINT))
    await arrived(sandbox, pilot, "bureau_keys_made")


def has_keys(sandbox: Sandbox) -> None:
    """Make the board's keys."""
    paths = sandbox.espace.administration.share_files()
    paths[0].parent.mkdir()
    files = [MemberFile(path, typed) for path, typed in zip(paths, PASSPHRASES, strict=True)]
    sandbox.espace.board.make_keys(files, source=SOURCE)


async def trial(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    has_keys(sandbox)
    sandbox.app.go("bureau_trial")
    await arrived(sandbox, pilot, "bureau_trial")
    await answered(sandbox, pilot)


async def trial_urn(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await trial(sandbox, pilot)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "bureau_trial_urn")
    await until(pilot, lambda: focused_field(sandbox) == "list-1")
    await pilot.press("down", "enter")
    await appeared(sandbox, pilot, "L'urne d'essai en a 1 bulletin")
    await answered(sandbox, pilot)


async def trial_opening(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await trial_urn(sandbox, pilot)
    await pilot.press("o")
    await arrived(sandbox, pilot, "bureau_trial_opening")
    files = sandbox.espace.administration.share_files()
    await fill(pilot, str(files[0]), PASSPHRASES[0])
    await pilot.press("enter")
    await appeared(sandbox, pilot, "Il manque 2 membres")
    await answered(sandbox, pilot)


async def trial_result(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await looks(sandbox, pilot)
    members = sandbox.espace.board.list_members()
    result = TrialResult(
        CTM, (1, 4, 2, 0, 3), (members[0], members[2], members[3]), ENGINES, VERIFIED
    )
    sandbox.app.go("bureau_trial_result", result=result)
    await arrived(sandbox, pilot, "bureau_trial_result")
