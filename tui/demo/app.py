"""The application of a demonstration: the same, with a sandbox that can be moved in time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.application.app import EspaceApp
from tui.bureau.screens.base import BureauScreen
from tui.bureau.screens.routes import BUREAU_ROUTES
from tui.bureau.sitting import Sitting
from tui.demo.demonstration import Demonstration
from tui.styles import BOARD_OF_DEMO_SHEETS
from tui.visit.profiles import demo_profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from models import Election, SamplePerson
    from tui.demo.sandbox import Sandbox
    from tui.visit.routes import Route


BOARD: Route = "bureau_overview"
MEMBERS: Route = "demo_board"
PEOPLE: Route = "demo_people"


class DemoApp(EspaceApp):
    """A visit in a sandbox, whose board is one key away.

    Over SSH it is not: the board reads and writes files at places that are typed.

    Attributes:
        sitting: Who of the sample board is there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *Demonstration.KEYS,
        Binding("f6", f"lead('{BOARD}')", show=False),
    ]
    routes: ClassVar[Mapping[Route, str]] = {
        **Demonstration.ROUTES,
        **BUREAU_ROUTES,
        MEMBERS: "tui.demo.screens.board:DemoBoard",
    }

    def __init__(
        self,
        election: Election,
        sandbox: Sandbox,
        persona: SamplePerson | None = None,
        *,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Take the election, the sandbox, and the person that it starts as."""
        super().__init__(
            election,
            sandbox.clock,
            demo_profile(helped=sandbox.helped, board=True),
            sandbox.open,
            environment=environment,
        )
        self.sitting = Sitting()
        self.demonstration = Demonstration(self, sandbox)
        if persona is not None:
            self.demonstration.play(persona)

    @property
    def further_sheets(self) -> Sequence[str | PurePath]:
        """The style sheets of a visit, and the board's."""
        return BOARD_OF_DEMO_SHEETS

    def wipe(self) -> None:
        """Leave nothing of who was there."""
        self.sitting.end()
        super().wipe()

    def action_lead(self, route: Route) -> None:
        """Open a screen by which the demonstration is led; at the board, F9 has its members."""
        at_board = route == PEOPLE and isinstance(self.screen, BureauScreen)
        self.demonstration.lead(MEMBERS if at_board else route)

    def action_tour(self) -> None:
        """Begin the guided visit, or end it."""
        self.demonstration.tour()
