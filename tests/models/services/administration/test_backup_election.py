"""A backup: online, whole, checked; and what a damaged one does not do."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from models import Election, Espace, KeysMissing, StatusAxis
from models.archive.manifest import Part
from models.archive.parts import Done, write_part
from models.archive.rows import TableShape
from models.errors import OutputRefused, RestoreRefused
from models.storage.store import keys_directory
from models.tables.audit import AuditEvent
from models.views.progress import Progress, Stage, Tell
from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases, SqliteDatabases
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
    assert other.administration.verify_audit().first_fault is None
    assert sign_in(other, "fdupont", PASSWORD).person.first_name == "Françoise"
    assert election_mail(other, "jmartin1").body == election_mail(espace, "jmartin1").body
    other.close()


def test_the_restored_election_goes_on(saved: Path, elsewhere: Election, clock: HandClock) -> None:
    """New rows are numbered after the restored ones, codes still work."""
    other = Espace(elsewhere, clock)
    other.administration.restore(saved, source=SOURCE)
    clock.pass_by(minutes=2)
    pending = create(other, sample("jmartin1").address)
    other.account.confirm(pending, newest_code(other, "jmartin1"), source=SOURCE)
    assert create(other, sample("jobriendarc").address).tries_left == 5
    assert other.administration.verify_audit().first_fault is None
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
    first.administration.back_up(tmp_path / "one.zip", with_keys=True, source=SOURCE)
    first.close()
    second = Espace(postgresql.empty(places[1]), clock)
    second.administration.restore(tmp_path / "one.zip", source=SOURCE)
    assert everything(second) == expected
    second.administration.back_up(tmp_path / "two.zip", with_keys=True, source=SOURCE)
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
    assert not espace.administration.back_up(path, source=SOURCE).with_keys
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


def test_a_folder_that_has_some_of_the_keys_is_told_which_is_missing(
    espace: Espace, elsewhere: Election, clock: HandClock, tmp_path: Path
) -> None:
    path = tmp_path / "sauvegarde.zip"
    espace.administration.back_up(path, source=SOURCE)
    mine = keys_directory(elsewhere.database)
    mine.mkdir(parents=True, exist_ok=True)
    shutil.copy(keys_directory(espace.election.database) / "codes.key", mine)
    other = Espace(elsewhere, clock)
    with pytest.raises(KeysMissing):
        other.administration.restore(path, source=SOURCE)
    assert [key.name for key in mine.iterdir()] == ["codes.key"]
    other.close()


def test_other_keys_are_refused(
    espace: Espace, elsewhere: Election, clock: HandClock, tmp_path: Path
) -> None:
    path = tmp_path / "sauvegarde.zip"
    espace.administration.back_up(path, source=SOURCE)
    other = Espace(elsewhere, clock)
    other.administration.migrate()
    with pytest.raises(RestoreRefused, match="ne sont pas celles"):
        other.administration.restore(path, source=SOURCE)
    assert other.administration.verify_audit().events == 0
    other.close()


def test_a_prepared_and_unused_database_takes_a_backup_once_its_own_keys_are_moved_away(
    saved: Path, elsewhere: Election, clock: HandClock
) -> None:
    fresh = Espace(elsewhere, clock)
    fresh.administration.migrate()
    with pytest.raises(RestoreRefused, match="déplacez ces clés"):
        fresh.administration.restore(saved, source=SOURCE)
    fresh.close()
    for key in keys_directory(elsewhere.database).glob("*.key"):
        key.unlink()
    other = Espace(elsewhere, clock)
    other.administration.restore(saved, source=SOURCE)
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    other.close()


def test_a_database_in_use_is_left_alone(espace: Espace, saved: Path) -> None:
    before = everything(espace)
    with pytest.raises(RestoreRefused, match="n'est pas vide"):
        espace.administration.restore(saved, source=SOURCE)
    assert everything(espace) == before


def test_a_file_in_the_way_is_kept(espace: Espace, saved: Path) -> None:
    content = saved.read_bytes()
    with pytest.raises(OutputRefused, match="existe déjà"):
        espace.administration.back_up(saved, source=SOURCE)
    assert saved.read_bytes() == content
    espace.administration.back_up(saved, force=True, source=SOURCE)
    assert saved.read_bytes() != content


def test_visits_go_on_and_the_backup_is_of_one_moment(
    espace: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An account created while the tables are read is in none of them."""
    done: list[str] = []

    def visited(
        archive: zipfile.ZipFile,
        shape: TableShape,
        rows: Iterable[tuple[Any, ...]],
        done_so_far: Done,
    ) -> Part:
        if not done:
            done.append("visit")
            visit_of_another(espace)
        return write_part(archive, shape, rows, done_so_far)

    monkeypatch.setattr("models.services.administration.backup.write_part", visited)
    before = espace.administration.verify_audit().events
    report = espace.administration.back_up(tmp_path / "one.zip", source=SOURCE)
    assert done
    assert (report.audit_events, report.first_fault) == (before, None)
    assert espace.administration.verify_audit().events > before + 1


def visit_of_another(espace: Espace) -> None:
    """Create an account from another thread: the backup's own connection is its thread's."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(create, espace, FDUPONT).result().tries_left == 5


def test_an_altered_chain_is_backed_up_and_said(espace: Espace, tmp_path: Path) -> None:
    with espace.context.transaction():
        AuditEvent.update(kind="nothing").where(AuditEvent.sequence == 3).execute()
    report = espace.administration.back_up(tmp_path / "one.zip", source=SOURCE)
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
    espace.administration.back_up(path, source=SOURCE)
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
        fresh.administration.back_up(tmp_path / "one.zip", source=SOURCE)
    assert not (tmp_path / "one.zip").exists()
    fresh.close()


def test_both_tell_how_far_they_are_to_the_last_row(
    espace: Espace, saved: Path, elsewhere: Election, clock: HandClock, tmp_path: Path
) -> None:
    other = Espace(elsewhere, clock)
    acts: tuple[Callable[[Tell], object], ...] = (
        lambda tell: espace.administration.back_up(tmp_path / "b.zip", source=SOURCE, tell=tell),
        lambda tell: other.administration.restore(saved, source=SOURCE, tell=tell),
    )
    for act in acts:
        told: list[Progress] = []
        act(told.append)
        for stage in (Stage.WRITING, Stage.CHECKING):
            of_stage = [progress for progress in told if progress.stage is stage]
            assert of_stage[0].done == 0 < of_stage[0].total
            assert of_stage[-1].done == of_stage[-1].total
    other.close()
