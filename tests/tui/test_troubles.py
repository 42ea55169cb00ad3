"""Faults of the machine during a visit are in the log, by their kind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from socket import gethostname

import pytest

from models import (
    Espace,
    EspaceError,
    LogsSection,
    MailboxSignInRefused,
    MailServerUntrusted,
    MailUnavailable,
    MessageGone,
    SessionExpired,
    SignInRefused,
    TooManyMails,
)
from tests.models.clocks import MORNING, HandClock, paris
from tests.models.databases import SqliteDatabases
from tests.models.steps import PASSWORD, SOURCE, create, newest_code, open_box, sample
from tui.logs import events
from tui.logs.events import use, use_election
from tui.logs.troubles import PAUSE, REFUSALS, Troubles


@pytest.fixture
def section(tmp_path: Path) -> Iterator[LogsSection]:
    """Where lines are written for the length of a test."""
    chosen = LogsSection(directory=tmp_path / "journaux")
    use(chosen)
    yield chosen
    events._chosen.clear()


@pytest.fixture
def clock() -> HandClock:
    """28 November 2014, 09:30 in Paris, until the test moves it."""
    return HandClock()


@pytest.fixture
def espace(clock: HandClock, tmp_path: Path) -> Iterator[Espace]:
    """The services of the sample election."""
    opened = Espace(SqliteDatabases(tmp_path / "sample").filled(tmp_path), clock)
    yield opened
    opened.close()


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


def test_what_the_calendar_or_a_missing_step_refuses_is_written(
    section: LogsSection, espace: Espace, clock: HandClock
) -> None:
    """Reason, reference, election and host are there; address, password and code are not."""
    use_election(espace.election.changed(logs=section))
    address = sample("fdupont").address
    pending = create(espace, address)
    code, box = newest_code(espace, "fdupont"), open_box(espace, "fdupont")
    acts: list[Callable[[], object]] = [
        lambda: espace.account.sign_in(address, PASSWORD, mailbox=box, source=SOURCE),
        lambda: espace.account.confirm(replace(pending, proof=None), code, source=SOURCE),
    ]
    refused = [refusal(act) for act in acts]
    clock.go(paris("2014-12-04 17:00"))
    refused.append(refusal(lambda: create(espace, sample("kbenali").address)))
    clock.go(paris("2014-09-01 08:00"))
    refused.append(refusal(lambda: create(espace, sample("kbenali").address)))
    troubles = Troubles()
    references = [troubles.note(error, "account_creation") for error in refused]
    lines = written(section)
    assert [line["reference"] for line in lines] == references
    assert [(line["kind"], line["reason"]) for line in lines] == [
        ("AwaitingConfirmation", "pending"),
        ("PasswordProofNeeded", "proof"),
        ("WindowClosed", "closed"),
        ("WindowNotOpen", "early"),
    ]
    assert {line["event"] for line in lines} == {"refused"}
    assert {(line["election"], line["host"]) for line in lines} == {
        (espace.election.title, gethostname())
    }
    content = (section.place / "events.jsonl").read_text(encoding="utf-8")
    assert not [secret for secret in (address, PASSWORD, code, "Dupont") if secret in content]


def refusal(act: Callable[[], object]) -> EspaceError:
    with pytest.raises(EspaceError) as refused:
        act()
    return refused.value


def test_somebody_who_goes_on_and_on_does_not_fill_the_log(section: LogsSection) -> None:
    now = [0.0]
    troubles = Troubles(lambda: now[0])
    for _ in range(3 * REFUSALS):
        last = troubles.note(SignInRefused())
    assert len(written(section)) == REFUSALS
    assert written(section)[-1]["reference"] == last
    now[0] = PAUSE
    assert troubles.note(SignInRefused()) != last
