"""What a member types in the ceremony: the folder of their stick, and a passphrase, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tui.bureau.keys_words import NO_STICK, NO_STICKS, STICK, STICKS
from tui.bureau.new_passphrase import NewPassphrase
from tui.bureau.own_fields import StickField

if TYPE_CHECKING:
    from pathlib import Path

    from tui.bureau.ceremony import Ceremony
    from tui.bureau.screens.base import BureauScreen

LOOK = 1.0
"""Seconds between two looks at the sticks: the member's may just have been plugged in."""


class TurnForm(Vertical):
    """The fields of the member whose turn it is; the only free stick that is there is theirs."""

    def __init__(self, screen: BureauScreen, ceremony: Ceremony) -> None:
        """Take the screen that asks for the sticks, and the ceremony."""
        super().__init__(id="form")
        self._screen = screen
        self._ceremony = ceremony

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        yield StickField(STICK, id="stick", help=NO_STICKS, missing=NO_STICK, classes="-tight")
        yield NewPassphrase(lambda: self._ceremony.turn)

    def on_mount(self) -> None:
        """Look which sticks are there, as long as a member types."""
        self.set_interval(LOOK, self.look)

    @property
    def _stick(self) -> StickField:
        return self.query_one("#stick", StickField)

    @property
    def _new(self) -> NewPassphrase:
        return self.query_one(NewPassphrase)

    @property
    def stick(self) -> str:
        """The folder, as typed."""
        return self._stick.value

    @property
    def passphrase(self) -> str:
        """The passphrase, as typed."""
        return self._new.password

    def begin(self) -> None:
        """Lead the member to the first field."""
        self.display = True
        self.screen.set_focus(self._stick.input)
        self.look()

    def clear(self) -> None:
        """Leave nothing of who has typed, and hide."""
        self.display = False
        self._stick.value = ""
        self._stick.clear_fault()
        self._new.clear()

    def faults(self) -> dict[str, str]:
        """Return what keeps it from being taken: sentences by the field's identifier."""
        if self._stick.refuse_passphrase():
            return {"stick": self._stick.NO_PLACE}
        missing = {} if self.stick.strip() else {"stick": NO_STICK}
        return missing | self._new.faults()

    def refuse_stick(self, sentence: str) -> None:
        """Say at its field why nothing can be written to a stick."""
        self._stick.show_fault(sentence)

    def look(self) -> None:
        """Look which sticks are there, if somebody types."""
        screen = self._screen
        if self.display and screen.is_active and not screen.working:
            screen.asker.ask_quietly(
                lambda espace: espace.board.list_sticks(), done=self._show_sticks, once="sticks"
            )

    def _show_sticks(self, folders: tuple[Path, ...]) -> None:
        named = ", ".join(map(str, folders))
        self._stick.advise(STICKS.format(folders=named) if folders else NO_STICKS)
        taken = [file.path.parent for file in self._ceremony.files]
        free = [folder for folder in folders if folder not in taken]
        if self.display and len(free) == 1 and not self.stick:
            self._stick.value = str(free[0])
            self.screen.set_focus(self._new.query(Input).first())
