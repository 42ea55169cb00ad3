"""After the election: what is deleted, what stays, and when."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import OperationalError, Table

from models import Espace, PurgeReport, PurgeStage, StatusAxis, StatusCount
from models.errors import PurgeRefused
from models.services.administration.progress import FEWEST, together
from models.services.administration.purge_stages import KEPT, WORDS
from models.services.shared.counts import Tried
from models.tables.accounts import ConfirmationCode
from models.tables.audit import AuditEvent
from models.tables.base import ROLL
from models.tables.mails import WaitingMail
from models.tables.roll import ROLL_SCHEMA
from models.tables.throttles import RecentAct
from tests.architecture.source_tree import ROOT
from tests.models.clocks import HandClock, paris
from tests.models.databases import PostgresqlDatabases
from tests.models.kiosks import visits
from tests.models.notices.rolls import make
from tests.models.services.vote.board import hold_ceremony, with_board
from tests.models.steps import SOURCE, activate, create, open_box, put_wrong_tries, sample

PEOPLE = ROOT / "models" / "data" / "samples" / "toulouse-2014" / "people.csv"
OVER = paris("2015-03-06 00:00")
"""Ninety days after the results."""
FDUPONT = sample("fdupont").address


def number_of(report: PurgeReport, name: str) -> int:
    return next(number for word, _, number in report.counts if word == name)


def rows(espace: Espace) -> dict[str, int]:
    with espace.context.connection():
        return {
            name: Table(name).bind(espace.context.store.database).select().count()
            for name in ROLL.get_tables()
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


def test_nobody_is_left_and_the_chain_stays_valid(
    espace: Espace, clock: HandClock, tmp_path: Path
) -> None:
    activate(espace, "fdupont")
    espace.vote.load_credentials(make(espace, tmp_path / "made").public, source=SOURCE)
    hold_ceremony(with_board(espace), tmp_path / "sticks")
    put_wrong_tries(espace, Tried.VOTER, FDUPONT, 3)
    espace.kiosk.report("hall", visits(clock.now()))
    clock.go(OVER)
    events = espace.administration.verify_audit().events
    report = espace.administration.purge_election(dry_run=False, source=SOURCE)
    assert report.done
    left = rows(espace)
    only_after_a_vote = {"closed_urn", "drawn_lot", "scrutin_count", "vote_seal"}
    filled = {name for name, number in left.items() if number}
    assert filled == (KEPT | {"schema_migration"}) - only_after_a_vote
    assert report.stage is PurgeStage.PEOPLE
    chain = espace.administration.verify_audit()
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
        lines = before[axis].lines
        kept = lines if axis is StatusAxis.DAY else together(lines)
        assert (after.total, after.lines) == (before[axis].total, kept)
        assert after.purged_at == clock.now()


def test_nobody_is_loaded_again_afterwards(espace: Espace, clock: HandClock) -> None:
    """The counts are kept as they were: those of people who came later would be lost."""
    clock.go(OVER)
    espace.administration.purge_election(dry_run=False, source=SOURCE)
    before = rows(espace)
    with pytest.raises(PurgeRefused, match="espace-electeur admin init"):
        espace.administration.import_roll(PEOPLE, source=SOURCE)
    assert rows(espace) == before


COUNTS = st.lists(st.integers(0, 30), max_size=8)


@given(COUNTS)
def test_no_kept_line_says_what_one_person_did(electors: list[int]) -> None:
    lines = tuple(
        StatusCount(f"{number}", "", count, count, 0, 0) for number, count in enumerate(electors)
    )
    kept = together(lines)
    assert sum(line.electors for line in kept) == sum(electors)
    assert sum(line.opened for line in kept) == sum(electors)
    small = [line for line in kept if 0 < line.electors < FEWEST]
    assert not small or sum(electors) < FEWEST
    if all(count >= FEWEST for count in electors):
        assert kept == lines


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
    assert espace.administration.verify_audit().first_fault is None
    assert open_box(espace, "fdupont").person.user_name == "fdupont"


def test_who_still_reads_the_tables_of_a_server_keeps_all_of_it(
    postgresql: PostgresqlDatabases,
    clock: HandClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What one transaction may still see would stay on the disk."""
    monkeypatch.setattr("models.storage.postgresql.ERASURE_WAIT", 0.2)
    election = postgresql.filled(tmp_path)
    espace = Espace(election, clock)
    clock.go(OVER)
    before = rows(espace)
    with psycopg.connect(election.database.url or "") as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT * FROM elector")
        with pytest.raises(PurgeRefused, match="rien n'a été effacé"):
            espace.administration.purge_election(dry_run=False, source=SOURCE)
        assert rows(espace) == before
    assert espace.administration.purge_election(dry_run=False, source=SOURCE).done
    espace.close()
    postgresql.drop(election)


