"""A fingerprint to be copied by hand: large, four groups a row, each row numbered."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from models import fingerprint_groups
from tui.widgets.written import Written

GROUPS_A_ROW = 4
WIDE = 60
"""Cells from which the digits of a group stand apart."""


class Fingerprint(Written):
    """64 hexadecimal digits in four rows of four groups: « ligne 1   a 3 f 9   0 1 2 c … »."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"digits", "row"}

    def __init__(self, fingerprint: str = "", *, id: str | None = None) -> None:
        """Take the digits; none yet: nothing is shown."""
        super().__init__(id=id)
        self._digits = fingerprint

    def show(self, fingerprint: str) -> None:
        """Show another one."""
        self._digits = fingerprint
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows, with air between them if the screen has room for it."""
        rows = len(self._rows(width))
        return rows if self._is_low else max(2 * rows - 1, 0)

    def render(self) -> Content:
        """Return the rows."""
        lines = [
            self.glyphs.content((f"ligne {number}   ", ".row"), (row, ".digits"))
            for number, row in enumerate(self._rows(self.size.width), 1)
        ]
        return Content("\n" if self._is_low else "\n\n").join(lines)

    @property
    def _is_low(self) -> bool:
        return self.screen.has_class("-low")

    def _rows(self, width: int) -> list[str]:
        """Return the rows: with a space between the digits of a group if there is room."""
        apart, between = (" ", "    ") if width >= WIDE else ("", "  ")
        groups = [apart.join(group) for group in fingerprint_groups(self._digits)]
        return [
            between.join(groups[start : start + GROUPS_A_ROW])
            for start in range(0, len(groups), GROUPS_A_ROW)
        ]
