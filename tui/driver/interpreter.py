"""Units of what a terminal sends, as Textual's events."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from tui.driver.sequences import Kind, Unit
from tui.textual_private import TerminalParser


class Interpreter:
    """Asks Textual's parser what a key is; a parser that fails is replaced."""

    def __init__(self) -> None:
        """Make the first parser."""
        self._parser = TerminalParser()

    def events(self, unit: Unit) -> list[Message]:
        """Return what a unit means: keys, a paste, a mouse event, or nothing."""
        if unit.kind is Kind.ESCAPE:
            return [events.Key("escape", unit.text)]
        if unit.kind is Kind.PASTE:
            return [events.Paste(unit.text)]
        if unit.kind is Kind.ALT:
            return self._parsed(f"\x1b{unit.text}") or self._with_alt(unit.text)
        if unit.kind is Kind.ANSWER:
            return [TerminalSupportsSynchronizedOutput()]
        return self._parsed(unit.text)

    def _parsed(self, text: str) -> list[Message]:
        """Return what the parser understands.

        One that has failed is of no more use; one that has said nothing may wait for
        more, and would take the next key for it.
        """
        found: list[Message] = []
        understood = False
        # Whatever a parser of foreign bytes fails of, the next key is to work.
        with suppress(Exception):
            for event in self._parser.feed(text):
                # What it makes of a report of the terminal is left out: size, focus, cursor.
                if isinstance(event, events.Key | events.MouseEvent):
                    found.append(event)
            understood = bool(found)
        if not understood:
            self._parser = TerminalParser()
        return found

    def _with_alt(self, character: str) -> list[Message]:
        """Return a key as the parser names it if it was typed with Alt."""
        found = self._parsed(character)
        for event in found:
            if isinstance(event, events.Key) and len(event.key) == 1:
                shift = "shift+" if event.key.isupper() else ""
                event.key = f"alt+{shift}{event.key.lower()}"
        return found
