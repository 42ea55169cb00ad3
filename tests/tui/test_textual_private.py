"""Each private name of Textual does what this program relies on."""

from __future__ import annotations

import inspect
from typing import TextIO

import pyte
import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui.textual_private import (
    OwnDriver,
    TerminalParser,
    close_after_fault,
    compose_only_changed,
    empty_clipboard,
    forward_event,
    intercept_faults,
    lazy_component_styles,
    leave_first_screen,
    strips_of,
)


class Faulty(App[None]):
    """Fails as it starts, and ends with what was caught."""

    caught: Exception | None = None

    def __init__(self) -> None:
        super().__init__()
        intercept_faults(self, self.take)

    def take(self, error: Exception) -> None:
        self.caught = error
        close_after_fault(self)

    def on_ready(self) -> None:
        raise ValueError("caught")


async def test_a_fault_is_handed_over_and_the_application_ends_with_status_1() -> None:
    app = Faulty()
    await app.run_async(headless=True)
    assert isinstance(app.caught, ValueError)
    assert app.return_code == 1


async def test_what_textual_would_do_is_still_at_hand() -> None:
    app = App[None]()
    textuals = intercept_faults(app, print)
    with pytest.raises(ValueError, match="as Textual"):
        async with app.run_test():
            textuals(ValueError("as Textual"))


async def test_the_clipboard_is_emptied() -> None:
    app = App[None]()
    async with app.run_test():
        app.copy_to_clipboard("Camelia4Tarbes")
        empty_clipboard(app)
        assert app.clipboard == ""


class Form(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(id="first")
        yield Input(id="second")


async def test_a_key_is_forwarded_to_another_widget() -> None:
    app = Form()
    async with app.run_test() as pilot:
        second = app.query_one("#second", Input)
        forward_event(second, Key("é", "é"))
        await pilot.pause()
        assert (app.query_one("#first", Input).value, second.value) == ("", "é")


async def test_the_first_screen_is_replaced_like_any_other() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        leave_first_screen(app.screen)
        other = Screen[None]()
        app.switch_screen(other)
        await pilot.pause()
        assert app.screen_stack == [other]


@lazy_component_styles
class Word(Widget):
    """Draws with one of its two components."""

    COMPONENT_CLASSES = {"used", "spare"}  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = "Word > .used { color: red; } Word > .spare { color: blue; }"

    def render(self) -> Content:
        return Content.styled("mot", self.get_visual_style("used"))


class LongWord(Word):
    """Inherits the components."""


@pytest.mark.parametrize("kind", [Word, LongWord])
async def test_the_style_of_a_component_is_made_when_it_is_asked_for(kind: type[Word]) -> None:
    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield kind()

    app = Page()
    async with app.run_test():
        word = app.query_one(kind)
        assert set(word._component_styles) == {"used"}
        assert word.get_component_styles("spare").color.css == "rgb(0,0,255)"
        assert set(word._component_styles) == {"used", "spare"}
        with pytest.raises(KeyError):
            word.get_component_styles("unknown")
        app.refresh_css()
        assert set(word._component_styles) == {"used", "spare"}


class Painted(Widget):
    """A surface of one letter, which counts how often its lines are asked for."""

    asked = 0
    letter = "."

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.letter * self.size.width)])

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked += 1
        return super().render_lines(crop)


class Surfaces(Screen[None]):
    """Surfaces beside, beneath and above one another, some of them scrolled half out of sight."""

    CSS = """
    Surfaces { layers: below above; }
    VerticalScroll { height: 9; width: 30; border: round; }
    Painted { height: 4; width: 20; margin: 1 3; }
    #above { layer: above; offset: 10 4; width: 9; height: 3; }
    """

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            for number in range(5):
                yield Painted(id=f"in-{number}")
        yield Painted(id="below")
        yield Painted(id="above")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).scroll_to(y=6, animate=False)


def whole(screen: Screen[None]) -> str:
    """Return all that a screen shows, as it is written."""
    strips = enumerate(strips_of(screen), start=1)
    return "".join(f"\x1b[{row};1H{strip.text}" for row, strip in strips)


def changed_part(screen: Screen[None]) -> str:
    """Return what has changed of a screen, as it is written."""
    update = screen._compositor.render_partial_update()
    return update.render_segments(screen.app.console).replace("\n", "") if update else ""


def shown(terminal: pyte.Screen, written: str) -> list[str]:
    """Write a text to a terminal, and return its lines."""
    pyte.Stream(terminal).feed(written)
    return list(terminal.display)


@pytest.mark.parametrize("name", ["in-0", "in-1", "in-2", "in-3", "below", "above"])
@pytest.mark.parametrize("part", [None, Region(2, 1, 5, 2), Region(7, 0, 1, 3)])
async def test_a_changed_part_is_rendered_as_the_whole_would_be(
    name: str, part: Region | None
) -> None:
    app = App[None]()
    async with app.run_test(size=(40, 16)) as pilot:
        screen = Surfaces()
        compose_only_changed(screen)
        await app.push_screen(screen)
        await pilot.pause()
        terminal = pyte.Screen(40, 16)
        before = shown(terminal, whole(screen))
        changed = screen.query_one(f"#{name}", Painted)
        changed.letter = "X"
        changed._set_dirty(*([part] if part else []))
        screen._compositor.update_widgets({changed})
        for one in screen.query(Painted):
            one.asked = 0
        after = shown(terminal, changed_part(screen))
        asked = {one.id for one in screen.query(Painted) if one.asked}
        assert (after != before) == (name in asked)
        assert asked <= {name, "above"}
        assert ("X" in "".join(after)) == (name not in {"in-0", "in-3"} and after != before)
        if part is None:
            assert after == shown(pyte.Screen(40, 16), whole(screen))


def test_the_driver_asks_for_the_size_by_the_names_that_are_replaced() -> None:
    replaced = {"_get_terminal_size", "_query_in_band_window_resize"}
    for name in replaced:
        assert getattr(OwnDriver, name) is not getattr(LinuxDriver, name)
    started = inspect.getsource(LinuxDriver.start_application_mode)
    assert {name for name in replaced if f"self.{name}()" in started} == replaced


class Sized(OwnDriver):
    asked = 0

    def terminal_size(self) -> tuple[int, int]:
        return 33, 11

    def size_is_asked(self) -> None:
        self.asked += 1


async def test_a_driver_writes_and_measures_through_its_own() -> None:
    app = App[None]()
    driver = Sized(app)
    wrapped: list[TextIO] = []

    def wrap(terminal: TextIO) -> TextIO:
        wrapped.append(terminal)
        return terminal

    driver.write_through(wrap)
    driver.start_with_size((44, 22))
    assert driver.application is app
    assert wrapped == [driver._file]
    assert driver._size == (44, 22)
    assert driver._get_terminal_size() == (33, 11)
    assert driver.asked == 1


def test_the_parser_reads_keys() -> None:
    parser = TerminalParser()
    (key,) = parser.feed("é")
    assert isinstance(key, Key)
    assert key.character == "é"
