"""How far a long command is: a bar on the error output if that is a terminal."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from models import Progress, Stage


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """Show the bar; yields the callback that takes the progress of an import or a backup.

    An interruption that comes while everything is being committed waits for its end,
    so that « rien n'a été fait à moitié » is always true. One that a library has swallowed, as
    reportlab does by its `except:`, is raised again at the next step.
    """
    before, interruptions = signal.getsignal(signal.SIGINT), _Interruptions()
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, interruptions.note)
    try:
        if not sys.stderr.isatty():
            yield interruptions.consider
            return
        with Bars(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %", markup=False),
            TextColumn("reste", markup=False),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        ) as bars:
            yield _Bars(bars, interruptions).show
    finally:
        signal.signal(signal.SIGINT, before)


class _Interruptions:
    """Whether Ctrl+C was pressed, whatever has become of it."""

    def __init__(self) -> None:
        self._noted = False

    def note(self, number: int, frame: FrameType | None) -> None:
        """Answer the signal as Python does, and remember it.

        Raises:
            KeyboardInterrupt: Always.
        """
        self._noted = True
        raise KeyboardInterrupt

    def consider(self, progress: Progress) -> None:
        """End what goes on in spite of it; ignore further ones once all is being committed.

        Raises:
            KeyboardInterrupt: It was pressed before.
        """
        if self._noted:
            raise KeyboardInterrupt
        if progress.stage is Stage.KEEPING:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Bars:
    """A bar a stage, each made when its stage begins."""

    def __init__(self, bars: Bars, interruptions: _Interruptions) -> None:
        self._bars, self._interruptions = bars, interruptions
        self._stages: dict[Stage, TaskID] = {}

    def show(self, progress: Progress) -> None:
        """Move the bar of a stage, and complete the one before."""
        self._interruptions.consider(progress)
        stage = progress.stage
        if stage not in self._stages:
            for task in self._bars.tasks:
                self._bars.update(task.id, completed=task.total)
            self._stages[stage] = self._bars.add_task(stage.value, total=progress.total)
        self._bars.update(self._stages[stage], completed=progress.done, total=progress.total)
