"""The application of a demonstration: the same, with a sandbox that can be moved in time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.application.app import EspaceApp
from tui.demo.demonstration import Demonstration
from tui.visit.profiles import demo_profile

if TYPE_CHECKING:
    from models import Election, SamplePerson
    from tui.demo.sandbox import Sandbox
    from tui.visit.routes import Route


class DemoApp(EspaceApp):
    """A visit in a sandbox."""

    BINDINGS = Demonstration.KEYS
    routes = Demonstration.ROUTES

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
            demo_profile(helped=sandbox.helped),
            sandbox.open,
            environment=environment,
        )
        self.demonstration = Demonstration(self, sandbox)
        if persona is not None:
            self.demonstration.play(persona)

    def action_lead(self, route: Route) -> None:
        """Open a screen by which the demonstration is led."""
        self.demonstration.lead(route)

    def action_tour(self) -> None:
        """Begin the guided visit, or end it."""
        self.demonstration.tour()
