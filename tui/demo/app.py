"""The application of a demonstration: the same, with a sandbox that can be moved in time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from models import SAMPLE_PEOPLE
from tui.application.app import EspaceApp
from tui.demo.caption import TourCaption
from tui.demo.screens.routes import DEMO_ROUTES
from tui.screens.base import EspaceScreen, say_present
from tui.screens.routes import VISIT_ROUTES
from tui.visit.profiles import demo_profile
from tui.visit.visit import Visit
from tui.widgets.head import DemoBanner

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from textual.widget import Widget

    from models import Election, SamplePerson
    from tui.demo.sandbox import Sandbox
    from tui.visit.routes import Route


class DemoApp(EspaceApp):
    """A visit in a sandbox.

    Attributes:
        sandbox: Its database and its clock.
        guided: Whether the guided visit goes on.
    """

    guided = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "tour", show=False),
        Binding("f8", "lead('demo_calendar')", show=False),
        Binding("f9", "lead('demo_people')", show=False),
    ]
    routes: ClassVar[Mapping[Route, str]] = {**VISIT_ROUTES, **DEMO_ROUTES}

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
            election, sandbox.clock, demo_profile(), sandbox.open, environment=environment
        )
        self.sandbox = sandbox
        self.visit.chosen = {}
        if persona is not None:
            self.remember(persona)

    def action_lead(self, route: Route) -> None:
        """Open a screen by which the demonstration is led, unless an answer is awaited."""
        if isinstance(self.screen, EspaceScreen) and not self.screen.working:
            self.go(route)

    def frame_lines(self) -> Iterable[Widget]:
        """Add the caption of the guided visit."""
        yield from super().frame_lines()
        if self.guided:
            yield TourCaption()

    def action_tour(self) -> None:
        """Begin the guided visit, or end it; who plays nobody plays the first sample person."""
        self.guided = not self.guided
        if self.guided and self.visit == Visit():
            self.become(SAMPLE_PEOPLE[0])
        for screen in self.screen_stack:
            if not self.guided:
                screen.query(TourCaption).remove()
            elif isinstance(screen, EspaceScreen):
                screen.mount(TourCaption(), before=0)

    def travel(self, moment: datetime) -> None:
        """Move the clock to an aware moment, and say the present again everywhere."""
        self.sandbox.clock.travel(moment)
        say_present(self)

    def password(self, person: SamplePerson, screen: Route) -> str:
        """Return what a sample person types on a screen, empty if they have no password there.

        It is the one that they have chosen in this sandbox, or else the one that they began with.
        """
        began = {"webmail_login": person.numen, "account_access": person.voter_password}
        chosen = (self.visit.chosen or {}).get((person.address, screen))
        return chosen or began.get(screen) or ""

    def become(self, person: SamplePerson) -> None:
        """Begin a visit as a sample person, whose credentials are in the fields."""
        self.wipe()
        self.remember(person)
        self.home()
        self._say_persona()

    def start_over(self) -> None:
        """Begin again with a fresh sandbox at the first moment."""
        self.visit.chosen = {}
        self.wipe()
        self.home()
        self._say_persona()
        self.travel(self.sandbox.start)
        self.reopen()

    def _say_persona(self) -> None:
        """Say on the screens that stay whose part one plays now."""
        for screen in self.screen_stack:
            screen.query(DemoBanner).refresh()

    def remember(self, person: SamplePerson) -> None:
        """Play a sample person: what they know by heart is typed wherever it is asked for."""
        self.visit.persona = person.name
        self._type_as(person)

    def _made(self, route: Route, **arguments: object) -> EspaceScreen:
        """Make a screen with what the person who is played types there."""
        for person in SAMPLE_PEOPLE:
            if person.name == self.visit.persona and self.visit.address in ("", person.address):
                self._type_as(person)
        return super()._made(route, **arguments)

    def _type_as(self, person: SamplePerson) -> None:
        """Put the credentials of a person into the fields in which nothing was typed."""
        typed: tuple[tuple[Route, str, str], ...] = (
            ("webmail_login", "user_name", person.user_name),
            ("webmail_login", "mailbox_password", self.password(person, "webmail_login")),
            ("account_access", "address", person.address),
            ("account_access", "voter_password", self.password(person, "account_access")),
            ("account_creation", "address", person.address),
            ("forgotten_voter_password", "address", person.address),
        )
        for screen, field, value in typed:
            if value and self.visit.typed(screen, field) is None:
                self.visit.keep(screen, field, value)
