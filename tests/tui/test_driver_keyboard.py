"""Bytes become keys at a human pace; a flood becomes next to nothing, and the next key works."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from tests.journeys.keys import KEYS, paste
from tests.tui.test_input_filter import ANSWERS, SEQUENCES
from tui.driver.interpreter import Interpreter
from tui.driver.keyboard import ANSWERS as ANSWERS_SECONDS
from tui.driver.keyboard import MOST_KEYS, Keyboard
from tui.driver.sequences import Kind, Unit

DELAY = 0.1
F10 = KEYS["f10"].encode()


def keyboard() -> Keyboard:
    return Keyboard(DELAY, 0.0)


def said(found: list[Message]) -> list[str]:
    """Return keys by their name, pastes by their text, other events by their class."""
    return [_name(event) for event in found]


def _name(event: Message) -> str:
    if isinstance(event, events.Key):
        return event.key
    return event.text if isinstance(event, events.Paste) else type(event).__name__


@given(st.lists(st.tuples(st.binary(max_size=600), st.floats(0, 0.6)), max_size=12))
def test_no_bytes_bring_it_down_and_f10_works_after_them(chunks: list[tuple[bytes, float]]) -> None:
    keys, now = keyboard(), 10.0
    for data, pause in chunks:
        keys.typed(data, now)
        now += pause
        keys.waited(now)
    now += 3.0
    keys.waited(now)
    assert said(keys.typed(F10, now)) == ["f10"]


@pytest.mark.parametrize(
    "sequence", [*SEQUENCES, *"aé1 €\r\t\x7f\x01\x03\x1a", "\x1bb", "\x1b\x7f"]
)
def test_a_key_is_what_the_framework_takes_it_for(sequence: str) -> None:
    theirs = list(XTermParser().feed(sequence))
    (ours,) = keyboard().typed(sequence.encode(), 10.0)
    assert repr(ours) == repr(theirs[0])


def test_alt_and_a_letter_is_one_key_with_the_frameworks_name() -> None:
    assert said(keyboard().typed("\x1bx\x1bB\x1bé".encode(), 10.0)) == [
        "alt+x",
        "alt+shift+b",
        "alt+é",
    ]


def test_escape_alone_is_a_key_after_the_delay_and_no_later() -> None:
    keys = keyboard()
    assert keys.typed(b"\x1b", 10.0) == []
    assert keys.patience(10.0) == pytest.approx(DELAY)
    assert said(keys.waited(10.0 + DELAY)) == ["escape"]
    assert keys.patience(11.0) is None


def events_of(*received: tuple[bytes, float]) -> list[str]:
    """Return what is heard on a terminal of chunks, each with the seconds that pass before it.

    Of none that pass, it was there before the terminal was looked at again.
    """
    now, left = 10.0, list(received)

    def read(patience: float | None) -> bytes | None:
        nonlocal now
        if not left:
            return None
        pause = left[0][1]
        if pause and patience == 0:
            return b""
        now += pause
        return left.pop(0)[0]

    return said(list(keyboard().hear(b"", read, lambda: now)))


def test_a_key_behind_an_escape_is_a_key_of_its_own_however_late_it_is_looked_for() -> None:
    assert events_of((b"\x1b", 0.0), (b"x", DELAY + 1.0)) == ["escape", "x"]
    assert events_of((b"\x1b", 0.0), (b"x", DELAY / 2)) == ["alt+x"]


def test_a_paste_without_an_end_takes_no_later_one_however_late_it_is_looked_for() -> None:
    unfinished = b"\x1b[200~lost"
    assert events_of((unfinished, 0.0), (paste("found").encode(), 1.0)) == ["found"]
    assert events_of((unfinished, 0.0), (b"\x1b[201~", 0.1)) == ["lost"]


def test_what_came_while_the_first_part_was_handled_belongs_to_it() -> None:
    assert events_of((b"\x1b", 0.0), (b"[21~", 0.0)) == ["f10"]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_of_the_terminal_changes_and_types_nothing(answer: str) -> None:
    keys = keyboard()
    if len(answer) < 1_000:
        assert said(keys.typed(f"a{answer}b".encode(), 10.0)) == ["a", "b"]
    else:
        keys.typed(answer.encode(), 10.0)
    assert said(keys.typed(F10, 11.0)) == ["f10"]


def test_only_a_terminal_that_was_just_asked_may_say_that_it_draws_whole_pictures() -> None:
    answer = b"\x1b[?2026;2$y"
    (said_early,) = keyboard().typed(answer, 0.1)
    assert isinstance(said_early, TerminalSupportsSynchronizedOutput)
    assert keyboard().typed(answer, ANSWERS_SECONDS + 1) == []


def test_bytes_that_are_no_text_are_nothing_and_a_character_may_come_in_two_pieces() -> None:
    keys = keyboard()
    assert said(keys.typed(b"\xff\xfea\x80\xc3", 10.0)) == ["a"]
    assert said(keys.typed(b"\xa9\xf0\x9f", 10.1)) == ["é"]
    assert said(keys.typed(F10, 10.2)) == ["f10"]


def test_a_parser_that_fails_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = XTermParser._sequence_to_key_events

    def partly(self: XTermParser, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence == "!":
            raise OverflowError
        return whole(self, sequence, alt)

    monkeypatch.setattr(XTermParser, "_sequence_to_key_events", partly)
    keys = keyboard()
    assert said(keys.typed(b"a!b", 10.0)) == ["a"]
    assert said(keys.typed(b"c", 10.1)) == ["c"]


@pytest.mark.parametrize("pause", [0.0, 0.02, 0.3, 2.0])
def test_a_megabyte_of_noise_is_a_few_keys_and_f10_at_its_end_is_heard(pause: float) -> None:
    noise, keys, now, count = Random(2014).randbytes(1 << 20), keyboard(), 10.0, 0
    for start in range(0, len(noise), 4096):
        now += 0.0005
        count += len(keys.typed(noise[start : start + 4096], now))
    assert count <= MOST_KEYS
    now += pause
    found = [*keys.waited(now), *keys.typed(F10, now), *keys.waited(now + 0.2)]
    assert said(found)[-1] == "f10"
    assert len(found) == 1 or pause


def test_a_flood_without_a_key_at_its_end_is_nothing() -> None:
    keys = keyboard()
    assert keys.typed(b"x" * 9_000, 10.0) == []
    assert keys.patience(10.0) == pytest.approx(0.05)
    assert keys.waited(10.1) == []
    assert keys.patience(10.1) is None
    assert said(keys.typed(b"y", 10.1)) == ["y"]


@pytest.mark.parametrize("begun", [b"\x1b[200~lost", b"\x1bP", b"\x1b[12;", b"\xe2\x82"])
def test_nothing_that_was_begun_before_a_flood_goes_on_after_it(begun: bytes) -> None:
    keys = keyboard()
    keys.typed(begun, 10.0)
    keys.typed(b"x" * 9_000, 10.0)
    assert said(keys.typed(b"y", 10.1)) == ["y"]


def test_what_a_person_does_is_no_flood() -> None:
    keys, now = keyboard(), 10.0
    for _ in range(2_500):
        now += 0.004
        assert said(keys.typed(b"\x1b[<35;120;40M", now)) == ["MouseMove"]
    for _ in range(600):
        now += 1 / 60
        assert said(keys.typed(b"\x1b[B", now)) == ["down"]
    for _ in range(10):
        now += 0.5
        assert said(keys.typed(paste("x" * 4_000).encode(), now)) == ["x" * 4_000]
    now += 0.5
    assert len(keys.typed(b"x" * 200 + b"\r", now)) == 201


def test_an_interpreter_keeps_to_keys_pastes_and_the_mouse() -> None:
    for sent in ("\x1b[48;9999;9999;1;1t", "\x1b[12;40R", "\x1b[I", "\x1b[O", "\x1b[?2048;2$y"):
        assert Interpreter().events(Unit(Kind.SEQUENCE, sent)) == []
