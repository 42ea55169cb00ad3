"""What is laid around the page of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widget import Widget

from tui.styles import HEIGHTS, WIDTHS, size_class
from tui.widgets.fields import LabelledField
from tui.widgets.head import DemoBanner, StatusLine
from tui.widgets.key_line import KeyLine
from tui.widgets.notice import Refusal
from tui.widgets.step_rail import Place, StepRail

if TYPE_CHECKING:
    from tui.visit.protocol import VisitApp


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What a screen is about; the screen's keys scroll it, so that the last line names them."""

    def on_mount(self) -> None:
        """Take the padding of a page whose buttons stay in sight."""
        # Textual restyles the whole screen when it resumes, after this: once is enough.
        self.set_class(bool(self.query(".docked")), "-docking", update=False)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Where room is short, put the field on top: docked buttons cover the rest."""
        field = event.widget.parent
        short = self.screen.has_class("-low") or self.app.has_class("-large")
        if short and self.has_class("-docking") and isinstance(field, LabelledField):
            self.scroll_to_widget(field, top=True, animate=False)


def take_size(screen: Screen[None]) -> None:
    """Give a screen the classes of the terminal's size before it is laid out."""
    for size, steps in zip(screen.app.size, (WIDTHS, HEIGHTS), strict=True):
        screen.add_class(size_class(size, steps), update=False)


def page_frame(app: VisitApp, rail: StepRail, page: ComposeResult, beside: Widget) -> ComposeResult:
    """Lay out the head, room for a refusal, the page with the advice beside it, and the keys.

    Args:
        app: The application, which may have lines of its own above the head.
        rail: Where the page is on the path.
        page: What the screen is about.
        beside: What helps with it, shown if the terminal is wide enough.
    """
    yield from app.frame_lines()
    with Vertical(id="head"):
        if app.profile.demo:
            yield DemoBanner()
        yield StatusLine()
        yield rail
    yield Refusal(id="refusal")
    with Container(id="body"):
        with Page(id="page"):
            yield from page
        yield beside
    yield KeyLine()


def quiet_frame(page: ComposeResult) -> ComposeResult:
    """Lay out the head, one thing in the middle of the screen, and the keys."""
    with Vertical(id="head"):
        yield StatusLine()
        yield StepRail(Place(None))
    with Container(id="front"):
        yield from page
    yield KeyLine()
