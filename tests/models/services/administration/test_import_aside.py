"""A large roll on SQLite: written aside while others write, and there for all at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from models import DatabaseBusy, Espace, ImportOptions, ImportRunning, Progress, Stage
from models.storage.aside import Aside, left_over
from models.tables.electors import Elector, RollEntry
from models.tables.kiosks import Kiosk
from tests.models.clocks import MORNING, HandClock
from tests.models.databases import SqliteDatabases
from tests.models.processes.importing import KILL, THERE, WAIT, ImportOrder
from tests.models.rolls import person, write_roll
from tests.models.steps import SOURCE, create, sample, sign_in

FDUPONT = sample("fdupont").address
REMOVE = ImportOptions(remove=True, removes_many=True)


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small roll is written as a large one."""
    monkeypatch.setattr("models.roll.rewriting.MOST_AT_ONCE", -1)


def roll_of(espace: Espace) -> list[tuple[object, ...]]:
    """Return everybody with all that the roll says of them."""
    with espace.context.connection():
        entries: dict[int, list[str]] = {}
        for entry in RollEntry.select():
            entries.setdefault(entry.elector_id, []).append(entry.scrutin.code)
        return [
            (*row.__data__.values(), *sorted(entries.pop(row.id, [])))
            for row in Elector.select().order_by(Elector.id)
        ] + list(entries.items())


