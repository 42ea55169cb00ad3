"""How long ago a process began, by what the kernel knows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from tui.command_line.start import seconds_since_start

ASKS = (
    "import sys; from tui.command_line.start import seconds_since_start; "
    "sys.stdin.read(1); print(seconds_since_start())"
)


def test_the_seconds_of_a_process_are_counted_from_its_start() -> None:
    begun = monotonic()
    asked = subprocess.run(
        [sys.executable, "-c", ASKS], input="x", capture_output=True, text=True, check=True
    )
    assert 0 < float(asked.stdout) < monotonic() - begun + 0.02  # the kernel counts in hundredths


def test_a_machine_that_does_not_tell_has_all_its_time_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert seconds_since_start() > 0
    monkeypatch.setattr("tui.command_line.start.Path", lambda _: tmp_path / "nowhere")
    assert seconds_since_start() == 0.0
