"""Sealed files: read at any place, by their keys only, and by nobody once they were altered."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile

import pyrage
import pytest

from models import BackupKey, BackupLock, BackupLocked, Sealing, sealing_of
from models.archive import sealed
from models.archive.sealed import UnsealedFile, identities_in, recipients_fault, sealed_into
from models.errors import BackupUnusable

CONTENT = Random(3).randbytes(700_000)


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def path(tmp_path: Path, identity: pyrage.x25519.Identity) -> Path:
    """A sealed file for one key."""
    place = tmp_path / "sealed"
    with (
        place.open("w+b") as file,
        sealed_into(file, BackupLock((str(identity.to_public()),))) as (sink, _),
    ):
        sink.write(CONTENT)
    return place


@contextmanager
def opened(path: Path, identity: pyrage.x25519.Identity) -> Iterator[UnsealedFile]:
    with path.open("rb") as file, UnsealedFile(file, BackupKey((str(identity),)), path) as found:
        yield found


def test_any_place_is_read_in_any_order(
    path: Path, identity: pyrage.x25519.Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "TAIL", 5_000)
    draw, plain = Random(5), io.BytesIO(CONTENT)
    with opened(path, identity) as found:
        assert found.seek(0, 2) == len(CONTENT)
        for place in [len(CONTENT) - 22, 0, *(draw.randrange(len(CONTENT)) for _ in range(30))]:
            number = draw.choice([0, 1, 300, 70_000])
            found.seek(place)
            plain.seek(place)
            assert found.read(number) == plain.read(number)
            assert found.tell() == plain.tell()
        found.seek(-10, 2)
        assert found.read() == CONTENT[-10:]


def test_a_file_is_read_again_before_it_counts(tmp_path: Path) -> None:
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    path = tmp_path / "sealed"
    with path.open("w+b") as file:
        with (
            sealed_into(file, BackupLock((recipient,))) as (sink, key),
            ZipFile(sink, "w", ZIP_DEFLATED) as archive,
        ):
            archive.writestr("a", CONTENT)
        with UnsealedFile(file, key, path) as found, ZipFile(found) as archive:
            assert archive.read("a") == CONTENT


def test_nothing_of_it_can_be_read_in_the_file(path: Path) -> None:
    assert sealing_of(path) is Sealing.KEY
    content = path.read_bytes()
    assert not any(CONTENT[at : at + 16] in content for at in range(0, len(CONTENT), 50_000))


def test_each_recipient_opens_it_and_nobody_else(tmp_path: Path) -> None:
    people = [pyrage.x25519.Identity.generate() for _ in range(3)]
    path = tmp_path / "sealed"
    lock = BackupLock(tuple(str(one.to_public()) for one in people[:2]))
    with path.open("w+b") as file, sealed_into(file, lock) as (sink, _):
        sink.write(CONTENT)
    for one in people[:2]:
        with opened(path, one) as found:
            assert found.read() == CONTENT
    with pytest.raises(BackupLocked, match="Aucune des clés"), opened(path, people[2]):
        pass


def test_no_key_at_all_names_the_option(path: Path) -> None:
    with (
        path.open("rb") as file,
        pytest.raises(BackupLocked, match="--identity"),
        UnsealedFile(file, BackupKey(), path),
    ):
        pass


@pytest.mark.parametrize("end", [0.0, 0.5, 0.999])
def test_a_byte_that_was_changed_or_an_end_that_was_cut_is_told(
    path: Path, identity: pyrage.x25519.Identity, end: float
) -> None:
    content = bytearray(path.read_bytes())
    place = min(len(content) - 1, 300 + int(end * len(content)))
    path.write_bytes(content[:place])
    with pytest.raises(BackupUnusable), opened(path, identity):
        pass
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(BackupUnusable), opened(path, identity):
        pass


def test_a_disk_that_is_full_is_the_error_that_it_is() -> None:
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    full = os.fdopen(os.open("/dev/full", os.O_WRONLY), "wb", buffering=0)

    def written() -> None:
        with sealed_into(cast("BinaryIO", full), BackupLock((recipient,))) as (sink, _):
            for _ in range(10):
                sink.write(CONTENT)

    with full, pytest.raises(OSError, match="space") as failed:
        written()
    assert failed.value.errno == errno.ENOSPC


def test_what_is_no_key_is_told(identity: pyrage.x25519.Identity) -> None:
    public = str(identity.to_public())
    assert recipients_fault(("age1xyz",))
    assert not recipients_fault((public,))
    kept = f"# created: today\n# public key: {public}\n{identity}\n"
    assert identities_in(kept) == (str(identity),)
    assert identities_in("AGE-SECRET-KEY-1\n") == ()
    assert identities_in(f"{public}\n") == ()


def test_secrets_are_in_no_repr(identity: pyrage.x25519.Identity) -> None:
    assert str(identity) not in repr(BackupKey((str(identity),)))
    assert "merle" not in repr(BackupLock(passphrase="merle"))
