"""An import beside others and beside visits, stopped on the way, without room: all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from peewee import IntegrityError

from models import (
    DatabaseBusy,
    DatabaseUnavailable,
    Espace,
    ImportOptions,
    ImportRunning,
    Progress,
    Stage,
)
from models.tables.electors import Elector, RollEntry
from tests.models.clocks import HandClock
from tests.models.databases import Databases, PostgresqlDatabases
from tests.models.processes.importing import INTERRUPT, KILL, THERE, WAIT, ImportOrder
from tests.models.rolls import person, write_roll
from tests.models.steps import SOURCE, create, sample, sign_in

FDUPONT = sample("fdupont").address
STAGES = [Stage.READING, Stage.COMPARING, Stage.WRITING, Stage.KEEPING]
"""Those of an import that has no NUMEN to hash."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.soak)])
def databases(request: pytest.FixtureRequest) -> Databases:
    """A file in each run, both systems in `make soak`: each of these tests starts processes.

    What only a server does has tests of its own below.
    """
    chosen: Databases = request.getfixturevalue(request.param)
    return chosen


each_writing = pytest.mark.parametrize(
    "steps", [(0, 3, 7), pytest.param(tuple(range(8)), marks=pytest.mark.soak)], ids=["few", "all"]
)
"""How far the writing is as the import is killed: at some steps in each run, at all in a soak."""


def electors(espace: Espace) -> int:
    with espace.context.connection():
        return Elector.select().count()


def sample_people_again(directory: Path) -> Path:
    """Write a roll in which the sample people change, and others come."""
    lines = [
        f"{uid},{sample(uid).address},Mme,Autre,Prénom,pe,31,0310001A,École"
        for uid in ("fdupont", "kbenali", "jmartin1")
    ]
    return write_roll(directory, *lines, *(person(f"p{number}") for number in range(500)))


def test_the_second_of_two_imports_is_refused_at_once(empty: Espace, tmp_path: Path) -> None:
    path = write_roll(tmp_path, person("a1"))
    first = replace(ImportOrder.of(empty.election, path), act=WAIT, stage="WRITING").start()
    assert first.stdin
    assert first.stdout
    assert first.stdout.readline().strip() == THERE
    with pytest.raises(ImportRunning, match="rien n'a été chargé"):
        empty.administration.import_roll(path, source=SOURCE)
    told, _ = first.communicate("\n" * 20, timeout=55)
    assert told.split()[-1] == "done"
    assert empty.administration.import_roll(path, source=SOURCE).unchanged == 1


def test_two_machines_with_keys_of_their_own_import_one_after_the_other(
    postgresql: PostgresqlDatabases, clock: HandClock, tmp_path: Path
) -> None:
    election = postgresql.filled(tmp_path)
    espace = Espace(election, clock)
    path = write_roll(tmp_path, person("a1"))
    elsewhere = tmp_path / "elsewhere"
    assert election.database.keys
    shutil.copytree(election.database.keys, elsewhere)
    order = replace(ImportOrder.of(election, path), keys=str(elsewhere))
    first = replace(order, act=WAIT, stage="COMPARING").start()
    assert first.stdout
    first.stdout.readline()
    with pytest.raises(ImportRunning):
        espace.administration.import_roll(path, source=SOURCE)
    first.kill()
    first.communicate()
    espace.close()
    postgresql.drop(election)


@pytest.mark.parametrize("stage", [stage.name for stage in STAGES])
@pytest.mark.parametrize("act", [KILL, INTERRUPT])
def test_an_import_that_is_stopped_loads_nothing_and_can_be_made_again(
    espace: Espace, tmp_path: Path, act: str, stage: str
) -> None:
    path = sample_people_again(tmp_path)
    order = replace(ImportOrder.of(espace.election, path), act=act, stage=stage)
    assert order.run() == ("" if act == KILL else "KeyboardInterrupt")
    assert electors(espace) == 6
    assert sign_in(espace, "kbenali", "Pastel9Cassoulet").person.last_name == "Benali"
    assert espace.administration.import_roll(path, source=SOURCE).added == 500
    assert espace.administration.verify_audit().first_fault is None


@each_writing
def test_an_import_killed_in_the_middle_of_its_writing_leaves_the_roll_as_it_was(
    espace: Espace, tmp_path: Path, steps: tuple[int, ...]
) -> None:
    path = sample_people_again(tmp_path)
    for done in steps:
        order = ImportOrder.of(espace.election, path)
        assert replace(order, act=KILL, stage="WRITING", done=done).run() == ""
        with espace.context.connection():
            assert Elector.select().where(Elector.last_name == "Autre").count() == 0
            assert RollEntry.select().join(Elector).count() == RollEntry.select().count()
    assert electors(espace) == 6


@each_writing
def test_a_first_load_killed_on_the_way_leaves_an_empty_roll_on_which_names_are_unique(
    empty: Espace, tmp_path: Path, steps: tuple[int, ...]
) -> None:
    path = sample_people_again(tmp_path)
    for done in steps:
        order = ImportOrder.of(empty.election, path)
        assert replace(order, act=KILL, stage="WRITING", done=done).run() == ""
        assert electors(empty) == 0
    facts = {"last_name": "N", "first_name": "P", "corps": "pe"}
    with empty.context.transaction():
        Elector.create(uid="p1", mail="x@ac-toulouse.fr", **facts)
    for uid, mail in (("p1", "y@ac-toulouse.fr"), ("p2", "x@ac-toulouse.fr")):
        with pytest.raises(IntegrityError), empty.context.transaction():
            Elector.create(uid=uid, mail=mail, **facts)


