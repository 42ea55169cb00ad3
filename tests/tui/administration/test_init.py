"""`admin init`: whole, or nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.commands import admin


@pytest.mark.parametrize("blocks", [0, 1, 20, 60, 100, 300])
def test_on_a_full_disk_it_leaves_nothing_and_succeeds_afterwards(
    tmp_path: Path, blocks: int
) -> None:
    """Files end where the disk would be full: at the election file, in the database, in its log."""
    config = tmp_path / "election" / "election.toml"
    config.parent.mkdir()
    command = f"ulimit -f {blocks}; exec {sys.executable} -m tui admin init --config {config}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout
    assert "disque est plein" in done.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert len(done.stderr.splitlines()) == 1
    assert list(config.parent.iterdir()) == []
    assert admin("init", "--config", config).returncode == 0
