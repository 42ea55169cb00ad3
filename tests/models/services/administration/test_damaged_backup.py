"""A backup that is damaged, or that the database does not suit, restores nothing."""

from __future__ import annotations

import errno
import json
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from models import DiskFull, Election, Espace, SignInRefused
from models.archive.manifest import Part
from models.archive.parts import Done, read_part
from models.context import Context
from models.crypto.keys import ALL_NAMES
from models.errors import BackupUnusable, RestoreRefused
from models.services.administration.migration import migrate
from models.storage.store import keys_directory
from models.tables.electors import Elector
from tests.models.clocks import HandClock
from tests.models.steps import PASSWORD, SOURCE, sign_in


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
    rewritten(path, lambda name, old: old.replace(b'"format": 2', b'"format": 3'))


def a_later_migration(path: Path) -> None:
    rewritten(path, lambda name, old: old.replace(b"0001_leaflet", b"9999_later"))


def no_manifest(path: Path) -> None:
    rewritten(path, lambda name, old: b"[]" if name == "manifest.json" else old)


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
        (no_manifest, "sauvegarde entière"),
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

        def stop(
            archive: zipfile.ZipFile, part: Part, path: object, done: Done
        ) -> Iterator[list[Any]]:
            if part.table == "voter_account":
                raise OSError(errno.ENOSPC, "full")
            return read_part(archive, part, path, done)

        broken.setattr("models.services.administration.restoration.read_part", stop)
        with pytest.raises(DiskFull, match="plus rien enregistrer"):
            other.administration.restore(saved, source=SOURCE)
    with other.context.connection():
        assert Elector.select().count() == 0
    other.administration.restore(saved, source=SOURCE)
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    other.close()


def with_manifest(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Write an archive again with another manifest."""
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("manifest.json"))
    change(told)
    rewritten(
        path,
        lambda name, old: json.dumps(told).encode() if name == "manifest.json" else old,
    )


def part_of(told: dict[str, Any], table: str) -> dict[str, Any]:
    """Return what a manifest says of a table."""
    found: dict[str, Any] = next(part for part in told["tables"] if part["table"] == table)
    return found


def before_the_last_migration(told: dict[str, Any]) -> None:
    last = import_module(f"models.migrations.{told['migrations'].pop()}")
    new = {table._meta.table_name for table in last.TABLES}
    told["tables"] = [part for part in told["tables"] if part["table"] not in new]
    for table, columns in getattr(last, "COLUMNS", {}).items():
        part = part_of(told, table)
        part["columns"] = [name for name in part["columns"] if name not in columns]


def a_table_less(told: dict[str, Any]) -> None:
    told["tables"].remove(part_of(told, "throttle"))


def an_unknown_table(told: dict[str, Any]) -> None:
    part_of(told, "throttle")["table"] = "autre"


def another_column(told: dict[str, Any]) -> None:
    part_of(told, "voter_account")["columns"][-1] = "autre"


def a_column_less(told: dict[str, Any]) -> None:
    part_of(told, "voter_account")["columns"].pop()


@pytest.mark.parametrize("damage", [a_table_less, an_unknown_table, another_column, a_column_less])
def test_a_backup_of_other_tables_restores_nothing(
    saved: Path,
    elsewhere: Election,
    clock: HandClock,
    damage: Callable[[dict[str, Any]], None],
) -> None:
    whole = saved.read_bytes()
    with_manifest(saved, damage)
    other = Espace(elsewhere, clock)
    with pytest.raises(BackupUnusable, match="sauvegarde entière"):
        other.administration.restore(saved, source=SOURCE)
    saved.write_bytes(whole)
    other.administration.restore(saved, source=SOURCE)
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    other.close()


@pytest.mark.parametrize("name", ALL_NAMES)
def test_a_backup_whose_keys_are_incomplete_restores_nothing(
    saved: Path, elsewhere: Election, clock: HandClock, name: str
) -> None:
    with_manifest(saved, lambda told: told["keys"].pop(name))
    other = Espace(elsewhere, clock)
    with pytest.raises(BackupUnusable):
        other.administration.restore(saved, source=SOURCE)
    assert not keys_directory(elsewhere.database).exists()
    other.close()


def test_an_older_backup_does_not_go_into_newer_tables(
    saved: Path, elsewhere: Election, clock: HandClock
) -> None:
    """Of before the last migration, which has added tables."""
    with_manifest(saved, before_the_last_migration)
    other = Espace(elsewhere, clock)
    other.administration.migrate()
    with pytest.raises(RestoreRefused, match="plus ancienne que les tables"):
        other.administration.restore(saved, source=SOURCE)
    assert other.administration.verify_audit().events == 0
    other.close()


def test_who_fills_the_database_while_a_backup_is_read_keeps_what_is_theirs(
    saved: Path, elsewhere: Election, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Espace(elsewhere, clock)

    def fill() -> None:
        other.administration.migrate(sandbox=True)
        other.administration.fill_sandbox()

    def filled_first(context: Context, **options: Any) -> list[str]:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(fill).result()
        return migrate(context, **options)

    monkeypatch.setattr("models.services.administration.restoration.migrate", filled_first)
    with pytest.raises(RestoreRefused, match="n'est pas vide"):
        other.administration.restore(saved, source=SOURCE)
    assert other.administration.count_progress().total.electors == 6
    with pytest.raises(SignInRefused):
        sign_in(other, "fdupont", PASSWORD)
    again = Espace(elsewhere, clock)
    assert again.verify() is again
    again.close()
    other.close()
