"""The application: it opens screens."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, Key, Paste
from textual.screen import ModalScreen, Screen

from tui.application.guarded import GuardedApp
from tui.application.opening import Opening
from tui.command_line.environment import resume_collection
from tui.screens.base import EspaceScreen
from tui.screens.path_words import LEFT
from tui.screens.routes import VISIT_ROUTES, make_screen, routes_of
from tui.screens.scrolling import can_scroll, scrolled_parts
from tui.styles import FIRST_SHEETS, HEIGHTS, LATER_SHEETS, WIDTHS
from tui.styles.themes import OTHERS, THEMES, first_theme
from tui.visit.glyphs import Glyphs
from tui.visit.moments import Moments
from tui.visit.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath

    from textual.filter import LineFilter
    from textual.widget import Widget

    from models import Clock, Election, Espace
    from tui.application.visit_clock import VisitClock
    from tui.visit.profiles import Profile
    from tui.visit.routes import Route


UNREAD = 0.3
"""Seconds in which nobody has read a new page: Enter pressed twice does not act on it."""


class EspaceApp(GuardedApp, inherit_bindings=False):
    """One visit.

    Attributes:
        further_lines: Return what else is above the head of a screen, new for each.
        wait_for_vote: Returns once one can vote; only a demonstration has to prepare it.
        clock_of_visit: Counts the time of the visit and sees who is there, if the host ends
            visits; None: a visit lasts as long as the person wants.
    """

    clock_of_visit: VisitClock | None = None
    routes: ClassVar[Mapping[Route, str]] = VISIT_ROUTES
    """Where the screens are made that can be opened by their names."""

    CSS_PATH = FIRST_SHEETS
    TITLE = "Espace électeur"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Aide", key_display="F1"),
        Binding("f3", "theme", show=False),
        Binding("f10", "leave", "QUITTEZ", key_display="F10", priority=True),
    ]

    def __init__(
        self,
        election: Election,
        clock: Clock,
        profile: Profile,
        open_espace: Callable[[], Espace],
        *,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Take what the first screen needs, and how to open the rest.

        Args:
            election: Titles and calendar, shown before anything is opened.
            clock: The present.
            profile: The place where the visit is held.
            open_espace: Opens and checks the election; runs in a thread after
                the first paint, and again if it has failed.
            environment: TERM and COLORFGBG of the terminal.
        """
        super().__init__()
        self.election = election
        self.profile = profile
        self.visit = Visit()
        self.further_lines: list[Callable[[], Iterable[Widget]]] = []
        self.wait_for_vote: Callable[[], object] = lambda: None
        self.moments = Moments(election.calendar, clock)
        self.glyphs = Glyphs.of_terminal(environment)
        self.animation_level = "none"
        self.opening = Opening(open_espace)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = first_theme(environment)
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)
        self.set_class(profile.large, "-large")

    def get_default_screen(self) -> Screen[None]:
        """Return the home screen, the ground on which the others are laid."""
        return self._made("home")

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything again for another theme; Textual asks for it at the start, too."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    @property
    def further_sheets(self) -> Sequence[str | PurePath]:
        """The style sheets that are read once the first screen is shown."""
        return LATER_SHEETS

    def frame_lines(self) -> Iterable[Widget]:
        """Return what is above the head of every screen, a widget of its own for each."""
        if self.clock_of_visit is not None:
            yield self.clock_of_visit.line()
        for lines in self.further_lines:
            yield from lines()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the glyphs of the terminal to Textual's own filters."""
        return [*super().get_line_filters(), self.glyphs.filter]

    # Opening

    def on_ready(self) -> None:
        """Read the other style sheets and open the election, once the first screen is shown."""
        for sheet in self.further_sheets:
            self.stylesheet.read(sheet)
        resume_collection()
        self.open_again()

    def open_again(self) -> None:
        """Open the election, or say why it cannot be."""
        opening: Callable[[], Awaitable[None]] = self._open
        self.run_worker(opening, exit_on_error=False, group="opening", exclusive=True)

    async def _open(self) -> None:
        from tui.screens.unavailable import show_outcome

        await show_outcome(self, await self.opening.attempt(self.journal_error))

    async def opened_espace(self) -> Espace:
        """Return the election, once it is open."""
        return await self.opening.opened()

    @property
    def espace(self) -> Espace:
        """The open election, for the pure checks that run while a person types.

        Raises:
            RuntimeError: It is not open yet; `opened_espace` waits for it.
        """
        return self.opening.espace

    # The time of the visit, if it is counted

    async def on_event(self, event: Event) -> None:
        """Show an event to the clock of the visit first; Enter waits for a page to be read."""
        for watching in (self.clock_of_visit, self.visit.followed):
            if watching is not None and not event.is_forwarded and watching.sees(event):
                return
        if not (isinstance(event, Key | Paste) and _means_nothing(event, self.screen_stack)):
            await super().on_event(event)

    def look_at_time(self) -> None:
        """Look how long the visit still lasts."""
        if self.clock_of_visit is not None:
            self.clock_of_visit.look()

    # Ways

    def go(self, route: Route, **arguments: object) -> None:
        """Open a screen by its name; one that is already open beneath is returned to.

        As `replace` and `back`, it takes dialogs away first: the screen that leads on may lie
        beneath the help, which somebody reads while an answer is awaited.
        """
        self._close_dialogs()
        if not arguments and any(_is_named(screen, route) for screen in self.screen_stack):
            while not _is_named(self.screen, route):
                self.pop_screen()
        else:
            self.push_screen(self._made(route, **arguments))
        self.look_at_time()

    def replace(self, route: Route, **arguments: object) -> None:
        """Open a screen in place of the present one: there is no way back to it."""
        self._close_dialogs()
        self.switch_screen(self._made(route, **arguments))
        self.look_at_time()

    def _made(self, route: Route, **arguments: object) -> EspaceScreen:
        return make_screen(routes_of(self.election.path, self.routes)[route], **arguments)

    def home(self) -> None:
        """Return to the home screen."""
        self.go("home")

    @property
    def can_go_back(self) -> bool:
        """Whether a screen lies beneath the present one."""
        return len(self.screen_stack) > 1

    def back(self) -> None:
        """Return to the screen beneath, if there is one."""
        self._close_dialogs()
        if self.can_go_back:
            self.pop_screen()

    def _close_dialogs(self) -> None:
        """Close the help and other dialogs; the next look at the time repeats its question."""
        while isinstance(self.screen, ModalScreen):
            self.pop_screen()

    # Keys

    def action_help(self) -> None:
        """Open the help of what has the focus."""
        from tui.screens.help import help_on

        if isinstance(self.screen, EspaceScreen):
            self.push_screen(help_on(self.screen))

    def action_theme(self) -> None:
        """Change between the light and the dark theme."""
        self.theme = OTHERS.get(self.theme, self.theme)

    def action_scroll(self, way: str) -> None:
        """Scroll the screen in front: `up`, `down`, `page_up` or `page_down`."""
        for part in scrolled_parts(self.screen):
            getattr(part, f"scroll_{way}")(animate=False)

    def action_leave(self) -> None:
        """QUITTEZ: wipe the visit, end it, and say so in the terminal that is left."""
        self.farewell = LEFT
        self.wipe()
        self.exit()

    def wipe(self) -> None:
        """Leave nothing of the person: sessions, the open mailbox, typed values, clipboard."""
        mailbox = self.visit.mailbox
        self.visit.wipe()
        super().wipe()
        if self.opening.is_open:
            self.espace.mailbox.close(mailbox)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the theme if there is a choice, and to read on if there is more."""
        if action == "scroll":
            return can_scroll(self.screen)
        if action == "theme":
            return self.theme in OTHERS
        return super().check_action(action, parameters)


def _is_named(screen: Screen[Any], route: Route) -> bool:
    return isinstance(screen, EspaceScreen) and screen.route == route


def _means_nothing(event: Key | Paste, screens: Sequence[Screen[Any]]) -> bool:
    """Tell whether what was typed is for no page: it all closes, or Enter was for the one before.

    Whoever types anything else has seen the page: Enter behind it is meant for it.
    """
    page = screens[-1] if screens else None
    if page is None or not isinstance(page, EspaceScreen):
        return page is None
    if isinstance(event, Key) and event.key == "enter":
        return not page.reading.is_meant(event.time)
    page.reading.note_other_key()
    return False
