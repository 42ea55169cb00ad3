"""Sentences on standard output and error: typeset, and set in the width of a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from textwrap import wrap
from typing import TextIO

import models

NAME = "espace-electeur"
"""The program, as it is called."""


def say(sentence: str, *, stream: TextIO | None = None, margin: int = 0) -> None:
    """Print a sentence; on a terminal its lines are broken between words.

    A file or a program gets each line whole.

    Args:
        sentence: One line or more, with ordinary spaces.
        stream: Standard output unless another one is given.
        margin: Columns left free before the lines that a broken line goes on in.
    """
    stream = stream or sys.stdout
    # A name of the roll may hold marks that turn the line of a terminal around.
    harmless, _ = models.clean_text(sentence)
    lines = _set(models.typeset(harmless), _width(stream), margin)
    print("\n".join(lines), file=stream, flush=True)


FORMAT = 1
"""Of the documents for programs: another number if a key goes or means something else."""


def say_json(facts: Mapping[str, object]) -> None:
    """Print facts for a program: one JSON document on one line of standard output."""
    print(json.dumps({"format": FORMAT, **facts}, ensure_ascii=False), flush=True)


def _set(text: str, width: int | None, margin: int) -> list[str]:
    if width is None:
        return [text]
    lines = []
    for line in text.split("\n"):
        hanging = " " * (margin or len(line) - len(line.lstrip(" ")))
        lines += wrap(
            line,
            width,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
            replace_whitespace=False,
        ) or [""]
    return lines


def _width(stream: TextIO) -> int | None:
    """Return the columns of the stream's terminal, None if it is no terminal."""
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError, AttributeError):
        return None
