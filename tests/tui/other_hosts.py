"""Two small applications that nobody runs: what a host over SSH and a helpdesk would take."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import Screen

from models import Election, Espace, SystemClock, TravelClock, VisitEnd
from tests.models.clocks import MORNING
from tests.tui.kiosk.kiosk import HandSeconds
from tests.tui.no_espace import no_espace
from tui.application.app import EspaceApp
from tui.application.no_way_out import NoWayOut
from tui.application.timing import Limits
from tui.application.visit_clock import VisitClock
from tui.screens.asking import Asker
from tui.visit.glyphs import Glyphs
from tui.visit.moments import Moments
from tui.visit.profiles import Profile
from tui.widgets.buttons import PrimaryButton
from tui.widgets.notice import Refusal


class GuestApp(NoWayOut, EspaceApp):
    """A visit on somebody else's machine, without a standby screen: its time is limited."""

    def __init__(self, election: Election) -> None:
        guest = Profile(name="test", source="ssh:test", clipboard=False)
        super().__init__(election, TravelClock(MORNING), guest, no_espace, environment={})
        self.seconds = HandSeconds()
        self.clock_of_visit = VisitClock(self, self.seconds)
        self.ended: VisitEnd | None = None

    def on_ready(self) -> None:
        assert self.clock_of_visit is not None
        self.clock_of_visit.start(Limits(idle=120, warning=30, visit=1200), self.end)

    def end(self, reason: VisitEnd) -> None:
        self.ended = reason
        self.wipe()
        self.exit()


class CounterScreen(Screen[None]):
    """One question to the election."""

    def __init__(self) -> None:
        super().__init__()
        self.asker = Asker(self, lambda error: self.asker.show(error))
        self.answers: list[object] = []

    def compose(self) -> ComposeResult:
        yield Refusal(id="refusal")
        yield PrimaryButton("CHERCHER", working="Recherche…")


class HelpdeskApp(App[None]):
    """A tool of the assistance: nobody's visit."""

    def __init__(self, election: Election) -> None:
        super().__init__()
        self.glyphs = Glyphs()
        self.moments = Moments(election.calendar, SystemClock())
        self.journalled: list[BaseException] = []

    def get_default_screen(self) -> CounterScreen:
        return CounterScreen()

    async def opened_espace(self) -> Espace:
        return no_espace()

    def journal_error(self, error: BaseException) -> str:
        self.journalled.append(error)
        return "E-1"

    def fail(self, error: Exception) -> None:
        raise error
