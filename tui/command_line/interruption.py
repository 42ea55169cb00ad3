"""Ctrl+C: once is enough, at any moment, and the exit status is the same."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Timer
from types import FrameType
from typing import TYPE_CHECKING

import models

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

INTERRUPTED = 130
"""Exit status after Ctrl+C: 128 and the number of the signal, as shells say it."""
STOPPED = "Interrompu : rien n'a été fait à moitié."
ENDINGS = (signal.SIGHUP, signal.SIGTERM)
"""A closed terminal, and what a service manager or `kill` sends."""
AGAIN = 0.02
"""Seconds after which a Ctrl+C that was lost is sent again."""


class Interrupted(models.EspaceError):
    """Somebody has pressed Ctrl+C."""

    sentence = STOPPED


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl+C in, which `tui.__main__` holds back; afterwards it does nothing if it was.

    Raises:
        Interrupted: It was pressed, inside or before.
    """
    before = sys.unraisablehook
    sys.unraisablehook = partial(_send_again, before)
    held = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            yield
        finally:
            if held:  # not by a mask: a thread that the command has left takes signals too
                signal.signal(signal.SIGINT, _come_too_late)
    except KeyboardInterrupt:
        raise Interrupted from None
    except Exception as error:
        if not _comes_of_interruption(error):
            raise
        raise Interrupted from error
    finally:
        sys.unraisablehook = before


def _comes_of_interruption(error: BaseException | None) -> bool:
    """Return whether Ctrl+C was being answered when an error was raised.

    Libraries answer whatever comes by an error of their own: reportlab, interrupted while it reads
    a font, says that the file is corrupt.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, KeyboardInterrupt):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def ended_as_interrupted() -> Iterator[None]:
    """Have a closed terminal and `kill` end what is running as Ctrl+C does: it cleans up.

    For what would leave secrets behind. While Ctrl+C is ignored, as at the end of a command that
    keeps what it has done (`progress_bars.shown_progress`), so are they.
    """
    before = {number: signal.getsignal(number) for number in ENDINGS}
    for number in ENDINGS:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    answer = signal.getsignal(signal.SIGINT)
    if answer is signal.SIG_IGN:
        return
    for other in ENDINGS:
        signal.signal(other, signal.SIG_IGN)  # once is enough
    if callable(answer):  # it may remember that it was asked
        answer(number, frame)
    raise KeyboardInterrupt


def end_interrupted() -> None:
    """Have this process end with `INTERRUPTED` as its status, not by the signal itself.

    Python kills itself by SIGINT at its end (`unhandled_keyboard_interrupt`, Python/pythonrun.c)
    if Ctrl+C has left the text of an `exec`, as dataclasses have it; the next such text clears it.
    """
    exec("")  # noqa: S102 - no text at all


def _come_too_late(number: int, frame: object) -> None:
    """Let a Ctrl+C pass that comes when the command has ended."""


def _send_again(before: object, lost: UnraisableHookArgs) -> None:
    """Send a Ctrl+C again that came where Python drops errors: finalizers, an import's lock."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        again = Timer(AGAIN, os.kill, (os.getpid(), signal.SIGINT))
        again.daemon = True
        again.start()
    elif callable(before):
        before(lost)
