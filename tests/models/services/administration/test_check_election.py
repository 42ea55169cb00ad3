"""What a check sees of the election itself: its calendar, its roll, each of its keys."""

from __future__ import annotations

import secrets
import sqlite3
from base64 import urlsafe_b64encode
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models import Election, Espace, Finding, Level, worst
from models.services.administration.checks.audit import check_audit
from models.services.administration.checks.calendar import check_calendar
from models.services.administration.checks.interpreter import check_interpreter
from models.services.administration.installation import CHECKS
from models.services.audit.trail import record
from models.storage.store import keys_directory
from models.tables.audit import AuditEvent, AuditHead
from models.tables.electors import Elector, RollEntry, Scrutin
from tests.mail_servers.waiting import PATIENCE
from tests.models.clocks import HandClock, paris
from tests.models.databases import election_on


def of(espace: Espace, subject: str) -> Finding:
    """Return the most serious finding of a subject."""
    findings = espace.administration.check_installation()
    return max((one for one in findings if one.subject == subject), key=lambda one: one.level)


def with_calendar(espace: Espace, **moments: object) -> Espace:
    """Return the election with other moments."""
    section = espace.election.calendar_section.changed(**moments)
    election = espace.election.changed(calendar_section=section)
    vars(election).pop("calendar", None)  # made of the section, and kept, by the first who asks
    return Espace(election, espace.clock)


def test_a_calendar_that_is_over_is_to_be_looked_at(espace: Espace, clock: HandClock) -> None:
    assert of(espace, "calendar").level is Level.OK
    clock.go(paris("2026-11-26 10:00"))
    found = of(espace, "calendar")
    assert found.level is Level.ATTENTION
    assert "finie depuis le" in found.text


def test_a_vote_that_opens_before_the_accounts_is_a_fault(espace: Espace) -> None:
    opens = espace.election.calendar.accounts_open - timedelta(days=3)
    early = with_calendar(espace, vote_opens=opens)
    (found,) = check_calendar(early.context)
    early.close()
    assert found.level is Level.FAULT
    assert "vote_opens" in found.text


def test_an_empty_roll_is_a_fault_once_accounts_can_be_created(
    empty: Espace, clock: HandClock
) -> None:
    found = of(empty, "roll")
    assert (found.level, found.command) == (Level.FAULT, "admin import")
    clock.go(paris("2014-01-01 10:00"))
    assert of(empty, "roll").level is Level.ATTENTION


def test_the_dates_of_each_scrutin_are_there_to_be_read_again(espace: Espace) -> None:
    assert len(check_calendar(espace.context)) == 1
    closes = paris("2014-12-02 17:00")
    scrutins = [*espace.election.scrutins]
    scrutins[1] = scrutins[1].changed(vote_closes=closes)
    other = Espace(espace.election.changed(scrutins=tuple(scrutins)), espace.clock)
    whole, own = check_calendar(other.context)
    assert "vote du 27 novembre à 10 h (2014) au 4 décembre à 17 h (2014)" in whole.text
    assert own.level is Level.OK
    assert own.text == (
        "CTA : vote du 27 novembre à 10 h au 2 décembre à 17 h, "
        "résultat à partir du 5 décembre à 0 h. Un compte créé après sa fermeture n'y votera pas."
    )
    other.close()


def test_a_scrutin_to_which_nobody_is_called_is_named(espace: Espace) -> None:
    with espace.context.transaction():
        scrutin = Scrutin.select().join(RollEntry).first()
        RollEntry.delete().where(RollEntry.scrutin == scrutin.id).execute()
    found = of(espace, "scrutins")
    assert found.level is Level.ATTENTION
    with espace.context.transaction():
        Elector.delete().execute()
    assert "scrutins" not in {one.subject for one in espace.administration.check_installation()}


@pytest.mark.parametrize("name", ["codes", "pseudonyms", "mail", "administration"])
def test_each_key_of_another_database_is_named(
    election: Election, espace: Espace, name: str
) -> None:
    espace.close()
    key = keys_directory(election.database) / f"{name}.key"
    key.write_bytes(urlsafe_b64encode(secrets.token_bytes(32)))
    other = Espace(election, espace.clock)
    found = of(other, "keys")
    other.close()
    assert found.level is Level.FAULT
    assert f"{name}.key" in found.text


def add_events(espace: Espace, count: int) -> None:
    with espace.context.transaction():
        for _ in range(count):
            record(espace.context, "sign_in", "fdupont", "test")


def alter(espace: Espace, sequence: int) -> None:
    with espace.context.transaction():
        AuditEvent.update(kind="other").where(AuditEvent.sequence == sequence).execute()


