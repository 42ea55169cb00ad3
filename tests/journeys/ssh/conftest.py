"""Hosts of demonstrations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.ssh.hosting import Host, hosting


@pytest.fixture(scope="module")
def host(program: InstalledProgram, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host as it comes, for all the tests of a file; each leaves nothing on it."""
    with hosting(program, tmp_path_factory.mktemp("host")) as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look, after each test, that no process and no sandbox of it is left."""
    yield
    if "host" in request.fixturenames:
        running: Host = request.getfixturevalue("host")
        running.wait_empty()
        assert running.process.poll() is None


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A folder for a host of one test."""
    return tmp_path
