"""A folder to write to: a member's stick is proposed if only one is plugged in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tui.bureau.own_fields import PlaceField

if TYPE_CHECKING:
    from tui.bureau.screens.base import BureauScreen


class FolderField(PlaceField):
    """A folder that exists."""

    def propose(self, screen: BureauScreen) -> None:
        """Fill in the stick that is plugged in, if there is one only and nothing is typed."""
        screen.asker.ask_quietly(lambda espace: espace.board.list_sticks(), done=self._fill)

    def _fill(self, sticks: tuple[Path, ...]) -> None:
        if len(sticks) == 1 and not self.value:
            self.value = str(sticks[0])

    @property
    def folder(self) -> Path | None:
        """What was typed; None, and it is said here: nothing was."""
        refused = self.refuse_passphrase()
        typed = self.value.strip()
        if not typed:
            self.show_fault(self.NO_PLACE if refused else self.missing)
            return None
        return Path(os.path.expanduser(typed))
