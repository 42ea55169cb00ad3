"""Standard output that tells apart what it does not take from what a command fails at."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any, TextIO, cast

import models


class OutputLost(models.EspaceError):
    """What was printed cannot be written."""

    sentence = (
        "La réponse ne peut pas être écrite sur la sortie standard : elle est fermée, ou son "
        "disque est plein. Ce que la commande a fait reste fait. Libérez de la place, puis "
        "regardez où en est l'élection par « espace-electeur admin status »."
    )


NO_OUTPUT = (
    "La sortie standard est fermée : rien n'a été fait. Relancez la commande sans la fermer, ou "
    "envoyez-la vers un fichier."
)


@contextmanager
def checked_output() -> Iterator[None]:
    """Print to standard output, all of it by the end.

    If its reader has enough, as `head` has, the rest goes nowhere, and the command goes on: its
    status is that of what it does, not of who reads it.

    Raises:
        OutputLost: It is closed, or its disk is full; the rest goes nowhere.
    """
    # Its number would be given to the next file that is opened.
    if sys.stdout is None:
        raise OutputLost(NO_OUTPUT)
    stream = sys.stdout
    try:
        with redirect_stdout(cast("TextIO", _Output(stream))):
            yield
            sys.stdout.flush()
    except OutputLost:
        _send_nowhere(stream)
        raise


def _send_nowhere(stream: TextIO) -> None:
    """Give a stream another end: Python would try to write the rest once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Output:
    """A stream whose refusals are `OutputLost`, and which outlives its reader."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with self._lost():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._lost():
            self._stream.flush()

    @contextmanager
    def _lost(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            _send_nowhere(self._stream)
        except OSError as error:
            raise OutputLost from error
