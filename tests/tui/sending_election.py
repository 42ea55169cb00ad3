"""An election file whose mails go to a server of this machine, and mails to send."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from models import Espace, SystemClock, load_election
from tests.architecture.source_tree import ROOT
from tests.models.services.sending import post_mails

COMMAND = (sys.executable, "-m", "tui", "admin", "send")


def election_file(directory: Path, port: int, *, patience: int = 20) -> Path:
    """Write an election file with its database, sending to a port; seconds for an answer."""
    path = directory / "election.toml"
    init = [sys.executable, "-m", "tui", "admin", "init", "--config", str(path)]
    subprocess.run(init, cwd=ROOT, check=True, capture_output=True)
    text = path.read_text(encoding="utf-8").replace('"embedded"', '"smtp-imap"', 1)
    servers = f"""
[mail.smtp]
host = "localhost"
port = {port}
security = "none"
timeout_seconds = {patience}

[mail.imap]
host = "localhost"
security = "none"
"""
    path.write_text(text + servers, encoding="utf-8")
    return path


def opened(config: Path) -> Espace:
    """Open the election of a file."""
    return Espace(load_election(config), SystemClock())


def write_mails(config: Path, recipients: Iterable[str]) -> None:
    """Write mails to send."""
    espace = opened(config)
    post_mails(espace, recipients)
    espace.close()


def admin_send(config: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Call `espace-electeur admin send`."""
    return subprocess.run(
        [*COMMAND, "--config", str(config), *options],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
