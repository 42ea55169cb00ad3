"""The last line: every key that works here, and QUITTEZ always at its right end."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from tui.widgets.written import Written, spread

LEAVE_KEY = "f10"
_LAST = ("escape", "f1")
"""Keys that work everywhere: named after those of the screen."""
_SEPARATOR = "· "


class KeyLine(Written):
    """The keys of the focused widget, the screen and the application, in this order.

    Keys that do the same are named together: « 1 2 3 Ouvrir ». Each can be
    clicked. If the line is too short, the last ones go, QUITTEZ never; a screen
    with `keeps_way_back` gives up keys of its own before the way back and the help.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key", "leave"}

    def __init__(self) -> None:
        """Start without keys; they are read from the screen once it is there."""
        super().__init__()
        self._entries: tuple[tuple[str, str, str], ...] = ()

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._read_keys)
        self._read_keys(self.screen)

    def _read_keys(self, screen: Screen[object]) -> None:
        """Read the keys that work now, and draw them if they are others."""
        named: dict[str, tuple[str, str]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.description:
                shown = binding.key_display or binding.key.upper()
                before = named.get(binding.description)
                named[binding.description] = (
                    (f"{before[0]} {shown}", before[1]) if before else (shown, binding.key)
                )
        entries = tuple(
            (keys, words, key)
            for words, (keys, key) in sorted(named.items(), key=lambda named: named[1][1] in _LAST)
        )
        if entries != self._entries:
            self._entries = entries
            self.refresh()

    def render(self) -> Content:
        """Return as many keys as there is room for, and QUITTEZ."""
        width = self.size.width
        leave = [
            self._entry(*entry, style=".leave") for entry in self._entries if entry[2] == LEAVE_KEY
        ]
        right = Content("").join(leave)
        pieces = [
            self._entry(*entry, style=".key") for entry in self._entries if entry[2] != LEAVE_KEY
        ]
        last = sum(entry[2] in _LAST for entry in self._entries)
        kept = last if getattr(self.screen, "keeps_way_back", False) else 0
        while pieces and _joined(pieces).cell_length + right.cell_length + 2 > width:
            pieces.pop(-1 - kept if len(pieces) > kept else -1)
        return spread(_joined(pieces), right, width)

    def _entry(self, keys: str, words: str, key: str, *, style: str) -> Content:
        """Return « F1 Aide », with the click that presses the key."""
        whole = style if style == ".leave" else ""
        # Some renderers of pictures drop a space at the start of a piece, none at its end.
        end = "" if key == LEAVE_KEY else " "
        content = self.glyphs.content((f"{keys} ", style), (f"{words}{end}", whole))
        click = Style.from_meta({"@click": f"app.simulate_key({key!r})"})
        return content.stylize(click)


def _joined(pieces: list[Content]) -> Content:
    return Content(_SEPARATOR).join(pieces)
