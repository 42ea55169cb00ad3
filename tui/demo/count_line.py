"""How far the count of a demonstration is, above every screen while it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size

from models import Stage
from tui.widgets.written import Written

if TYPE_CHECKING:
    from tui.demo.sandbox import Sandbox

OF_THE_COUNT = (Stage.ADDING_UP, Stage.COUNTING)
WORDS = "Le bureau de la démonstration dépouille : {stage}, {percent} %."


class CountLine(Written):
    """« Le bureau de la démonstration dépouille : 40 %. »; nothing at other times."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Take the sandbox whose urns are counted."""
        super().__init__()
        self._sandbox = sandbox
        self._said = ""

    @property
    def words(self) -> str:
        """What is said now."""
        progress = self._sandbox.vote.progress if self._sandbox.vote is not None else None
        if progress is None or progress.stage not in OF_THE_COUNT:
            return ""
        percent = 100 * progress.done // max(progress.total, 1)
        return WORDS.format(stage=progress.stage.value.lower(), percent=percent)

    def say_again(self) -> None:
        """Draw it again if something else is to be said."""
        if self.words != self._said:
            self.refresh(layout=bool(self.words) != bool(self._said))
            self._said = self.words

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line while something is said."""
        return 1 if self.words else 0

    def render(self) -> Content:
        """Return it."""
        return self.glyphs.content(self.words).truncate(max(self.size.width, 0))
