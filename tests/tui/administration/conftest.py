"""An election with its roll, prepared by the commands themselves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

import models
from models.notices.making import PUBLIC_FILE
from models.settings.reading import DEFAULT_SAMPLE, sample_folder
from models.tables.notices import Notice
from tests.models.clocks import HandClock, paris
from tests.models.notices.printed import read_notices
from tests.models.services.vote.voting_day import VotingDay
from tests.tui.administration.board_keys import make_keys
from tests.tui.commands import PEOPLE, admin

LISTS = Path(str(sample_folder(DEFAULT_SAMPLE))) / "lists"
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


@pytest.fixture
def sealed(with_board: Path, tmp_path: Path) -> Path:
    """An election file whose election is sealed: six people, lists in two scrutins."""
    keep_few_scrutins(with_board)
    make_keys(with_board, tmp_path / "sticks")
    for words in (
        ("roll-export", tmp_path / "liste.jsonl", "--config", with_board),
        ("notices", tmp_path / "liste.jsonl", tmp_path / "notices"),
        ("load-credentials", tmp_path / "notices" / PUBLIC_FILE, "--config", with_board),
        ("seal", "--yes", "--config", with_board),
    ):
        done = admin("vote", *words)
        assert done.returncode == 0, done.stderr
    return with_board


@pytest.fixture
def day(sealed: Path, tmp_path: Path) -> Iterator[VotingDay]:
    """The same with what its people vote with; its clock is not the one of the commands."""
    espace = models.Espace(models.load_election(sealed), HandClock(paris("2014-11-28 10:05")))
    printed = {one.number: one.identifier for one in read_notices(tmp_path / "notices")}
    with espace.context.connection():
        owners = {row.number: row.elector_id for row in Notice.select() if row.elector_id}
    held = {owners[number]: printed[number] for number in owners}
    yield VotingDay(espace, HandClock(), held)
    espace.close()


def keep_few_scrutins(config: Path) -> None:
    """Load the sample people for three scrutins only: each costs the work of a key."""
    head, *scrutins = config.read_text(encoding="utf-8").split("[[scrutins]]\n")
    last, board = scrutins[-1].split("\n[board]\n")
    few = [one for one in (*scrutins[:-1], last) if 'code = "CT' in one or "-certifie" in one]
    text = "[[scrutins]]\n".join([head, *few])
    config.write_text(f"{text}\n[board]\n{board}", encoding="utf-8")
