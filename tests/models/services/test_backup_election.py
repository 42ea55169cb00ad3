"""A backup: online, whole, checked; and what a damaged one does not do."""

from __future__ import annotations

import errno
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from models import (
    DiskFull,
    Election,
    Espace,
    KeysMissing,
    StatusAxis,
)
from models.administration_refusals import BackupUnusable, OutputRefused, RestoreRefused
from models.archive.manifest import Part
from models.archive.parts import read_part, write_part
from models.archive.rows import TableShape
from models.database import keys_directory
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from tests.models.clocks import HandClock
from tests.models.databases import Databases, PostgresqlDatabases, SqliteDatabases
from tests.models.steps import (
    PASSWORD,
    SOURCE,
    activate,
    create,
    election_mail,
    newest_code,
    sample,
    sign_in,
)

FDUPONT = sample("fdupont").address


@pytest.fixture
def saved(espace: Espace, tmp_path: Path) -> Path:
    """A backup of an election in which things have happened, its keys inside."""
    activate(espace, "fdupont")
    create(espace, sample("jmartin1").address)
    path = tmp_path / "sauvegarde.zip"
    espace.administration.backup(path, with_keys=True, source=SOURCE)
    return path


@pytest.fixture
def elsewhere(databases: Databases, tmp_path: Path) -> Election:
    """An election on a database without tables, with a place for keys of its own."""
    place = tmp_path / "ailleurs"
    place.mkdir()
    return databases.empty(place)


def everything(espace: Espace) -> dict[StatusAxis, object]:
    return {
        axis: (status.total, status.lines, status.mails)
        for axis in StatusAxis
        for status in [espace.administration.count_progress(axis)]
    }


def test_a_backup_restored_elsewhere_is_the_same_election(
    espace: Espace, saved: Path, elsewhere: Election, clock: HandClock
) -> None:
    other = Espace(elsewhere, clock)
    report = other.administration.restore(saved, source=SOURCE)
    assert report.first_fault is None
    assert report.with_keys
    assert everything(other) == everything(espace)
    assert other.verify_audit().first_fault is None
    assert sign_in(other, "fdupont", PASSWORD).person.first_name == "Françoise"
    assert election_mail(other, "jmartin1").body == election_mail(espace, "jmartin1").body
    other.close()


def test_the_restored_election_goes_on(saved: Path, elsewhere: Election, clock: HandClock) -> None:
    """New rows are numbered after the restored ones, codes still work."""
    other = Espace(elsewhere, clock)
    other.administration.restore(saved, source=SOURCE)
    clock.pass_by(minutes=2)
    pending = create(other, sample("jmartin1").address)
    other.confirm_account(pending, newest_code(other, "jmartin1"), source=SOURCE)
    assert create(other, sample("jobriendarc").address).tries_left == 5
    assert other.verify_audit().first_fault is None
    other.close()


def test_a_file_moves_to_a_server_and_back(
    sqlite: SqliteDatabases,
    postgresql: PostgresqlDatabases,
    clock: HandClock,
    tmp_path: Path,
) -> None:
    places = [tmp_path / name for name in ("one", "two", "three")]
    for place in places:
        place.mkdir()
    first = Espace(sqlite.filled(places[0]), clock)
    activate(first, "fdupont")
    expected = everything(first)
    first.administration.backup(tmp_path / "one.zip", with_keys=True, source=SOURCE)
    first.close()
    second = Espace(postgresql.empty(places[1]), clock)
    second.administration.restore(tmp_path / "one.zip", source=SOURCE)
    assert everything(second) == expected
    second.administration.backup(tmp_path / "two.zip", with_keys=True, source=SOURCE)
    second.close()
    third = Espace(sqlite.empty(places[2]), clock)
    third.administration.restore(tmp_path / "two.zip", source=SOURCE)
    assert everything(third) == expected
    assert sign_in(third, "fdupont", PASSWORD).account_version == 1
    third.close()
    postgresql.drop(second.election)


