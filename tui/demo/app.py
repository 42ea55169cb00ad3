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
        self._chosen: dict[str, str] = {}
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

    def mailbox_password(self, person: SamplePerson) -> str:
        """Return what opens the mailbox of a sample person: the NUMEN until they change it."""
        self._note_chosen()
        return self._chosen.get(person.address, person.numen)

    def _note_chosen(self) -> None:
        """Note the mailbox password of the person who is played now."""
        mailbox = self.visit.mailbox
        typed = self.visit.typed("webmail_login", "mailbox_password")
        if mailbox is not None and typed:
            self._chosen[mailbox.address] = typed

    def become(self, person: SamplePerson) -> None:
        """Begin a visit as a sample person, whose credentials are in the fields."""
        self._note_chosen()
        self.wipe()
        self.remember(person)
        self.home()
        self._say_persona()

    def start_over(self) -> None:
        """Begin again with a fresh sandbox at the first moment."""
        self._chosen.clear()
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
        """Put the credentials of a sample person where they are going to be asked for."""
        self.visit.persona = person.name
        typed: tuple[tuple[Route, str, str], ...] = (
            ("webmail_login", "user_name", person.user_name),
            ("webmail_login", "mailbox_password", self.mailbox_password(person)),
            ("account_access", "address", person.address),
            ("account_access", "voter_password", person.voter_password or ""),
            ("account_creation", "address", person.address),
            ("forgotten_voter_password", "address", person.address),
        )
        for screen, field, value in typed:
            if value:
                self.visit.keep(screen, field, value)
