"""Whether what comes from the terminal is somebody's, on the screens that wait for anybody.

A terminal answers questions by itself, and tells of the mouse and of its window. Textual takes an
answer that it does not know for keys, one after the other within a moment: the first is a
bracket, « Alt » and a letter, or « ^ », which stands for the escape character.
"""

from __future__ import annotations

from textual.events import Event, Key, MouseDown, Paste

ANSWER = 0.1
"""Seconds between two keys below which both belong to a terminal's answer."""
_BEGINNINGS = frozenset({"circumflex_accent", "left_square_bracket", "right_square_bracket"})
_NO_LETTER = ("alt+", "ctrl+", "super+", "hyper+", "meta+")


class Arrivals:
    """Looks at events in the order in which they come."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._answered_at: float | None = None

    def somebody(self, event: Event) -> bool:
        """Return whether an event is a key, a button, a finger or a paste of somebody's."""
        if isinstance(event, Key):
            return not self._is_answer(event)
        return isinstance(event, MouseDown | Paste)

    def _is_answer(self, key: Key) -> bool:
        """Return whether a key is none of a person's: control keys do nothing here either."""
        begins = key.key.startswith(_NO_LETTER) or key.key in _BEGINNINGS
        follows = self._answered_at is not None and key.time - self._answered_at < ANSWER
        if begins or follows:
            self._answered_at = key.time
        return begins or follows
