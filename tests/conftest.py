"""Settings that hold for every test."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.architecture.installation import InstalledProgram, installed_once
from tests.cheap_hashes import cheap_hashes, real_hashes
from tests.mail_servers.dovecot import Dovecot, running_dovecot
from tests.models.mail_servers import Post, SmtpServer

pytest_plugins = ["tests.cost.measuring", "tests.cost.coverage_of_models"]

# No deadline: two cores shared by several workers make any time limit an accident.
settings.register_profile(
    "desk", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
# On a build machine the same examples every time: a red run can be repeated.
settings.register_profile("build", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("build" if "CI" in os.environ else "desk")

# The servers of aiosmtpd have five seconds to start otherwise.
os.environ["AIOSMTPD_CONTROLLER_TIMEOUT"] = "60"

for _number in (signal.SIGINT, signal.SIGQUIT):
    # A shell starts what it runs in the background with these ignored. So they stay here, by a
    # handler, which no program under test inherits (signal(7)): some are to be interrupted.
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, lambda *_: None)


def pytest_collection_finish() -> None:
    """Collect garbage seldom, and leave out what stays: it took a sixth of a run's CPU time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 100)


@pytest.fixture(scope="session", autouse=True)
def hashes_are_cheap() -> Iterator[None]:
    """Argon2 at a small part of its cost, in everything that a worker makes."""
    with cheap_hashes():
        yield


@pytest.fixture(autouse=True)
def real_argon2(request: pytest.FixtureRequest) -> Iterator[None]:
    """The real cost of Argon2 in a test that is marked so."""
    marked = request.node.get_closest_marker("real_argon2") is not None
    with real_hashes() if marked else nullcontext():
        yield


@pytest.fixture(scope="session")
def shared_directory(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A directory that all the workers of a run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def program(shared_directory: Path) -> InstalledProgram:
    """The program, installed by the first worker that asks, for all of them."""
    return installed_once(shared_directory / "installed", "runtime.txt")


@pytest.fixture(scope="session")
def complete_program(shared_directory: Path) -> InstalledProgram:
    """The program with its driver for PostgreSQL."""
    return installed_once(shared_directory / "complete", "postgresql.txt")


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A mail server started once for each worker; without it the tests fail."""
    with running_dovecot() as server:
        yield server


@pytest.fixture
def taken() -> Post:
    """What the SMTP server of a test takes, and what it answers."""
    return Post()


@pytest.fixture
def server(taken: Post) -> Iterator[SmtpServer]:
    """A mail server."""
    running = SmtpServer(taken)
    running.start()
    yield running
    running.stop()
