"""An election file whose mails go to a server of this machine, and mails to send."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models import Espace, SystemClock, load_election
from tests.models.mails_to_send import post_mails
from tests.tui.commands import PROGRAM, Called, admin

COMMAND = (*PROGRAM, "admin", "send")


def election_file(directory: Path, port: int, *, patience: int = 20) -> Path:
    """Write an election file with its database, sending to a port; seconds for an answer."""
    path = directory / "election.toml"
    assert admin("init", "--config", path).returncode == 0
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


def admin_send(config: Path, *options: str) -> Called:
    """Call `espace-electeur admin send`."""
    return admin("send", "--config", config, *options)