def test_without_its_keys_a_backup_needs_the_folder_of_keys(
    espace: Espace, elsewhere: Election, clock: HandClock, tmp_path: Path
) -> None:
    path = tmp_path / "sauvegarde.zip"
    assert not espace.administration.backup(path, source=SOURCE).with_keys
    keys = keys_directory(espace.election.database)
    content = path.read_bytes() + b"".join(
        zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()
    )
    for key in keys.glob("*.key"):
        assert key.read_bytes().strip() not in content
    other = Espace(elsewhere, clock)
    with pytest.raises(RestoreRefused, match="Remettez d'abord"):
        other.administration.restore(path, source=SOURCE)
    mine = keys_directory(elsewhere.database)
    mine.mkdir(parents=True, exist_ok=True)
    for key in keys.glob("*.key"):
        (mine / key.name).write_bytes(key.read_bytes())
    other.administration.restore(path, source=SOURCE)
    assert election_mail(other, "kbenali").body
    other.close()


def test_other_keys_are_refused(
    espace: Espace, elsewhere: Election, clock: HandClock, tmp_path: Path
) -> None:
    path = tmp_path / "sauvegarde.zip"
    espace.administration.backup(path, source=SOURCE)
    other = Espace(elsewhere, clock)
    other.migrate()
    with pytest.raises(RestoreRefused, match="ne sont pas celles"):
        other.administration.restore(path, source=SOURCE)
    assert other.verify_audit().events == 0
    other.close()


def test_a_prepared_and_unused_database_takes_a_backup_with_its_keys(
    saved: Path, elsewhere: Election, clock: HandClock
) -> None:
    fresh = Espace(elsewhere, clock)
    fresh.migrate()
    fresh.close()
    other = Espace(elsewhere, clock)
    other.administration.restore(saved, source=SOURCE)
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    other.close()


def test_a_database_in_use_is_left_alone(espace: Espace, saved: Path) -> None:
    before = everything(espace)
    with pytest.raises(RestoreRefused, match="n'est pas vide"):
        espace.administration.restore(saved, source=SOURCE)
    assert everything(espace) == before


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Write an archive again with other contents, its own digests of the ZIP form right."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, change(name, content))


def cut_in_two(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(bytes(content))


def another_name(path: Path) -> None:
    rewritten(path, lambda name, old: old.replace(b"Dupont", b"Dupond"))


def a_row_less(path: Path) -> None:
    rewritten(
        path,
        lambda name, old: b"\n".join(old.split(b"\n")[1:]) if "elector" in name else old,
    )


def a_later_form(path: Path) -> None:
    rewritten(path, lambda name, old: old.replace(b'"format": 1', b'"format": 2'))


def a_later_migration(path: Path) -> None:
    rewritten(path, lambda name, old: old.replace(b"0001_leaflet", b"9999_later"))


def no_archive(path: Path) -> None:
    path.write_bytes(b"x" * 4096)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (cut_in_two, "sauvegarde entière"),
        (one_bit, "sauvegarde entière"),
        (another_name, "sauvegarde entière"),
        (a_row_less, "sauvegarde entière"),
        (no_archive, "sauvegarde entière"),
        (nothing, "sauvegarde entière"),
        (a_later_form, "plus récente"),
        (a_later_migration, "plus récente"),
    ],
)
def test_a_damaged_backup_restores_nothing(
    saved: Path,
    elsewhere: Election,
    clock: HandClock,
    damage: Callable[[Path], None],
    said: str,
) -> None:
    damage(saved)
    other = Espace(elsewhere, clock)
    with pytest.raises(BackupUnusable, match=said):
        other.administration.restore(saved, source=SOURCE)
    assert not keys_directory(elsewhere.database).exists()
    other.close()


def test_a_backup_that_is_not_there_is_said(elsewhere: Election, tmp_path: Path) -> None:
    other = Espace(elsewhere, HandClock())
    with pytest.raises(BackupUnusable):
        other.administration.restore(tmp_path / "nulle-part.zip", source=SOURCE)
    other.close()