def test_an_old_event_that_was_altered_is_found(espace: Espace) -> None:
    """The keys are found to fit by the ends of the chain: what is between them is not theirs."""
    assert of(espace, "audit").level is Level.OK
    alter(espace, 2)
    found = of(espace, "audit")
    assert (found.level, found.command) == (Level.FAULT, "admin audit verify")
    assert "événement 2 " in found.text
    assert of(espace, "keys").level is Level.OK


def test_a_monitor_finds_an_altered_event_among_the_newest_only(
    espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.services.administration.checks.audit.NEWEST", 3)
    add_events(espace, 4)
    events = espace.administration.verify_audit().events
    alter(espace, events - 4)
    (told,) = check_audit(espace.context, quick=True)
    assert told.level is Level.OK
    assert "Les 3 événements plus récents" in told.text
    alter(espace, events - 1)
    (told,) = check_audit(espace.context, quick=True)
    assert (told.level, f"événement {events - 1} " in told.text) == (Level.FAULT, True)


def test_a_chain_without_its_end_is_altered_for_a_monitor_too(espace: Espace) -> None:
    with espace.context.transaction():
        AuditHead.delete().execute()
    (told,) = check_audit(espace.context, quick=True)
    assert told.level is Level.FAULT


def test_keys_of_another_database_say_nothing_of_the_chain(
    election: Election, espace: Espace
) -> None:
    espace.close()
    key = keys_directory(election.database) / "pseudonyms.key"
    key.write_bytes(urlsafe_b64encode(secrets.token_bytes(32)))
    other = Espace(election, espace.clock)
    assert check_audit(other.context) == []
    other.close()


@pytest.mark.parametrize(
    ("now", "running", "level", "told"),
    [
        ("2026-12-04 10:00", (3, 11), Level.OK, "corrigé jusqu'en octobre 2027"),
        ("2027-11-02 10:00", (3, 11), Level.ATTENTION, "depuis octobre 2027"),
        ("2027-11-02 10:00", (3, 13), Level.OK, "octobre 2029"),
        ("2040-01-01 10:00", (3, 99), Level.OK, "Python 3.99."),
        ("2027-11-02 10:00", (3, 10), Level.ATTENTION, "Python 3.10 ne reçoit plus"),
    ],
)
def test_an_interpreter_that_is_mended_no_more_is_told(
    file_espace: Espace,
    clock: HandClock,
    now: str,
    running: tuple[int, int],
    level: Level,
    told: str,
) -> None:
    clock.go(paris(now))
    (found,) = check_interpreter(Espace(file_espace.election, clock).context, running)
    assert (found.level, told in found.text) == (level, True), found


def test_a_monitor_asks_little(espace: Espace) -> None:
    quick = {one.subject for one in espace.administration.check_installation(quick=True)}
    slow = {check.subject for check in CHECKS if not check.quick}
    assert not quick & slow
    assert {"audit", "database", "interpreter", "keys", "calendar", "roll"} <= quick


def test_the_worst_level_is_the_exit_status() -> None:
    levels = [Level.OK, Level.FAULT, Level.ATTENTION]
    assert worst(Finding("a", "A", level, "") for level in levels) is Level.FAULT
    assert worst([]) is Level.OK
    assert [int(level) for level in Level] == [0, 1, 2]


def test_a_monitor_is_told_that_a_base_is_busy_and_what_is_sound_besides(
    file_espace: Espace,
) -> None:
    """Another program writes, and does not end."""
    sound = {one.subject: one.level for one in monitored(file_espace)}
    path, *_ = file_espace.context.store.dialect.files()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        busy = {one.subject: one for one in monitored(file_espace)}
    assert busy["database"].level is Level.ATTENTION
    assert "la base est occupée" in busy["database"].text.lower()
    assert {name: one.level for name, one in busy.items() if name != "database"} == {
        name: level for name, level in sound.items() if name != "database"
    }


def monitored(espace: Espace) -> tuple[Finding, ...]:
    return espace.administration.check_installation(quick=True, within=PATIENCE)


def test_what_is_wrong_is_said_once(tmp_path: Path) -> None:
    away = election_on("postgresql://postgres@127.0.0.1:1/vote", tmp_path / "keys")
    espace = Espace(away, HandClock())
    found = espace.administration.check_installation()
    espace.close()
    assert len([one for one in found if "[database]" in one.text]) == 1
    others = [one for one in found if "« Base de données »" in one.text]
    assert {"roll", "mails"} <= {one.subject for one in others}
    assert {one.level for one in others} == {Level.FAULT}
