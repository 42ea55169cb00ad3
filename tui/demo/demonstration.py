"""What leads a demonstration: whose part is played, at which moment, with captions or without."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.demo.by_heart import ByHeart
from tui.demo.caption import TourCaption
from tui.demo.count_line import CountLine
from tui.demo.screens.routes import DEMO_ROUTES
from tui.screens.base import EspaceScreen, say_present
from tui.screens.home import HomeScreen
from tui.screens.routes import VISIT_ROUTES
from tui.visit.visit import Visit
from tui.widgets.head import DemoBanner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from textual.widget import Widget

    from models import Sample, SamplePerson
    from tui.application.app import EspaceApp
    from tui.demo.sandbox import Sandbox
    from tui.visit.routes import Route


MAILS: Route = "demo_mails"


class Demonstration:
    """Leads an application whose election is a sandbox.

    The application has the actions `lead` and `tour`, which call the methods of these names.

    Attributes:
        sandbox: Its database and its clock.
        guided: Whether the guided visit goes on.
        by_heart: What the sample people type.
    """

    KEYS: ClassVar[list[BindingType]] = [
        Binding("f7", "tour", show=False),
        Binding("f8", "lead('demo_calendar')", show=False),
        Binding("f9", "lead('demo_people')", show=False),
        Binding("f12", "lead('demo_mails')", show=False),
    ]
    ROUTES: ClassVar[Mapping[Route, str]] = {**VISIT_ROUTES, **DEMO_ROUTES}

    def __init__(self, app: EspaceApp, sandbox: Sandbox) -> None:
        """Lead an application on a sandbox."""
        self._app = app
        self.sandbox = sandbox
        self.guided = False
        self.by_heart = app.visit.by_heart = ByHeart(sandbox.sample.people)
        app.further_lines += [self._caption, self._count]
        sandbox.tell_change = self._count_changed
        app.wait_for_vote = sandbox.wait_for_vote

    @property
    def sample(self) -> Sample:
        """Its election and its people."""
        return self.sandbox.sample

    @property
    def reader(self) -> SamplePerson:
        """Whose mails are shown: the person whom the visit knows, or is played, or the first."""
        visit, people = self._app.visit, self.sample.people
        known = [one for one in people if visit.address == one.address]
        played = [one for one in people if visit.persona == one.name]
        return [*known, *played, *people][0]

    def lead(self, route: Route) -> None:
        """Open a screen by which the demonstration is led, unless an answer is awaited.

        Mails are read in their mailboxes, unless the election opens none.
        """
        if route == MAILS and self._app.election.path.has_mailbox:
            return
        screen = self._app.screen
        if isinstance(screen, EspaceScreen) and not screen.working:
            self._app.go(route)

    def _caption(self) -> Iterator[Widget]:
        """Yield the caption of the guided visit."""
        if self.guided:
            yield TourCaption(self.sample)

    def _count(self) -> Iterator[Widget]:
        """Yield what says how far the count is."""
        yield CountLine(self.sandbox)

    def _count_changed(self) -> None:
        """Say something else of the count, from any thread."""
        self._app.call_later(self._say_count)

    def _say_count(self) -> None:
        """Say how far the count is; once something is made, the first page offers it.

        It is told of that, and asks nothing meanwhile.
        """
        made = self.sandbox.vote is not None and self.sandbox.vote.progress is None
        for screen in self._app.screen_stack:
            for line in screen.query(CountLine):
                line.say_again()
            if made and isinstance(screen, HomeScreen):
                screen.ask_offers()

    def tour(self) -> None:
        """Begin the guided visit, or end it; who plays nobody plays the first sample person."""
        self.guided = not self.guided
        if self.guided and self._app.visit == Visit():
            self.become(self.sample.people[0])
        for screen in self._app.screen_stack:
            if not self.guided:
                screen.query(TourCaption).remove()
            elif isinstance(screen, EspaceScreen):
                screen.mount(TourCaption(self.sample), before=0)

    def travel(self, moment: datetime) -> None:
        """Move the clock to an aware moment, and say the present again everywhere."""
        self.sandbox.travel(moment)
        say_present(self._app)

    def play(self, person: SamplePerson) -> None:
        """Play the part of a sample person from now on."""
        self._app.visit.persona = person.name

    def become(self, person: SamplePerson) -> None:
        """Begin a visit as a sample person, whose credentials are in the fields."""
        self._app.wipe()
        self.play(person)
        self._app.home()
        self._say_persona()

    def start_over(self) -> None:
        """Begin again with a fresh sandbox at the first moment."""
        self.by_heart.forget()
        self._app.wipe()
        self._app.home()
        self._say_persona()
        self.travel(self.sandbox.start)
        self._app.opening.forget()  # its factory makes another sandbox
        self._app.open_again()

    def _say_persona(self) -> None:
        """Say on the screens that stay whose part one plays now."""
        for screen in self._app.screen_stack:
            screen.query(DemoBanner).refresh()
