"""Settings that hold for every test."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.mail_servers.dovecot import Dovecot, running_dovecot
from tests.models.mail_servers import Post, SmtpServer

# No deadline: two cores shared by several workers make any time limit an accident.
settings.register_profile(
    "desk", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
# On a build machine the same examples every time: a red run can be repeated.
settings.register_profile("build", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("build" if "CI" in os.environ else "desk")

for _number in (signal.SIGINT, signal.SIGQUIT):
    # A shell starts what it runs in the background with these ignored. So they stay here, by a
    # handler, which no program under test inherits (signal(7)): some are to be interrupted.
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, lambda *_: None)


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
