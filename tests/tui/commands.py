"""Calling the program's commands: in this process, which costs 20 ms, or in one of their own.

A command is called in this process unless its process is what the test is about: its streams, its
signals, its limits, its terminal. Each command has one such test.
"""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.architecture.source_tree import ROOT
from tui import cli
from tui.command_line.saying import NAME
from tui.logs import events

PROGRAM = (sys.executable, "-m", "tui")
PEOPLE = ROOT / "models" / "data" / "samples" / "toulouse-2014" / "people.csv"
"""A roll: the sample people."""


@dataclass(frozen=True)
class Called:
    """What a command has answered: its exit status, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def call(*words: str | Path, **environment: str) -> Called:
    """Call `espace-electeur …` in this process; no stream is a terminal, the input is empty."""
    return call_typing(b"", *words, **environment)


def call_typing(typed: bytes, /, *words: str | Path, **environment: str) -> Called:
    """Call `espace-electeur …` in this process, with an input."""
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with (
        patch.object(sys, "argv", [NAME, *map(str, words)]),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8")),
        patch.object(sys, "stdout", stdout),
        patch.object(sys, "stderr", stderr),
        patch.dict(os.environ, environment),
        _as_it_was(),
        pytest.raises(SystemExit) as leaving,
    ):
        cli.main()
    status = leaving.value.code
    assert isinstance(status, int)
    return Called(status, *map(_written, (stdout, stderr)))


def call_process(*words: str | Path, **environment: str) -> Called:
    """Call `espace-electeur …` in a process of its own; no stream is a terminal."""
    return run_process([*PROGRAM, *map(str, words)], **environment)


def run_process(command: Sequence[str | Path], **environment: str) -> Called:
    """Run a program whose input is empty, with variables besides those of the tests."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Called(done.returncode, done.stdout.decode(), done.stderr.decode())


def admin(*words: str | Path, **environment: str) -> Called:
    """Call `espace-electeur admin …` in this process."""
    return call("admin", *words, **environment)


def said(done: Called) -> str:
    """Return what a command wrote, with ordinary spaces."""
    text = done.stdout + done.stderr
    assert "Traceback" not in text
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def _written(stream: io.TextIOWrapper[io.BytesIO]) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Put back what a command changes for the rest of its process."""
    section, origin = events._chosen[:], dict(events._origin)
    try:
        # What is alive now is not there for good, as it is in a process of the command's own.
        with patch.object(gc, "freeze"):
            yield
    finally:
        events._chosen[:] = section
        events._origin.clear()
        events._origin.update(origin)
        gc.enable()
