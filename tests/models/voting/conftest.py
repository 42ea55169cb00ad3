"""The reference implementation and an election of three lists, once a worker."""

from __future__ import annotations

import pytest

from models.voting.belenios_tool import Tool, find_tool
from models.voting.engines import Engine, OwnEngine
from tests.models.voting.elections import SmallElection, hold_election


@pytest.fixture(scope="session")
def tool() -> Tool:
    """belenios-tool; without it the tests fail: `make services` installs it."""
    return find_tool()


@pytest.fixture(scope="session")
def engines(tool: Tool) -> tuple[Engine, Engine]:
    """Both implementations."""
    return OwnEngine(), tool


@pytest.fixture(scope="session")
def held() -> SmallElection:
    """An election of three lists and four electors; three of five members open it."""
    return hold_election()