def test_no_name_is_left_on_the_disk_of_a_server(
    postgresql: PostgresqlDatabases, clock: HandClock, tmp_path: Path
) -> None:
    """Nor in its statistics; if a transaction may still see them, that is reported."""
    election = postgresql.filled(tmp_path)
    espace = Espace(election, clock)
    activate(espace, "fdupont")
    clock.go(OVER)
    with psycopg.connect(election.database.url or "", autocommit=True) as server:
        (directory,) = server.execute("SHOW data_directory").fetchone() or ("",)
        server.execute("ANALYZE")
        server.execute("CHECKPOINT")
        assert FDUPONT.encode() in written(server, directory)
        with psycopg.connect(election.database.url or "") as reader:
            reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            reader.execute("SELECT * FROM installation")
            with pytest.raises(PurgeRefused, match="pas encore rendue"):
                espace.administration.purge_election(dry_run=False, source="poste 12")
        assert espace.administration.purge_election(dry_run=False, source="poste 12").done
        server.execute("CHECKPOINT")
        left = written(server, directory)
    for personal in (b"Dupont", FDUPONT.encode(), b"$argon2id$", SOURCE.encode()):
        assert personal not in left
    espace.close()
    postgresql.drop(election)


def written(server: psycopg.Connection[Any], directory: str) -> bytes:
    """Return all that the files of a database hold."""
    (number,) = server.execute(
        "SELECT oid FROM pg_database WHERE datname = current_database()"
    ).fetchone() or ("",)
    held = []
    for path in (Path(directory) / "base" / str(number)).iterdir():
        with suppress(FileNotFoundError):  # the server has removed it since
            held.append(path.read_bytes())
    return b"".join(held)


def test_a_file_that_is_still_read_is_told_and_finished_by_the_next_run(
    file_espace: Espace, clock: HandClock, tmp_path: Path
) -> None:
    activate(file_espace, "fdupont")
    clock.go(OVER)
    path = tmp_path / "data" / "election.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM elector").fetchall()
        with pytest.raises(PurgeRefused, match="pas encore rendue"):
            file_espace.administration.purge_election(dry_run=False, source=SOURCE)
        assert file_espace.administration.count_progress().purged_at == OVER
    report = file_espace.administration.purge_election(dry_run=False, source=SOURCE)
    assert report.done
    for one in path.parent.glob("election.sqlite*"):
        assert b"Dupont" not in one.read_bytes(), one
    with pytest.raises(PurgeRefused, match="déjà faite"):
        file_espace.administration.purge_election(dry_run=False, source=SOURCE)


def test_a_disk_without_room_for_the_new_file_is_told_and_asked_for(
    file_espace: Espace, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.go(OVER)
    execute: Any = file_espace.context.store.database.execute_sql

    def full(statement: str, *arguments: Any) -> Any:
        if statement == "VACUUM":
            raise OperationalError("database or disk is full")
        return execute(statement, *arguments)

    with monkeypatch.context() as broken:
        broken.setattr(file_espace.context.store.database, "execute_sql", full)
        with pytest.raises(PurgeRefused, match="libérez de la place"):
            file_espace.administration.purge_election(dry_run=False, source=SOURCE)
    assert file_espace.administration.purge_election(dry_run=False, source=SOURCE).done


def test_the_tables_of_others_are_left_alone(espace: Espace, clock: HandClock) -> None:
    with espace.context.transaction():
        ROLL.execute_sql("CREATE TABLE paie (nom TEXT)")
        ROLL.execute_sql("INSERT INTO paie VALUES ('Durand')")
    clock.go(OVER)
    report = espace.administration.purge_election(dry_run=False, source=SOURCE)
    assert "paie" not in {name for name, _, _ in report.counts}
    assert rows(espace)["paie"] == 1


def test_the_tables_of_the_election_are_those_of_its_migrations(espace: Espace) -> None:
    assert set(rows(espace)) == ROLL_SCHEMA.table_names() | {"schema_migration"}
