"""Bytes of a terminal in, events out, whatever the bytes are."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

from textual.message import Message

from tui.driver.input_filter import LONGEST, InputFilter
from tui.driver.interpreter import Interpreter
from tui.driver.sequences import Kind, Unit


class FloodGate:
    """Lets through what comes at a human pace; shut by a flood, it opens once it is quiet.

    A bucket that leaks: it takes `most` at once, and empties in `seconds`. Moments
    are seconds of any clock that only goes forward.
    """

    def __init__(self, most: float, seconds: float, quiet: float) -> None:
        """Set the pace.

        Args:
            most: What may come at once, in any unit.
            seconds: The time after which as much may come again.
            quiet: Seconds without anything after which a flood is over.
        """
        self._most = most
        self._seconds = seconds
        self._quiet = quiet
        self._level = 0.0
        self._last = 0.0
        self._shut = False

    def admits(self, amount: float, now: float) -> bool:
        """Return whether what came at a moment is let through."""
        if self._shut and now >= self.over_at:
            self._shut, self._level = False, 0.0
        passed = now - self._last
        self._last = now
        self._level = max(0.0, self._level - passed * self._most / self._seconds) + amount
        self._shut = self._shut or self._level > self._most
        return not self._shut

    @property
    def over_at(self) -> float:
        """When a flood is over if nothing more comes; a moment that has passed without one."""
        return self._last + self._quiet if self._shut else self._last


MOST_BYTES, BYTES_SECONDS = LONGEST + 512, 0.25
"""A whole paste and a few keys at once; a mouse at 250 Hz sends a fifth of that."""
MOST_KEYS, KEYS_SECONDS = 300, 3.0
"""Keys at once, and again in three seconds: a terminal without bracketed paste types a pasted
link of 200 characters, keys repeat 60 times a second; Textual takes 3 ms for a Tab."""
MOUSE = 0.1
"""What a mouse event weighs against a key: a tenth of the work, and ten times as frequent."""
QUIET = 0.05
"""Seconds without a byte after which a flood is over."""
ANSWERS = 5.0
"""Seconds from the start during which the terminal's answer to a question is believed."""

_LAST_KEY = re.compile(rb"\x1b(?:\[(?!20[01]~)[0-9;]*[~A-FHPQSZ]|\[\[[A-E]|O[A-Za-z])\Z")


class Keyboard:
    """Between the bytes and the application; the caller gives the time, in seconds."""

    def __init__(self, escape_delay: float, now: float) -> None:
        """Begin at a moment, with the seconds after which an escape alone is the key Esc."""
        self._bytes = FloodGate(MOST_BYTES, BYTES_SECONDS, QUIET)
        self._keys = FloodGate(MOST_KEYS, KEYS_SECONDS, QUIET)
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._filter = InputFilter(escape_delay)
        self._interpreter = Interpreter()
        self._answers_until = now + ANSWERS
        self._flooded_end = b""

    def hear(
        self,
        data: bytes | None,
        read: Callable[[float | None], bytes | None],
        clock: Callable[[], float],
    ) -> Iterator[Message]:
        """Yield the events of all that is sent, until nothing can be sent any more.

        What has waited long enough is over even if more came before this thread was woken. What
        was there before it went to sleep came with the bytes before.

        Args:
            data: The first bytes.
            read: Returns what was sent within so many seconds, None for as long as it takes:
                bytes, empty if nothing came, or None at the end.
            clock: Tells the time.
        """
        while data is not None:
            yield from self.typed(data, clock())
            data = read(0.0)
            while data == b"":
                data = read(self.patience(clock()))
                if data is not None:
                    yield from self.waited(clock())

    def typed(self, data: bytes, now: float) -> list[Message]:
        """Return the events of what was sent; of a flood, of its beginning at most."""
        admitted = [self._bytes.admits(len(data), now), self._keys.admits(0, now)]
        found: list[Message] = []
        if all(admitted):
            self._flooded_end = b""
            for unit in self._filter.feed(self._decoder.decode(data), now):
                if not self._keys.admits(_weight(unit), now):
                    break
                found += self._events(unit, now)
            else:
                return found
        self._flooded_end = (self._flooded_end + data)[-16:]
        self._filter.reset()
        self._decoder.reset()
        return found

    def waited(self, now: float) -> list[Message]:
        """Return the events that come of nothing having been sent.

        A function key at the very end of a flood counts: a person wants to leave.
        """
        if not self._flooded_end:
            return [event for unit in self._filter.expire(now) for event in self._events(unit, now)]
        key = _LAST_KEY.search(self._flooded_end)
        if now < self._quiet_at:
            return []
        self._flooded_end = b""
        return self.typed(key.group(), now) if key else []

    def patience(self, now: float) -> float | None:
        """Return for how many seconds to wait before `waited`, None for as long as it takes."""
        moment = self._quiet_at if self._flooded_end else self._filter.deadline
        return None if moment is None else max(0.0, moment - now)

    @property
    def _quiet_at(self) -> float:
        """When the flood is over if nothing more comes."""
        return max(self._bytes.over_at, self._keys.over_at)

    def _events(self, unit: Unit, now: float) -> list[Message]:
        """Return the events of a unit; of an answer to no question, none."""
        if unit.kind is Kind.ANSWER and now > self._answers_until:
            return []
        return self._interpreter.events(unit)


def _weight(unit: Unit) -> float:
    """Return how many keys a unit counts for."""
    if unit.kind is Kind.TEXT:
        return len(unit.text)
    return MOUSE if unit.text.startswith("\x1b[<") else 1
