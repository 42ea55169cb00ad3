"""Faults of the machine during a visit are in the log, by their kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import (
    LogsSection,
    MailServerUntrusted,
    MailUnavailable,
    MessageGone,
    SessionExpired,
    TooManyMails,
)
from tests.models.clocks import MORNING
from tui.logs import events
from tui.logs.events import use
from tui.logs.troubles import PAUSE, Troubles


@pytest.fixture
def section(tmp_path: Path) -> Iterator[LogsSection]:
    """Where lines are written for the length of a test."""
    chosen = LogsSection(directory=tmp_path / "journaux")
    use(chosen)
    yield chosen
    events._chosen.clear()


def written(section: LogsSection) -> list[dict[str, str]]:
    """Return the lines without their time."""
    text = (section.place / "events.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return [{name: fact for name, fact in line.items() if name != "timestamp"} for line in lines]


def test_each_kind_is_written_once_a_minute_and_nothing_of_anybody(section: LogsSection) -> None:
    now = [0.0]
    troubles = Troubles(lambda: now[0])
    errors = (
        MailUnavailable("francoise.dupont@ac-toulouse.fr"),
        MailUnavailable(),
        MailServerUntrusted(),
        SessionExpired(),
        TooManyMails(until=MORNING),
        MessageGone(),
        ValueError("secret"),
    )
    for error in errors:
        troubles.note(error)
    expected = [
        {"event": "trouble", "level": "warning", "kind": kind}
        for kind in ("MailUnavailable", "MailServerUntrusted", "SessionExpired", "TooManyMails")
    ]
    assert written(section) == expected
    now[0] = PAUSE
    troubles.note(MailUnavailable())
    assert written(section) == [*expected, expected[0]]
