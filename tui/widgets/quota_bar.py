"""How full a mailbox is, as a bar, a figure and words."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content

from models import Quota
from tui.visit.sizes import say_size
from tui.widgets.written import Written

NEARLY_FULL = 0.8
"""From this ratio on the bar is shown: the mailbox will soon be full."""

_CELLS = 24
_ROOMY = 72
"""Least width of the screen at which the words are beside the whole bar."""


class QuotaBar(Written):
    """« ━━━━━━━━──── 82 % · 410 Ko sur 500 Ko · bientôt saturée »."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"nearly", "full", "free"}

    def __init__(self, quota: Quota | None = None, *, id: str | None = None) -> None:
        """Take the room in the mailbox, if it is known."""
        super().__init__(id=id)
        self._quota = quota

    def show(self, quota: Quota | None) -> None:
        """Show another state of the mailbox; nothing as long as it has room enough."""
        self.display = quota is not None and quota.ratio >= NEARLY_FULL
        if quota != self._quota:
            self._quota = quota
            self.refresh()

    def render(self) -> Content:
        """Return the bar and its words."""
        quota = self._quota
        if quota is None:
            return Content()
        style, words = ".nearly", " · bientôt saturée"
        if quota.full:
            style, words = ".full", " · ✗ boîte saturée"
        cells = _CELLS if self.app.size.width >= _ROOMY else _CELLS // 2
        filled = min(cells, round(quota.ratio * cells))
        figures = f" {quota.ratio:.0%} · {say_size(quota.used)} sur {say_size(quota.limit)}"
        return self.glyphs.content(
            ("━" * filled, style),
            ("─" * (cells - filled), ".free"),
            figures.replace("%", " %"),
            (words, style),
        )
