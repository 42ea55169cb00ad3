"""The sessions of a room, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from tui.ssh.screens.room_words import columns_in

if TYPE_CHECKING:
    from tui.ssh.room_messages import Seen


class SessionsTable(DataTable[Text]):
    """As many columns as there is room for, none cut off; the cursor stays on its session.

    Attributes:
        sessions: Those that are shown, in the order of the rows.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="sessions", cursor_type="row", cell_padding=0)
        self.sessions: list[Seen] = []

    @property
    def pointed(self) -> Seen | None:
        """The session at the cursor."""
        row = self.cursor_row
        return self.sessions[row] if 0 <= row < len(self.sessions) else None

    def show(self, sessions: list[Seen], rows: Sequence[tuple[str, ...]]) -> None:
        """Show sessions.

        Args:
            sessions: In the order in which they began.
            rows: Of each of them its cells, as `cells_of`.
        """
        pointed, self.sessions = self.pointed, sessions
        columns = columns_in(self.app.size.width)
        anew = len(columns) != len(self.columns)
        self.clear(columns=anew)
        if anew:
            for name, width in columns:
                self.add_column(name, width=width)
        for cells in rows:
            self.add_row(*map(Text, cells[: len(columns)]))  # never read as markup
        numbers = [one.number for one in sessions]
        if pointed is not None and pointed.number in numbers:
            self.cursor_coordinate = Coordinate(numbers.index(pointed.number), 0)
