"""A sentence of the command line is whole on a terminal of any width."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import termios

import pytest

from tui.command_line.saying import say

SENTENCE = "Les comptes sont prêts : gardez le dossier « keys » ailleurs que la sauvegarde."


def said_on_a_terminal(sentence: str, columns: int, margin: int = 0) -> list[str]:
    """Return the lines that a terminal of so many columns receives."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        say(sentence, stream=stream, margin=margin)
        told = os.read(ours, 4096).decode()
    os.close(ours)
    return told.splitlines()


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_lines_are_broken_between_words(columns: int) -> None:
    lines = said_on_a_terminal(SENTENCE, columns)
    assert max(map(len, lines)) <= columns
    assert " ".join(lines).replace("\u00a0", " ").replace("\u202f", " ") == SENTENCE


def test_what_follows_a_mark_hangs_under_it() -> None:
    first, *others = said_on_a_terminal(f"À FAIRE {SENTENCE}", 40, margin=8)
    assert first.startswith("À FAIRE Les")
    assert others
    assert all(line.startswith(" " * 8 + line.strip()[0]) for line in others)


def test_each_fault_of_a_list_keeps_its_indent() -> None:
    lines = said_on_a_terminal(f"À corriger :\n  ligne 2 : {SENTENCE}", 40)
    assert all(line.startswith("  ") for line in lines[1:])


def test_a_program_gets_the_line_whole() -> None:
    stream = io.StringIO()
    say(SENTENCE, stream=stream)
    assert stream.getvalue().count("\n") == 1
