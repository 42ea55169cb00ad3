"""Applications whose mailboxes are on a real server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models import Espace, TravelClock, toulouse_election
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.elections import on_server
from tests.models.clocks import MORNING
from tests.models.mail.imap.steps import new_mailbox
from tests.tui.conftest import KIOSK
from tests.tui.sandbox import DATABASE, Sandbox
from tui.application.app import EspaceApp

OpenServed = Callable[..., Sandbox]


@pytest.fixture
def open_served(filled: Path, tmp_path: Path, dovecot: Dovecot) -> Iterator[OpenServed]:
    """Return a factory of applications on a copy of the sandbox, the mailboxes on a Dovecot.

    It takes the settings of `[mail.imap]` to change, and `quota` of the mailboxes.
    """
    espaces: list[Espace] = []

    def make(*, quota: str = "10M", **changes: Any) -> Sandbox:
        directory = tmp_path / f"sandbox{len(espaces)}"
        shutil.copytree(filled, directory)
        for name in ("fdupont", "jmartin1"):
            new_mailbox(dovecot, name, quota=quota)
        database = f"sqlite:///{directory / DATABASE}"
        election = on_server(toulouse_election(database), dovecot, **changes)
        clock = TravelClock(MORNING)
        espace = Espace(election, clock)
        espaces.append(espace)
        app = EspaceApp(election, clock, KIOSK, lambda: espace, environment={"TERM": "xterm"})
        return Sandbox(app, espace, directory / DATABASE)

    yield make
    for espace in espaces:
        espace.close()