def test_names_are_unique_after_a_first_load(empty: Espace, tmp_path: Path) -> None:
    empty.administration.import_roll(write_roll(tmp_path, person("a1")), source=SOURCE)
    facts = {"last_name": "N", "first_name": "P", "corps": "pe"}
    for uid, mail in (("a1", "y@ac-toulouse.fr"), ("b1", "a1@ac-toulouse.fr")):
        with pytest.raises(IntegrityError), empty.context.transaction():
            Elector.create(uid=uid, mail=mail, **facts)


@pytest.mark.parametrize("room", [4_096, 65_536, 200_000])
def test_a_full_disk_loads_nothing(file_espace: Espace, tmp_path: Path, room: int) -> None:
    lines = [person(f"p{number}") for number in range(30_000)]
    path = write_roll(tmp_path, *lines)
    order = replace(ImportOrder.of(file_espace.election, path), longest_file=room)
    assert order.run() == "DiskFull"
    assert electors(file_espace) == 6
    assert file_espace.administration.import_roll(path, source=SOURCE).added == 30_000


def during(espace: Espace, stage: Stage, visit: Callable[[], object], roll: Path) -> object:
    """Make a visit in another thread at the last moment of a stage; return its outcome."""
    outcomes: list[object] = []

    def tell(progress: Progress) -> None:
        if progress.stage is stage and progress.done == progress.total:
            with ThreadPoolExecutor() as pool:
                future = pool.submit(visit)
                outcomes.append(future.exception() or future.result())

    espace.administration.import_roll(roll, source=SOURCE, tell=tell)
    return outcomes[0]


@pytest.mark.parametrize("stage", [Stage.READING, Stage.COMPARING])
def test_visits_go_on_while_a_roll_is_read_and_compared(
    espace: Espace, tmp_path: Path, stage: Stage
) -> None:
    outcome = during(espace, stage, lambda: create(espace, FDUPONT), sample_people_again(tmp_path))
    assert not isinstance(outcome, Exception), outcome
    assert sign_in(espace, "kbenali", "Pastel9Cassoulet").person.last_name == "Autre"


def test_visits_go_on_while_a_roll_is_written_on_a_server(
    postgresql: PostgresqlDatabases, clock: HandClock, tmp_path: Path
) -> None:
    election = postgresql.filled(tmp_path)
    espace = Espace(election, clock)

    def visit() -> str:
        create(espace, FDUPONT)
        session = sign_in(espace, "kbenali", "Pastel9Cassoulet")
        espace.account.list_scrutins(session)
        return session.person.last_name

    roll = sample_people_again(tmp_path)
    assert during(espace, Stage.WRITING, visit, roll) == "Benali"
    assert sign_in(espace, "kbenali", "Pastel9Cassoulet").person.last_name == "Autre"
    espace.close()
    postgresql.drop(election)


def test_visits_read_and_are_asked_to_wait_while_a_roll_is_written_to_a_file(
    file_espace: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person who has to write waits for the few seconds of the writing, then tries again."""
    espace = file_espace
    session = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    roll = sample_people_again(tmp_path)
    listed = during(espace, Stage.WRITING, lambda: espace.account.list_scrutins(session), roll)
    assert not isinstance(listed, Exception)
    monkeypatch.setattr(espace.context.store.database, "_timeout", 0.1)
    path = write_roll(tmp_path, person("z1"))
    told = during(espace, Stage.WRITING, lambda: create(espace, FDUPONT), path)
    assert isinstance(told, DatabaseBusy)
    assert create(espace, FDUPONT).tries_left == 5


def test_a_dry_run_is_an_import_too(empty: Espace, tmp_path: Path) -> None:
    path = write_roll(tmp_path, person("a1"))
    first = replace(ImportOrder.of(empty.election, path), act=WAIT, stage="READING").start()
    assert first.stdout
    first.stdout.readline()
    with pytest.raises(ImportRunning):
        empty.administration.import_roll(path, source=SOURCE, options=ImportOptions(dry_run=True))
    first.kill()
    first.communicate()


@pytest.mark.parametrize("stage", STAGES)
def test_a_server_that_is_lost_on_the_way_has_loaded_nothing_and_the_next_import_is_good(
    postgresql: PostgresqlDatabases, clock: HandClock, tmp_path: Path, stage: Stage
) -> None:
    election = postgresql.filled(tmp_path)
    espace = Espace(election, clock)
    roll = sample_people_again(tmp_path)

    def lose(progress: Progress) -> None:
        if progress.stage is stage:
            with psycopg.connect(election.database.url or "", autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

    with pytest.raises(DatabaseUnavailable):
        espace.administration.import_roll(roll, source=SOURCE, tell=lose)
    assert electors(espace) == 6
    assert espace.administration.import_roll(roll, source=SOURCE).added == 500
    espace.close()
    postgresql.drop(election)
