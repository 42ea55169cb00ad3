"""The sample people's notices, made and loaded, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models import Espace
from tests.models.notices.printed import Printed, read_notices
from tests.models.notices.rolls import Made, make
from tests.models.services.vote.voting_day import VotingDay, opened
from tests.models.steps import SOURCE


@pytest.fixture
def made(espace: Espace, tmp_path: Path) -> Made:
    """Notices of the sample people, and three spare ones, not loaded yet."""
    return make(espace, tmp_path / "made")


@pytest.fixture
def printed(espace: Espace, made: Made) -> dict[str, Printed]:
    """What is on paper by user name, « réserve 7 » for a spare one; loaded."""
    espace.vote.load_credentials(made.public, source=SOURCE)
    return by_user_name(made)


@pytest.fixture
def load_samples(tmp_path: Path) -> Callable[[Espace], None]:
    """Makes and loads notices of an election that the test chooses."""

    def load(espace: Espace) -> None:
        public = make(espace, tmp_path / "made").public
        espace.vote.load_credentials(public, source=SOURCE)

    return load


def by_user_name(made: Made) -> dict[str, Printed]:
    """Return the notices of the sample people by user name, the spare ones by number."""
    lines = made.export.read_text("utf-8").splitlines()
    order = [line.split('"')[1] for line in lines if line.startswith("[")]
    notices = read_notices(made.directory)
    return {
        order[one.number - 1] if one.number <= len(order) else f"réserve {one.number}": one
        for one in notices
    }


@pytest.fixture
def day(espace: Espace, tmp_path: Path) -> Iterator[VotingDay]:
    """An election of 24 people whose vote is open: two scrutins with lists, one without."""
    held = opened(espace, tmp_path)
    yield held
    held.espace.close()
