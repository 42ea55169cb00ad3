"""Work that takes long: how far it is, and how it is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import EspaceError, Progress, Stage, say_number
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Tell

DRAW = 0.1
"""Seconds between two looks at how far it is: the work itself never waits for a screen."""
CELLS = 30
FULL, EMPTY = "━", "─"


class WorkStopped(EspaceError):
    """Whoever has asked for the work does not want it any more."""

    sentence = "Arrêté : rien n'a été fait. Recommencez quand vous voulez."


class WorkProgress(Line):
    """« Bulletins ━━━━━━──── 12 sur 30 », as long as something goes on."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(id="progress")
        self._latest: Progress | None = None
        self._stopped = False

    def on_mount(self) -> None:
        """Draw how far it is as it changes."""
        self.display = False
        self.set_interval(DRAW, self._draw)

    def begin(self) -> Tell:
        """Show it; return what the work is to tell, in its own thread."""
        self._latest, self._stopped = None, False
        self.say()
        self.display = True
        return self._take

    def end(self) -> None:
        """Hide it."""
        self.display = False

    def stop(self) -> None:
        """Have the work end where it next says how far it is, unless it is being kept."""
        self._stopped = True

    def _take(self, progress: Progress) -> None:
        if self._stopped and progress.stage is not Stage.KEEPING:
            raise WorkStopped
        self._latest = progress

    def _draw(self) -> None:
        progress = self._latest
        if progress is None or not self.display:
            return
        done, total = progress.done, max(progress.total, 1)
        cells = min(CELLS, CELLS * done // total)
        self.say(
            f"{progress.stage.value} ",
            (FULL * cells, ".accent"),
            (EMPTY * (CELLS - cells), ".muted"),
            f" {say_number(done)} sur {say_number(progress.total)}",
        )
