"""An election with its roll, prepared by the commands themselves."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.tui.commands import PEOPLE, admin


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with an election file, its database and its roll."""
    directory = tmp_path_factory.mktemp("prepared")
    config = directory / "election.toml"
    with patch.dict(os.environ, {"XDG_STATE_HOME": str(directory / "state")}):
        for words in (("init",), ("import", PEOPLE)):
            done = admin(*words, "--config", config)
            assert done.returncode == 0, done.stderr
    return directory


@pytest.fixture
def config(prepared: Path, tmp_path: Path) -> Path:
    """An election file of this test's own, beside a copy of the database."""
    directory = tmp_path / "election"
    shutil.copytree(prepared, directory)
    return directory / "election.toml"