def require_sound(espace: Espace) -> None:
    """Require that SQLite finds no fault, and that nothing is left aside."""
    dialect = espace.context.store.dialect
    with espace.context.connection():
        assert dialect.run("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert dialect.run("PRAGMA foreign_key_check").fetchall() == []
        assert left_over(dialect) == []


def once_each(act: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """Act once on each progress."""
    seen: set[Progress] = set()

    def tell(progress: Progress) -> None:
        if progress not in seen:
            seen.add(progress)
            act(progress)

    return tell


def autumn_roll(directory: Path) -> Path:
    """Write a roll in which the sample people change, but for three who are left out."""
    lines = [
        f"{uid},{sample(uid).address},Mme,Autre,Prénom,pe,31,0310001A,École"
        for uid in ("fdupont", "kbenali", "jmartin1")
    ]
    return write_roll(directory, *lines, *(person(f"p{number}") for number in range(300)))


def random_rolls(seed: int) -> list[list[str]]:
    """Return three rolls: people come, go, change corps, and take each other's addresses."""
    random = Random(seed)
    rolls = []
    for _ in range(3):
        numbers = random.sample(range(30), random.randint(10, 25))
        addresses = [f"a{number}@ac-toulouse.fr" for number in numbers]
        random.shuffle(addresses)
        rolls.append(
            [
                person(f"p{number}", address, random.choice(["pe", "certifie", "aesh"]))
                for number, address in zip(numbers, addresses, strict=True)
            ]
        )
    return rolls


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("most_changes", [-1, 12, 24])
def test_a_roll_written_aside_is_the_one_that_is_written_in_place(
    sqlite: SqliteDatabases,
    clock: HandClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    most_changes: int,
) -> None:
    """By turns in place, people aside, or people and their scrutins aside."""
    loaded = []
    for way, most in (("place", 10_000), ("aside", most_changes)):
        monkeypatch.setattr("models.roll.rewriting.MOST_AT_ONCE", most)
        directory = tmp_path / way
        directory.mkdir()
        espace = Espace(sqlite.filled(directory), clock)
        reports = [
            espace.administration.import_roll(
                write_roll(directory, *lines), source=SOURCE, options=REMOVE
            )
            for lines in random_rolls(seed)
        ]
        require_sound(espace)
        loaded.append((roll_of(espace), [replace(report, blocked_seconds=0) for report in reports]))
        espace.close()
    assert loaded[0] == loaded[1]


@pytest.mark.usefixtures("aside")
def test_visits_write_while_a_large_roll_is_written(file_espace: Espace, tmp_path: Path) -> None:
    def write(name: str) -> None:
        with file_espace.context.transaction():
            Kiosk.create(name=name, seen_at=MORNING)

    def visit(progress: Progress) -> None:
        if progress.stage is Stage.WRITING:
            with ThreadPoolExecutor() as pool:
                pool.submit(write, str(progress)).result()

    file_espace.administration.import_roll(
        autumn_roll(tmp_path), source=SOURCE, tell=once_each(visit)
    )
    with file_espace.context.connection():
        assert Kiosk.select().count() > 3


@pytest.mark.usefixtures("aside")
def test_a_visit_reads_the_old_roll_then_the_new_one(file_espace: Espace, tmp_path: Path) -> None:
    before = roll_of(file_espace)
    seen: list[list[tuple[object, ...]]] = []

    def look(progress: Progress) -> None:
        with ThreadPoolExecutor() as pool:
            seen.append(pool.submit(roll_of, file_espace).result())

    file_espace.administration.import_roll(autumn_roll(tmp_path), source=SOURCE, tell=look)
    assert all(roll == before for roll in seen)
    after = roll_of(file_espace)
    assert len(after) == 306
    assert sign_in(file_espace, "kbenali", "Pastel9Cassoulet").person.last_name == "Autre"


@pytest.mark.usefixtures("aside")
def test_an_account_made_while_a_large_roll_is_written_is_kept(
    file_espace: Espace, tmp_path: Path
) -> None:
    def visit(progress: Progress) -> None:
        if progress == Progress(Stage.WRITING, progress.total, progress.total):
            with ThreadPoolExecutor() as pool:
                pool.submit(create, file_espace, FDUPONT).result()

    file_espace.administration.import_roll(
        autumn_roll(tmp_path), source=SOURCE, tell=once_each(visit)
    )
    require_sound(file_espace)
    assert file_espace.administration.count_progress().total.accounts == 4


@pytest.mark.parametrize("first", [True, False], ids=["first load", "update"])
@pytest.mark.parametrize(
    "done", [40, *(pytest.param(done, marks=pytest.mark.soak) for done in (0, 20, 60, 80, 100))]
)
@pytest.mark.usefixtures("aside")
def test_a_large_import_that_is_killed_leaves_the_roll_as_it_was(
    sqlite: SqliteDatabases, clock: HandClock, tmp_path: Path, first: bool, done: int
) -> None:
    election = sqlite.empty(tmp_path) if first else sqlite.filled(tmp_path)
    espace = Espace(election, clock)
    espace.administration.migrate()
    before = roll_of(espace)
    path = autumn_roll(tmp_path)
    order = replace(ImportOrder.of(election, path), aside=True, act=KILL, done=done)
    assert replace(order, stage="WRITING").run() == ""
    assert roll_of(espace) == before
    espace.administration.import_roll(path, source=SOURCE)
    require_sound(espace)
    assert len(roll_of(espace)) == len(before) + (303 if first else 300)
    assert espace.administration.verify_audit().first_fault is None
    espace.close()


def test_a_large_import_killed_at_its_last_moment_leaves_the_roll_as_it_was(
    file_espace: Espace, tmp_path: Path
) -> None:
    before = roll_of(file_espace)
    order = ImportOrder.of(file_espace.election, autumn_roll(tmp_path))
    assert replace(order, aside=True, act=KILL, stage="KEEPING").run() == ""
    assert roll_of(file_espace) == before
    assert left_over_of(file_espace) != []


def test_a_second_import_is_refused_while_a_large_roll_is_written(
    file_espace: Espace, tmp_path: Path
) -> None:
    order = ImportOrder.of(file_espace.election, autumn_roll(tmp_path))
    first = replace(order, aside=True, act=WAIT, stage="WRITING").start()
    assert first.stdout
    assert first.stdout.readline().strip() == THERE
    with pytest.raises(ImportRunning):
        file_espace.administration.import_roll(autumn_roll(tmp_path), source=SOURCE)
    told, _ = first.communicate("\n" * 200, timeout=55)
    assert told.split()[-1] == "done"


def left_over_of(espace: Espace) -> list[str]:
    with espace.context.connection():
        return left_over(espace.context.store.dialect)


@pytest.mark.usefixtures("aside")
def test_what_a_killed_import_left_goes_with_the_next_one_and_with_the_purge(
    file_espace: Espace, clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load: Callable[[], object] = lambda: file_espace.administration.import_roll(  # noqa: E731
        autumn_roll(tmp_path), source=SOURCE
    )
    with monkeypatch.context() as killed:
        killed.setattr(Aside, "clear", lambda self: None)
        load()
    assert left_over_of(file_espace)
    load()
    require_sound(file_espace)
    with monkeypatch.context() as killed:
        killed.setattr(Aside, "clear", lambda self: None)
        load()
    clock.moment = file_espace.election.calendar.results_from + timedelta(days=1000)
    file_espace.administration.purge_election(dry_run=False, source=SOURCE)
    require_sound(file_espace)


@pytest.mark.usefixtures("aside")
def test_a_roll_that_somebody_empties_meanwhile_is_not_taken_back(
    file_espace: Espace, tmp_path: Path
) -> None:
    def purge(progress: Progress) -> None:
        if progress == Progress(Stage.WRITING, progress.total, progress.total):
            with ThreadPoolExecutor() as pool:
                pool.submit(empty_roll).result()

    def empty_roll() -> None:
        with file_espace.context.transaction():
            Elector.delete().execute()

    with pytest.raises(DatabaseBusy, match="a changé pendant l'importation"):
        file_espace.administration.import_roll(autumn_roll(tmp_path), source=SOURCE, tell=purge)
    assert roll_of(file_espace) == []
    require_sound(file_espace)
