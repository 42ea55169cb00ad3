"""An election with its roll, prepared by the commands themselves."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from models.data import samples
from tests.tui.commands import PEOPLE, admin

LISTS = Path(samples.__file__).with_name("lists")
BOARD = """
[board]
president = "Mme Claire VIDAL"
secretary = "M. Paul GARRIGUES"
delegates = ["Mme Anne LACOSTE", "M. Yves MARTY", "Mme Nadia FERRAND"]
threshold = 3
"""


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


@pytest.fixture
def with_board(config: Path) -> Path:
    """An election file with a board, and lists in two scrutins."""
    text = config.read_text(encoding="utf-8")
    for code in ("CTM", "CTA"):
        shutil.copy(LISTS / f"{code}.toml", config.parent)
        text = text.replace(f'code = "{code}"\n', f'code = "{code}"\nlists_file = "{code}.toml"\n')
    shutil.copytree(LISTS / "professions", config.parent / "professions")
    config.write_text(text + BOARD, encoding="utf-8")
    return config
