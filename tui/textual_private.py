"""The private names of Textual that this program relies on, each behind a name of its own.

Textual may change any of them without a word. They are used nowhere else, and
`tests/tui/test_textual_private.py` tests each: another version of Textual is an
afternoon in two files.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

from textual._compositor import Compositor
from textual._xterm_parser import XTermParser as TerminalParser
from textual.dom import DOMNode
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App
    from textual.css.styles import RenderStyles
    from textual.events import Event
    from textual.screen import Screen
    from textual.strip import Strip

__all__ = [
    "OwnDriver",
    "TerminalParser",
    "close_after_fault",
    "compose_only_changed",
    "empty_clipboard",
    "forward_event",
    "intercept_faults",
    "is_leaving",
    "lazy_component_styles",
    "leave_first_screen",
    "strips_of",
]

Fault = Callable[[Exception], None]
SomeWidget = TypeVar("SomeWidget", bound=type[Widget])


def intercept_faults(app: App[Any], handle: Fault) -> Fault:
    """Have `handle` called with uncaught exceptions; return what Textual would have called.

    Textual itself prints the values of the variables, a password among them.
    """
    textuals: Fault = app._handle_exception
    vars(app)["_handle_exception"] = handle
    return textuals


def close_after_fault(app: App[Any]) -> None:
    """End an application without waiting, with exit status 1."""
    app._return_code = 1
    app._close_messages_no_wait()


def is_leaving(app: App[Any]) -> bool:
    """Return whether an application has been asked to end: its screens may be half gone."""
    return app._exit


def empty_clipboard(app: App[Any]) -> None:
    """Forget what was cut or copied in the application, without a message to the terminal."""
    app._clipboard = ""


def strips_of(screen: Screen[Any]) -> list[Strip]:
    """Return the lines of a screen as they leave for the terminal."""
    return screen._compositor.render_strips()


def forward_event(widget: Widget, event: Event) -> None:
    """Give an event to a widget as if the screen had sent it there."""
    widget._forward_event(event)


class LocalCompositor(Compositor):
    """Renders the lines of the widgets that a changed part of the screen shows, and no others.

    Textual's has each widget of a page that overlaps it render all its lines: all of them, for one
    letter in one field.
    """

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        shown = self.visible_widgets
        if crop is None:
            return super()._get_renders()
        self._visible_widgets = dict(self._within(crop))
        try:
            return list(super()._get_renders(crop))
        finally:
            self._visible_widgets = shown

    def _within(self, part: Region) -> Iterator[tuple[Widget, tuple[Region, Region]]]:
        """Yield what shows in a part of the screen, from the front to what covers all of it."""
        for widget, (region, clip) in self.visible_widgets.items():
            lines = clip.intersection(Region(clip.x, part.y, clip.width, part.height))
            if lines and lines.overlaps(region):
                yield widget, (region, lines)
                if region.intersection(clip).contains_region(part):
                    return


def compose_only_changed(screen: Screen[Any]) -> None:
    """Have a screen that was just made render what changes of it, and no more."""
    screen._compositor = LocalCompositor()


def leave_first_screen(screen: Screen[Any]) -> None:
    """Let the default screen be replaced as one that was pushed.

    `App.switch_screen` pops a callback for the result, which the default screen lacks.
    """
    screen._push_result_callback(screen, None)


def lazy_component_styles(kind: SomeWidget) -> SomeWidget:
    """Make the styles of a widget's component classes when they are first asked for.

    Textual makes the style of every component at each restyling, five times as many as
    there are widgets here. A text uses one or two of its components: only those are made,
    and made again at a restyling.
    """

    def get_component_styles(self: Widget, *names: str) -> RenderStyles:
        declared = cast(Any, super(kind, self))._get_component_classes()
        for name in names:
            if name in declared and name not in self._component_styles:
                component = DOMNode(classes=name)
                component._attach(self)
                self.app.stylesheet.apply(component)
                self._component_styles[name] = component.styles
        styles: RenderStyles = cast(Any, super(kind, self)).get_component_styles(*names)
        return styles

    def made_so_far(self: Widget) -> frozenset[str]:
        return frozenset(self._component_styles)

    kind.get_component_styles = get_component_styles  # type: ignore[method-assign, assignment]
    kind._get_component_classes = made_so_far  # type: ignore[assignment]
    return kind


class OwnDriver(LinuxDriver, ABC):
    """Textual's driver, its size and its output our own affair."""

    @abstractmethod
    def terminal_size(self) -> tuple[int, int]:
        """Return columns and lines of the terminal."""

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop of the application."""
        return self._loop

    @property
    def application(self) -> App[Any]:
        """What the driver drives."""
        return self._app

    def write_through(self, wrap: Callable[[TextIO], TextIO]) -> None:
        """Write to the terminal through something of our own; called before the start."""
        self._file = cast(TextIOWrapper, wrap(cast(TextIO, self._file)))

    def start_with_size(self, size: tuple[int, int]) -> None:
        """Start with a size in place of the one of the environment."""
        self._size = size

    @abstractmethod
    def size_is_asked(self) -> None:
        """Note that Textual asks for the size: at the start, and whenever it changes."""

    def _get_terminal_size(self) -> tuple[int, int]:
        self.size_is_asked()
        return self.terminal_size()

    def _query_in_band_window_resize(self) -> None:
        """Ask for no reports of the size among what is typed: they can be forged."""
