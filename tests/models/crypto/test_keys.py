"""The key files beside a database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models import KeysMissing
from models.crypto.digests import code_digest, keyed_digest, link_digest
from models.crypto.keys import (
    ALL_NAMES,
    key_files,
    keyring_of,
    make_missing_keys,
    read_keyring,
)
from models.crypto.sealing import Seal


def test_each_key_is_its_own_file_and_is_made_once(tmp_path: Path) -> None:
    directory = tmp_path / "deep" / "keys"
    make_missing_keys(directory)
    keys = read_keyring(directory)
    assert sorted(path.name for path in directory.iterdir()) == sorted(
        f"{n}.key" for n in ALL_NAMES
    )
    assert len({keys.codes, keys.pseudonyms, keys.mail}) == 3
    make_missing_keys(directory)
    assert read_keyring(directory) == keys
    assert repr(keys) == "Keyring()"


def test_only_a_missing_key_is_made_again(tmp_path: Path) -> None:
    make_missing_keys(tmp_path)
    before = read_keyring(tmp_path)
    (tmp_path / "mail.key").unlink()
    make_missing_keys(tmp_path)
    after = read_keyring(tmp_path)
    assert (after.codes, after.pseudonyms) == (before.codes, before.pseudonyms)
    assert after.mail != before.mail


@pytest.mark.parametrize("content", [None, b"", b"AAAA", b"\xff\xfe", b"!" * 44])
def test_a_key_that_is_missing_or_damaged_is_said(tmp_path: Path, content: bytes | None) -> None:
    make_missing_keys(tmp_path)
    path = tmp_path / "codes.key"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    said = "introuvables" if content is None else rf"{path} est abîmé.*depuis une copie"
    with pytest.raises(KeysMissing, match=said):
        read_keyring(tmp_path)


def test_the_files_of_a_backup_are_the_keys_they_were(tmp_path: Path) -> None:
    make_missing_keys(tmp_path / "keys")
    told = key_files(tmp_path / "keys")
    assert keyring_of(told) == read_keyring(tmp_path / "keys")
    for name in told:
        with pytest.raises(KeysMissing):
            keyring_of({other: key for other, key in told.items() if other != name})
        with pytest.raises(KeysMissing):
            keyring_of(told | {name: told[name][:8]})
    (tmp_path / "keys" / "codes.key").unlink()
    with pytest.raises(KeysMissing):
        key_files(tmp_path / "keys")


def test_another_process_that_was_first_keeps_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def slow_link(source: Path, target: Path) -> None:
        if not target.exists():
            target.write_bytes(b"first")
        link(source, target)

    monkeypatch.setattr(os, "link", slow_link)
    make_missing_keys(tmp_path)
    assert {path.read_bytes() for path in tmp_path.glob("*.key")} == {b"first"}
    assert not list(tmp_path.glob("*.new"))


def test_a_digest_is_bound_to_purpose_account_and_kind(tmp_path: Path) -> None:
    make_missing_keys(tmp_path)
    keys = read_keyring(tmp_path)
    digests = {
        code_digest(keys, "confirm", 1, "fdupont", "BCDFGHJKLM"),
        code_digest(keys, "reset", 1, "fdupont", "BCDFGHJKLM"),
        code_digest(keys, "confirm", 2, "fdupont", "BCDFGHJKLM"),
        code_digest(keys, "confirm", 1, "kbenali", "BCDFGHJKLM"),
        link_digest(keys, "confirm", 1, "fdupont", "BCDFGHJKLM"),
    }
    assert len(digests) == 5
    assert {len(digest) for digest in digests} == {64}


def test_no_two_lists_of_parts_have_one_digest() -> None:
    assert keyed_digest(b"k", "ab", "c") != keyed_digest(b"k", "a", "bc")


def test_a_seal_opens_only_what_it_closed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_missing_keys(tmp_path / name)
    first, second = (Seal(read_keyring(tmp_path / name).mail) for name in ("a", "b"))
    sealed = first.close("Votre code : BCDFG-HJKLM 🗳", "mail", "1")
    assert sealed.isascii()
    assert "BCDFG" not in sealed
    assert first.open(sealed, "mail", "1") == "Votre code : BCDFG-HJKLM 🗳"
    assert first.close("x") != first.close("x")
    for damaged in (sealed[:-4] + "AAAA", "", "é", "x" * 100):
        with pytest.raises(KeysMissing):
            first.open(damaged, "mail", "1")
    for place in ((), ("mail",), ("mail", "2"), ("mail", "1", ""), ("mai", "l1")):
        with pytest.raises(KeysMissing):
            first.open(sealed, *place)
    with pytest.raises(KeysMissing):
        second.open(sealed, "mail", "1")
