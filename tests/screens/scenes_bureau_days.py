"""What leads to the screens of the board from the seal to the minutes.

What differs from one run to the next, a fingerprint, is always the same here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from textual.pilot import Pilot

from models import (
    Closing,
    CountState,
    Incident,
    KeptList,
    ListsCompared,
    MinutesFiles,
    OutputRefused,
    Progress,
    PublicationReport,
    SealState,
    Stage,
    UrnAtClosing,
    UrnCount,
    WrongList,
)
from models.tables.electors import RollEntry
from models.tables.urn import Signature
from tests.models.clocks import MORNING, paris
from tests.models.counts import write_counts
from tests.screens.scenes_bureau import FINGERPRINT, seats
from tests.tui.results.counted import VOTES
from tests.tui.sandbox import SOURCE, Sandbox, answered, appeared, arrived
from tui.bureau.minutes_buttons import Act
from tui.bureau.minutes_words import published_parts, written_parts
from tui.bureau.screens.closing import BureauClosing
from tui.bureau.screens.count import BureauCount
from tui.bureau.screens.incident import BureauIncident
from tui.bureau.screens.lists import BureauLists
from tui.bureau.screens.minutes import BureauMinutes
from tui.bureau.screens.seal import BureauSeal
from tui.screens.base import EspaceScreen
from tui.visit.routes import Route
from tui.widgets.notice import Notice
from tui.widgets.progress_line import ProgressLine

OPENS, CLOSES = paris("2014-11-27 10:00"), paris("2014-12-04 17:00")
STICK = Path("/media/bureau/CLE3")
OTHERS = ("CTA", "CAPN-certifie")
S = TypeVar("S", bound=EspaceScreen)


def digits(name: str) -> str:
    """Return 64 digits, always the same for a name."""
    return sha256(name.encode()).hexdigest()


async def looks(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    """Wait until the first page says how far the board is, on any terminal."""
    await appeared(sandbox, pilot, "quand vous voulez")


async def shown(sandbox: Sandbox, pilot: Pilot[None], route: Route, kind: type[S]) -> S:
    """Open a screen, and return it once its own calls are answered."""
    await looks(sandbox, pilot)
    sandbox.app.go(route)
    await arrived(sandbox, pilot, route)
    await sandbox.app.workers.wait_for_complete()
    await answered(sandbox, pilot)
    screen = sandbox.screen
    assert isinstance(screen, kind)
    return screen


def votes(sandbox: Sandbox) -> None:
    """Have two in three people sign, in the hours in which people vote: no ballot is needed."""
    with sandbox.espace.context.transaction():
        entries = RollEntry.select().order_by(RollEntry.elector, RollEntry.scrutin)
        for place, entry in enumerate(entries):
            if entry.elector_id % 3:
                hours = (entry.elector_id * 7 + place) % 22
                Signature.create(
                    elector=entry.elector_id,
                    scrutin=entry.scrutin_id,
                    signed_at=OPENS + timedelta(hours=min(hours, hours % 12 + 2)),
                    source=SOURCE,
                )


# The seal


def state(sandbox: Sandbox) -> SealState:
    """Return the seal of the sandbox, with digits that are always the same."""
    made = sandbox.espace.board.show_seal()
    assert made is not None
    return replace(made, fingerprint=FINGERPRINT)


async def to_be_sealed(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 1, 3, 4)
    screen = await shown(sandbox, pilot, "bureau_seal", BureauSeal)
    screen.query_one("#sealed").display = False
    screen.query_one("#before").display = screen.query_one("#act").display = True
    screen.show_covered(replace(state(sandbox), sealed_at=None))
    await pilot.pause()


async def sure(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await to_be_sealed(sandbox, pilot)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "encore une fois")


async def sealed(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    screen = await shown(sandbox, pilot, "bureau_seal", BureauSeal)
    screen.show_sealed(state(sandbox))
    await appeared(sandbox, pilot, "ligne 4")


# The days


async def days(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    votes(sandbox)
    await looks(sandbox, pilot)
    sandbox.app.go("bureau_days")
    await arrived(sandbox, pilot, "bureau_days")
    await appeared(sandbox, pilot, "compté à")
    await answered(sandbox, pilot)


async def schools(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await days(sandbox, pilot)
    await pilot.press("right", "right")
    await appeared(sandbox, pilot, "PAR ÉTABLISSEMENT")


async def hours(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await days(sandbox, pilot)
    await pilot.press("left", "left")
    await appeared(sandbox, pilot, "PAR HEURE")


async def lists(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 3)
    screen = await shown(sandbox, pilot, "bureau_lists", BureauLists)
    screen.field("stick_folder").value = str(STICK)
    kept = [
        KeptList(code, STICK / f"{code}-20141128T083000Z.txt", ballots, digits(code))
        for code, ballots in (("CTM", 1412), ("CTA", 1397))
    ]
    screen.show_written(tuple(kept))
    await appeared(sandbox, pilot, "Le membre garde ces fichiers")


async def incidents(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 2)
    screen = await shown(sandbox, pilot, "bureau_incident", BureauIncident)
    typed = "Poste 12 arrêté de 10 h à 10 h 20, coupure de courant ; aucun vote en cours."
    found = "2 bulletins de l'urne sans rapport avec le numéro de suivi."
    member = sandbox.espace.board.list_members()[1].name
    screen.show_incidents(
        (
            Incident(1, OPENS + timedelta(minutes=25), typed, "", False, (member,)),
            Incident(2, MORNING, found, "CTA", True, ()),
        )
    )
    await appeared(sandbox, pilot, "trouvé par le programme")


# The closing


async def before_closing(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await shown(sandbox, pilot, "bureau_closing", BureauClosing)
    await appeared(sandbox, pilot, "Il reste")


async def to_be_closed(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 1, 3, 4)
    await shown(sandbox, pilot, "bureau_closing", BureauClosing)
    await appeared(sandbox, pilot, "L'heure est passée")


def urns(*, right: bool) -> Closing:
    """Return urns that are closed."""
    lines = [
        UrnAtClosing("CTM", "Comité technique ministériel", 4211, 4211, digits("CTM"), True),
        UrnAtClosing("CTA", "Comité technique académique", 4190, 4190, digits("CTA"), True),
    ]
    wrong: tuple[WrongList, ...] = ()
    if not right:
        lines[1] = replace(lines[1], ballots=4188, altered=2)
        wrong = (WrongList(STICK / "CTA-20141201T170000Z.txt", "ne peut pas être lu"),)
    return Closing(CLOSES, False, tuple(lines), True, ListsCompared({"CTM": 13}, wrong, 1))


async def closed(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 1, 3, 4)
    screen = await shown(sandbox, pilot, "bureau_closing", BureauClosing)
    screen.show_closed(urns(right=True))
    await appeared(sandbox, pilot, "Tout correspond")


async def differences(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 1, 3, 4)
    screen = await shown(sandbox, pilot, "bureau_closing", BureauClosing)
    screen.show_closed(urns(right=False))
    await appeared(sandbox, pilot, "Quelque chose ne correspond pas")


# The count


def counting(sandbox: Sandbox, came: tuple[int, ...], *, added_up: bool) -> CountState:
    """Return how far a count of three scrutins is."""
    scrutins = [sandbox.espace.election.scrutin(code) for code in ("CTM", *OTHERS)]
    return CountState(
        urns=tuple(
            UrnCount(one.code, one.short, one.title, ballots, added_up, "", None)
            for one, ballots in zip(scrutins, (4211, 4190, 1288), strict=True)
        ),
        members=sandbox.espace.board.list_members(),
        came=came,
        threshold=3,
        leader_needed=not came,
        delegates_needed=2 - len(came[1:]),
    )


async def adding_up(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 1, 3, 4)
    screen = await shown(sandbox, pilot, "bureau_count", BureauCount)
    screen.show(counting(sandbox, (), added_up=False))
    telling = screen.query_one(ProgressLine).begin()
    screen.query_one("#stop").display = True
    telling.tell(Progress(Stage.ADDING_UP, 3620, 9689))
    telling.begun -= 95
    await appeared(sandbox, pilot, "reste 2 minutes")


async def opening(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    screen = await shown(sandbox, pilot, "bureau_count", BureauCount)
    screen.show(counting(sandbox, (1, 3), added_up=True))
    await appeared(sandbox, pilot, "Il manque encore 1 délégué de liste.")


async def counted(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 1, 3, 4)
    screen = await shown(sandbox, pilot, "bureau_count", BureauCount)
    found = counting(sandbox, (1, 3, 4), added_up=True)
    screen.show(replace(found, urns=tuple(replace(one, counted_at=CLOSES) for one in found.urns)))
    await appeared(sandbox, pilot, "LE DÉPOUILLEMENT EST FINI")


async def all_but_one(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    seats(sandbox, 1, 3, 4)
    screen = await shown(sandbox, pilot, "bureau_count", BureauCount)
    found = counting(sandbox, (1, 3, 4), added_up=True)
    trouble = "3 bulletins de l'urne ne sont plus ceux de la fermeture."
    done = [replace(one, counted_at=CLOSES) for one in found.urns[:2]]
    screen.show(replace(found, urns=(*done, replace(found.urns[2], trouble=trouble))))
    await appeared(sandbox, pilot, "TERMINÉ, SAUF POUR 1 SCRUTIN")


def tie(sandbox: Sandbox) -> None:
    """Count some scrutins; in one of them three lists have as many votes and candidates."""
    write_counts(sandbox.espace, {**VOTES, "CTA": (3, 0, 0, 12, 12, 0, 12, 0, 0, 0)})


async def results(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    tie(sandbox)
    seats(sandbox, 1)
    await looks(sandbox, pilot)
    sandbox.app.go("bureau_result")
    await arrived(sandbox, pilot, "bureau_result")
    await appeared(sandbox, pilot, "à tirer au sort")
    await answered(sandbox, pilot)


async def lot(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await results(sandbox, pilot)
    seats(sandbox, 1, 3, 4)
    await pilot.press("t")
    await arrived(sandbox, pilot, "bureau_lot")
    await pilot.press("down", "enter")
    await appeared(sandbox, pilot, "Liste tirée")


async def at_minutes(sandbox: Sandbox, pilot: Pilot[None], *, written: bool) -> BureauMinutes:
    """Open the page with a folder, before the minutes are written or after."""
    seats(sandbox, 1, 3, 4)
    screen = await shown(sandbox, pilot, "bureau_minutes", BureauMinutes)
    screen.field("minutes_folder").value = str(STICK)
    if written:
        state = sandbox.espace.board.state()
        screen.show_state(replace(state, minutes_at=CLOSES))
    await pilot.pause()
    return screen


async def minutes(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    screen = await at_minutes(sandbox, pilot, written=True)
    files = [
        MinutesFiles(code, code, STICK / f"{code}.pdf", STICK / f"{code}.json", digits(code))
        for code in ("CTM", "CTA")
    ]
    written = screen.query_one("#written", Notice)
    written.tell(*written_parts(STICK, tuple(files)), tone="kept")
    written.display = True
    await appeared(sandbox, pilot, "2 procès-verbaux dans")


async def in_the_way(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    screen = await at_minutes(sandbox, pilot, written=False)
    screen.not_written(Act.WRITE, OutputRefused(in_the_way=True))
    await appeared(sandbox, pilot, "Choisissez « Remplacer »")


async def publication(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    screen = await at_minutes(sandbox, pilot, written=True)
    report = PublicationReport(
        STICK / "resultats", ("CTM", *OTHERS), (), 34, 8_412_000, digits("SHA256SUMS")
    )
    written = screen.query_one("#written", Notice)
    written.tell(*published_parts(report, screen.scrutin_names), tone="kept")
    written.display = True
    await appeared(sandbox, pilot, "Le dossier à publier est prêt")
