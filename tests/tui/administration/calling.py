"""Calling the administrator's commands in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.source_tree import ROOT

PEOPLE = ROOT / "models" / "data" / "sample_people.csv"


def admin(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call `espace-electeur admin …`, its output not on a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", "admin", *map(str, words)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a command wrote, with ordinary spaces."""
    text = done.stdout + done.stderr
    assert "Traceback" not in text
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def dated(config: Path, year: int) -> None:
    """Move the calendar of an election file to another year."""
    config.write_text(config.read_text(encoding="utf-8").replace("= 2014-", f"= {year}-"), "utf-8")
