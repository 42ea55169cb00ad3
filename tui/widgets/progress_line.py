"""How far something is that takes long: a bar, and how long it still takes."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import ClassVar

from textual.content import Content
from textual.timer import Timer

from models import Progress, Stage, WorkStopped, say_duration
from tui.visit.bars import BAR, bar, share
from tui.widgets.written import Written

LOOK = 0.25
"""Seconds between two looks."""
BESIDE = 28
"""Cells of what is behind the bar."""
SURE_AFTER = 3.0
"""Seconds of a stage after which the time that is left is said."""


class Telling:
    """Takes how far a call is, in the thread of the call.

    Attributes:
        newest: What was told last; None: nothing yet.
        begun: When its stage began, by the monotonic clock.
    """

    def __init__(self) -> None:
        """Start with nothing told."""
        self.newest: Progress | None = None
        self.begun = 0.0
        self._stopped = False

    def tell(self, progress: Progress) -> None:
        """Take how far it is.

        Raises:
            WorkStopped: Somebody has asked for it, and nothing is being committed.
        """
        if self._stopped and progress.stage is not Stage.KEEPING:
            raise WorkStopped
        if self.newest is None or self.newest.stage is not progress.stage:
            self.begun = monotonic()
        self.newest = progress

    def stop(self) -> None:
        """Have the call stop the next time that it tells something."""
        self._stopped = True

    def left(self) -> timedelta | None:
        """Return how long the stage still takes, by what it took so far; None: not known yet."""
        newest, since = self.newest, monotonic() - self.begun
        if newest is None or not newest.done or since < SURE_AFTER:
            return None
        return timedelta(seconds=since * (newest.total - newest.done) / newest.done)


class ProgressLine(Written):
    """« Vérification ━━━━━───── 54,2 % · reste 2 minutes », while something works."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"accent", "muted"}

    def __init__(self, *, id: str = "progress") -> None:
        """Say nothing yet."""
        super().__init__(id=id)
        self._telling: Telling | None = None
        self._looking: Timer | None = None

    def on_mount(self) -> None:
        """Hide until something works."""
        self.display = self._telling is not None

    def begin(self) -> Telling:
        """Show how far a call is from now on; what it returns is told by the call."""
        telling = self._telling = Telling()
        self.display = True
        if self._looking is None:
            self._looking = self.set_interval(LOOK, self._look)
        return telling

    def stop(self) -> None:
        """Have the call stop."""
        if self._telling is not None:
            self._telling.stop()

    def end(self) -> None:
        """Hide: the call has ended."""
        self._telling, self.display = None, False
        if self._looking is not None:
            self._looking.stop()
            self._looking = None

    def _look(self) -> None:
        self.refresh()

    def render(self) -> Content:
        """Return the stage, its bar, and how long it still takes."""
        telling = self._telling
        newest = None if telling is None else telling.newest
        if telling is None or newest is None:
            return Content()
        left = telling.left()
        room = self.size.width - len(newest.stage.value) - BESIDE
        return self.glyphs.content(
            f"{newest.stage.value} ",
            *bar(newest.done, newest.total, min(max(room, 0), BAR)),
            f" {share(newest.done, newest.total)}",
            (f" · reste {say_duration(left, one_unit=True)}" if left else "", ".muted"),
        )
