"""Faults of the machine during a visit are in the log, by their kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import (
    LogsSection,
    MailboxSignInRefused,
    MailServerUntrusted,
    MailUnavailable,
    MessageGone,
    SessionExpired,
    SignInRefused,
    TooManyMails,
)
from tests.models.clocks import MORNING
from tui.logs import events
from tui.logs.events import use
from tui.logs.troubles import PAUSE, REFUSALS, Troubles


@pytest.fixture
def section(tmp_path: Path) -> Iterator[LogsSection]:
    """Where lines are written for the length of a test."""
    chosen = LogsSection(directory=tmp_path / "journaux")
    use(chosen)
    yield chosen
    events._chosen.clear()


def without_references(section: LogsSection) -> list[dict[str, str]]:
    """Return the lines without their reference either, which is drawn by lot."""
    return [
        {name: fact for name, fact in line.items() if name != "reference"}
        for line in written(section)
    ]


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
    references = [troubles.note(error) for error in errors]
    assert references[0] == references[1] != ""
    assert references[-2:] == ["", ""]
    expected = [
        {"event": "trouble", "level": "warning", "kind": kind}
        for kind in ("MailUnavailable", "MailServerUntrusted", "SessionExpired", "TooManyMails")
    ]
    assert without_references(section) == expected
    now[0] = PAUSE
    troubles.note(MailUnavailable())
    assert without_references(section) == [*expected, expected[0]]


def test_a_refusal_is_written_with_its_cause_place_and_reference(section: LogsSection) -> None:
    troubles = Troubles()
    refusal = MailboxSignInRefused("fdupont : refusé").because("wrong")
    reference = troubles.note(refusal, "webmail_login")
    (line,) = written(section)
    assert line == {
        "event": "refused",
        "level": "info",
        "kind": "MailboxSignInRefused",
        "reason": "wrong",
        "place": "webmail_login",
        "reference": reference,
    }
    assert re.fullmatch("[0-9A-F]{8}", reference)


def test_somebody_who_goes_on_and_on_does_not_fill_the_log(section: LogsSection) -> None:
    now = [0.0]
    troubles = Troubles(lambda: now[0])
    for _ in range(3 * REFUSALS):
        last = troubles.note(SignInRefused())
    assert len(written(section)) == REFUSALS
    assert written(section)[-1]["reference"] == last
    now[0] = PAUSE
    assert troubles.note(SignInRefused()) != last
