"""What a terminal sends, made whole again if it came in pieces, within bounds."""

from __future__ import annotations

from tui.driver.sequences import ESC, INTRODUCERS, PASTE_END, PASTE_START, Kind, Unit, cut

LONGEST = 4096
"""Characters that a paste or an answer may have, its ends counted; a longer one is dropped whole.

No field takes more than the 200 characters of a confirmation link."""
QUIET = 0.5
"""Seconds without a character after which a paste that has not ended is given up."""
LONGEST_PASTE, LONGEST_ANSWER = 2.0, 0.5
"""Seconds after which an unfinished paste or answer is given up, whatever comes."""


class InputFilter:
    """Cuts what a terminal sends into units; the caller gives the time, in seconds.

    Attributes:
        deadline: When `expire` is to be called if nothing comes before; None if
            nothing waits for its end.
    """

    def __init__(self, escape_delay: float) -> None:
        """Take the seconds after which an escape alone is the key Esc."""
        self._escape_delay = escape_delay
        self.reset()

    def reset(self) -> None:
        """Forget what has not ended."""
        self.deadline: float | None = None
        self._pending = ""
        self._since = 0.0
        self._too_long = False

    def feed(self, text: str, now: float) -> list[Unit]:
        """Return the units that are complete, what is not for a person left out.

        Args:
            text: What the terminal has sent.
            now: Seconds of any clock that only goes forward.
        """
        units: list[Unit] = []
        text, place = self._pending + text, 0
        while place < len(text) and (found := cut(text, place)):
            unit, end = found
            too_long = self._too_long or (unit.kind is not Kind.TEXT and end - place > LONGEST)
            if unit.kind is not Kind.DROPPED and not too_long and unit.text:
                units.append(unit)
            self._too_long, self._pending, place = False, "", end
        self._keep(text[place:], now)
        return units

    def expire(self, now: float) -> list[Unit]:
        """Return what an unfinished sequence was, once it has waited long enough.

        An escape alone is a key, with one more character it was typed with Alt, and
        anything longer is nothing.
        """
        if self.deadline is None or now < self.deadline:
            return []
        pending = self._pending
        self.reset()
        if pending == ESC:
            return [Unit(Kind.ESCAPE, ESC)]
        return [Unit(Kind.ALT, pending[1])] if len(pending) == 2 else []

    def _keep(self, rest: str, now: float) -> None:
        """Keep what has not ended, for a time."""
        if not rest:
            self.reset()
            return
        if not self._pending:
            self._since = now
        pasted = rest.startswith(PASTE_START)
        answer = not pasted and len(rest) > 2 and rest[1] in INTRODUCERS[2:]
        longest = LONGEST_PASTE if pasted else LONGEST_ANSWER
        if (pasted or answer) and now >= self._since + longest:
            self.reset()
            return
        if len(rest) > LONGEST:
            self._too_long = True
            # Its end may have begun already.
            begun = len(PASTE_END) - 1
            rest = (PASTE_START if pasted else rest[:2]) + rest[-begun:]
        self._pending = rest
        self.deadline = now + (QUIET if pasted else self._escape_delay)
        if pasted or answer:
            last = self._since + longest
            self.deadline = min(self.deadline, last) if pasted else last
