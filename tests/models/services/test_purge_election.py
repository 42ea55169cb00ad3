"""After the election: what is deleted, what stays, and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from peewee import Table

from models import Espace, PurgeReport, StatusAxis
from models.administration_refusals import PurgeRefused
from models.services.purge_election import KEPT, WORDS
from models.tables.accounts import ConfirmationCode
from models.tables.audit import AuditEvent
from models.tables.base import database
from models.tables.mails import WaitingMail
from models.tables.throttles import RecentAct
from tests.models.clocks import HandClock, paris
from tests.models.steps import SOURCE, activate, create, open_box, put_wrong_tries, sample

OVER = paris("2015-03-06 00:00")
"""Ninety days after the results."""
FDUPONT = sample("fdupont").address


def number_of(report: PurgeReport, name: str) -> int:
    return next(number for word, _, number in report.counts if word == name)


def rows(espace: Espace) -> dict[str, int]:
    with espace.context.connection():
        return {
            name: Table(name).bind(espace.context.database).select().count()
            for name in database.get_tables()
            if not name.startswith("sqlite_")
        }


def test_before_its_day_it_is_refused_with_the_day(espace: Espace, clock: HandClock) -> None:
    before = rows(espace)
    clock.go(paris("2015-03-04 23:59"))
    with pytest.raises(PurgeRefused, match="à partir du 5 mars 2015"):
        espace.administration.purge_election(dry_run=False, source=SOURCE)
    assert rows(espace) == before


def test_a_dry_run_only_counts(espace: Espace, clock: HandClock) -> None:
    activate(espace, "fdupont")
    clock.go(OVER)
    before = rows(espace)
    report = espace.administration.purge_election(dry_run=True, source=SOURCE)
    assert not report.done
    assert number_of(report, "elector") == 6
    assert number_of(report, "voter_account") == before["voter_account"]
    assert rows(espace) == before


def test_nobody_is_left_and_the_chain_stays_valid(espace: Espace, clock: HandClock) -> None:
    activate(espace, "fdupont")
    put_wrong_tries(espace, "sign_in", FDUPONT, 3)
    clock.go(OVER)
    events = espace.verify_audit().events
    report = espace.administration.purge_election(dry_run=False, source=SOURCE)
    assert report.done
    left = rows(espace)
    assert {name for name, number in left.items() if number} == (KEPT | {"schema_migration"})
    chain = espace.verify_audit()
    assert (chain.events, chain.first_fault) == (events + 1, None)
    with espace.context.connection():
        sources = {event.source for event in AuditEvent.select()}
    assert sources <= {"", SOURCE}


def test_the_counts_stay_as_numbers(espace: Espace, clock: HandClock) -> None:
    activate(espace, "fdupont")
    clock.go(OVER)
    before = {axis: espace.administration.count_progress(axis) for axis in StatusAxis}
    espace.administration.purge_election(dry_run=False, source=SOURCE)
    for axis in StatusAxis:
        after = espace.administration.count_progress(axis)
        assert (after.total, after.lines) == (before[axis].total, before[axis].lines)
        assert after.purged_at == clock.now()


def test_a_second_one_finds_nothing(espace: Espace, clock: HandClock) -> None:
    clock.go(OVER)
    espace.administration.purge_election(dry_run=False, source=SOURCE)
    with pytest.raises(PurgeRefused, match="déjà faite"):
        espace.administration.purge_election(dry_run=False, source=SOURCE)


def test_no_name_is_left_on_the_disk(file_espace: Espace, clock: HandClock, tmp_path: Path) -> None:
    """Deleted rows stay in the pages of a file until it is written anew."""
    activate(file_espace, "fdupont")
    clock.go(OVER)
    file_espace.administration.purge_election(dry_run=False, source=SOURCE)
    for path in (tmp_path / "data").glob("election.sqlite*"):
        content = path.read_bytes()
        for personal in (b"Dupont", b"fdupont", FDUPONT.encode(), b"$argon2id$"):
            assert personal not in content, path


def test_every_table_of_people_has_words(espace: Espace) -> None:
    assert set(rows(espace)) - KEPT - {"schema_migration"} <= set(WORDS)


def test_what_is_past_its_use_goes_at_any_time(espace: Espace, clock: HandClock) -> None:
    create(espace, FDUPONT)
    clock.pass_by(minutes=2)
    create(espace, sample("jobriendarc").address)  # its mailbox is full: this mail waits
    fresh = espace.administration.purge_expired(dry_run=True, source=SOURCE)
    assert number_of(fresh, "confirmation_code") == 0
    clock.pass_by(days=60)
    counted = espace.administration.purge_expired(dry_run=True, source=SOURCE)
    done = espace.administration.purge_expired(dry_run=False, source=SOURCE)
    assert counted.counts == done.counts
    assert number_of(done, "confirmation_code") >= 2
    assert number_of(done, "recent_act") >= 2
    with espace.context.connection():
        assert ConfirmationCode.select().count() == 0
        assert RecentAct.select().count() == 0
        assert WaitingMail.select().where(WaitingMail.state != "waiting").count() == 0
        assert WaitingMail.select().where(WaitingMail.state == "waiting").count() == 1
    assert espace.verify_audit().first_fault is None
    assert open_box(espace, "fdupont").person.user_name == "fdupont"
