"""Each private name of Textual does what this program relies on."""

from __future__ import annotations

import inspect
from typing import TextIO

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui.textual_private import (
    OwnDriver,
    TerminalParser,
    close_after_fault,
    empty_clipboard,
    forward_event,
    intercept_faults,
    lazy_component_styles,
    leave_first_screen,
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


def test_the_driver_asks_for_the_size_by_the_names_that_are_replaced() -> None:
    replaced = {"_get_terminal_size", "_query_in_band_window_resize"}
    for name in replaced:
        assert getattr(OwnDriver, name) is not getattr(LinuxDriver, name)
    started = inspect.getsource(LinuxDriver.start_application_mode)
    assert {name for name in replaced if f"self.{name}()" in started} == replaced


class Sized(OwnDriver):
    def terminal_size(self) -> tuple[int, int]:
        return 33, 11


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


def test_the_parser_reads_keys() -> None:
    parser = TerminalParser()
    (key,) = parser.feed("é")
    assert isinstance(key, Key)
    assert key.character == "é"