def test_what_goes_wrong_in_the_middle_leaves_the_database_empty(
    saved: Path, elsewhere: Election, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction or nothing: the same backup is good for the next try."""
    other = Espace(elsewhere, clock)
    with monkeypatch.context() as broken:

        def stop(archive: zipfile.ZipFile, part: Part, path: object) -> Iterator[list[Any]]:
            if part.table == "voter_account":
                raise OSError(errno.ENOSPC, "full")
            return read_part(archive, part, path)

        broken.setattr("models.services.restore_election.read_part", stop)
        with pytest.raises(DiskFull, match="plus rien enregistrer"):
            other.administration.restore(saved, source=SOURCE)
    with other.context.connection():
        assert Elector.select().count() == 0
    other.administration.restore(saved, source=SOURCE)
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    other.close()


def test_a_file_in_the_way_is_kept(espace: Espace, saved: Path) -> None:
    content = saved.read_bytes()
    with pytest.raises(OutputRefused, match="existe déjà"):
        espace.administration.backup(saved, source=SOURCE)
    assert saved.read_bytes() == content
    espace.administration.backup(saved, force=True, source=SOURCE)
    assert saved.read_bytes() != content


def test_visits_go_on_and_the_backup_is_of_one_moment(
    espace: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An account created while the tables are read is in none of them."""
    done: list[str] = []

    def visited(
        archive: zipfile.ZipFile, shape: TableShape, rows: Iterable[tuple[Any, ...]]
    ) -> Part:
        if not done:
            done.append("visit")
            visit_of_another(espace)
        return write_part(archive, shape, rows)

    monkeypatch.setattr("models.services.backup_election.write_part", visited)
    before = espace.verify_audit().events
    report = espace.administration.backup(tmp_path / "one.zip", source=SOURCE)
    assert done
    assert (report.audit_events, report.first_fault) == (before, None)
    assert espace.verify_audit().events > before + 1


def visit_of_another(espace: Espace) -> None:
    """Create an account from another thread: the backup's own connection is its thread's."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(create, espace, FDUPONT).result().tries_left == 5


def test_an_altered_chain_is_backed_up_and_said(espace: Espace, tmp_path: Path) -> None:
    with espace.context.transaction():
        AuditEvent.update(kind="nothing").where(AuditEvent.sequence == 3).execute()
    report = espace.administration.backup(tmp_path / "one.zip", source=SOURCE)
    assert report.first_fault == 3
    assert (tmp_path / "one.zip").exists()


def test_a_backup_is_its_owner_s_alone_and_an_event_of_the_chain(
    espace: Espace, saved: Path
) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    with espace.context.connection():
        last = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    assert last.kind == "backup"
    assert {path.name for path in saved.parent.iterdir()} >= {"sauvegarde.zip"}
    assert not list(saved.parent.glob(".*.part"))


def test_no_secret_stands_in_clear_in_a_backup(espace: Espace, tmp_path: Path) -> None:
    create(espace, FDUPONT)
    code = newest_code(espace, "fdupont")
    path = tmp_path / "one.zip"
    espace.administration.backup(path, source=SOURCE)
    with zipfile.ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert b"Dupont" in content
    for secret in (PASSWORD, code, code.replace("-", ""), sample("fdupont").numen):
        assert secret.encode() not in content
    assert manifest["keys"] == {}


def test_without_keys_there_is_nothing_to_back_up(espace: Espace, tmp_path: Path) -> None:
    espace.close()
    for key in keys_directory(espace.election.database).glob("*.key"):
        key.unlink()
    fresh = Espace(espace.election, espace.clock)
    with pytest.raises(KeysMissing):
        fresh.administration.backup(tmp_path / "one.zip", source=SOURCE)
    assert not (tmp_path / "one.zip").exists()
    fresh.close()
