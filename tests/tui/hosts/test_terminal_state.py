"""A terminal in any state is brought to rest, and given back as it was found."""

from __future__ import annotations

import os
import pty
import select
import termios
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journeys.screen import ScreenText
from tests.journeys.traffic import modes_left_on
from tui.hosts.terminal_state import TerminalState

SECRET = "Camelia4Tarbes"
DISTURBANCES = [
    "\x1b[?1049h",
    "\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?1016h",
    "\x1b[?2004h\x1b[?1004h\x1b[?2048h\x1b[?2026h",
    "\x1b[?25l\x1b[?7l",
    "\x1b[>9u\x1b[>1u",
    "\x1b[31;1;7m\x1b[5;10r\x1b[?6h\x1b[4h",
    "\x1b]2;" + SECRET,
    "\x1bP" + SECRET,
    "\x1b[1",
    "\x1b",
    SECRET,
]


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """A pseudo-terminal: the keyboard's end, and the program's."""
    keyboard, program = pty.openpty()
    yield keyboard, program
    os.close(keyboard)
    os.close(program)


def state_of(program: int, term: str) -> TerminalState:
    return TerminalState({"TERM": term}, keyboard=program, screen=program)


def read_all(keyboard: int) -> bytes:
    os.set_blocking(keyboard, False)
    sent = b""
    while True:
        try:
            sent += os.read(keyboard, 1 << 16)
        except BlockingIOError:
            return sent


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
)
@given(left=st.lists(st.sampled_from(DISTURBANCES), max_size=8))
def test_whatever_a_visit_leaves_the_screen_is_empty_and_its_modes_are_off(
    line: tuple[int, int], term: str, left: list[str]
) -> None:
    keyboard, program = line
    state = state_of(program, term)
    screen, sent = ScreenText(80, 24), b""
    os.write(program, "".join(left).encode())
    state.rest()
    state.give_back()
    sent = read_all(keyboard)
    screen.feed(sent)
    assert SECRET not in screen.text
    assert screen.words == ""
    if term != "linux":  # there a reset says it all at once
        assert modes_left_on(sent) == []


def test_at_rest_keys_are_neither_echoed_nor_turned_into_signals(line: tuple[int, int]) -> None:
    keyboard, program = line
    found = termios.tcgetattr(program)
    state = state_of(program, "xterm")
    state.rest()
    resting = termios.tcgetattr(program)
    assert not resting[3] & (termios.ECHO | termios.ICANON | termios.ISIG)
    read_all(keyboard)
    os.write(keyboard, b"\x03\x1a\x1cabc")
    assert read_all(keyboard) == b""
    state.give_back()
    assert termios.tcgetattr(program) == found


def test_what_was_typed_ahead_is_lost(line: tuple[int, int]) -> None:
    keyboard, program = line
    state = state_of(program, "xterm")
    state.rest()
    os.write(keyboard, SECRET.encode())
    select.select([program], [], [])
    state.rest()
    os.set_blocking(program, False)
    with pytest.raises(BlockingIOError):
        os.read(program, 100)


def test_a_terminal_that_is_gone_is_an_os_error_and_giving_it_back_says_nothing() -> None:
    keyboard, program = pty.openpty()
    state = state_of(program, "xterm")
    os.close(keyboard)
    with pytest.raises(OSError, match="Input/output"):
        state.rest()
    state.give_back()
    os.close(program)


def test_the_scroll_back_is_emptied(line: tuple[int, int]) -> None:
    keyboard, program = line
    state_of(program, "xterm").rest()
    assert b"\x1b[3J" in read_all(keyboard)
