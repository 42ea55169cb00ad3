"""A backup shows who has written it, by a key that is on no kiosk and in no database."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from models import Election, Espace, SignInRefused
from models.crypto.bound_hashes import Owner
from models.errors import BackupUnusable, KeysMissing
from models.storage.store import keys_directory
from tests.models.clocks import HandClock
from tests.models.steps import OTHER_PASSWORD, PASSWORD, SOURCE, sign_in

TABLE = "tables/voter_account.jsonl"


def changed(path: Path, old: str, new: str) -> None:
    """Put another password into a backup, with digests that fit: who has the keys could."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[TABLE] = contents[TABLE].replace(old.encode(), new.encode())
    told = json.loads(contents["manifest.json"])
    (part,) = [part for part in told["tables"] if part["table"] == "voter_account"]
    part["sha256"] = hashlib.sha256(contents[TABLE]).hexdigest()
    contents["manifest.json"] = json.dumps(told).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


def on_the_same_machine(espace: Espace, elsewhere: Election, clock: HandClock) -> Espace:
    """Open the other database with the keys of the first one in their place."""
    directory = keys_directory(elsewhere.database)
    shutil.copytree(espace.context.store.key_directory, directory)
    return Espace(elsewhere, clock)


def test_a_backup_as_it_was_written_is_proved(
    espace: Espace, saved: Path, elsewhere: Election, clock: HandClock
) -> None:
    other = on_the_same_machine(espace, elsewhere, clock)
    assert other.administration.restore(saved, source=SOURCE).proved
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    other.close()


def test_a_backup_that_was_changed_is_refused_unless_it_is_asked_for(
    espace: Espace, saved: Path, elsewhere: Election, clock: HandClock
) -> None:
    with espace.context.connection():
        old = next(iter(_hashes(espace)))
    changed(saved, old, espace.context.passwords.make(OTHER_PASSWORD, Owner.voter("fdupont")))
    other = on_the_same_machine(espace, elsewhere, clock)
    with pytest.raises(BackupUnusable, match="Rien ne prouve"):
        other.administration.restore(saved, source=SOURCE)
    report = other.administration.restore(saved, unproved=True, source=SOURCE)
    assert not report.proved
    with pytest.raises(SignInRefused):
        sign_in(other, "fdupont", PASSWORD)
    other.close()


def test_a_machine_that_can_prove_nothing_does_not_take_a_backup_for_proved(
    espace: Espace, elsewhere: Election, clock: HandClock, tmp_path: Path
) -> None:
    plainly = tmp_path / "sans-cles.zip"
    espace.administration.back_up(plainly, source=SOURCE)
    other = on_the_same_machine(espace, elsewhere, clock)
    (keys_directory(elsewhere.database) / "administration.key").unlink()
    with pytest.raises(BackupUnusable, match="--unproved"):
        other.administration.restore(plainly, source=SOURCE)
    assert not other.administration.restore(plainly, unproved=True, source=SOURCE).proved
    other.close()


def _hashes(espace: Espace) -> list[str]:
    rows = espace.context.store.dialect.run(
        "SELECT a.password_hash FROM voter_account a JOIN elector e ON e.id = a.elector_id "
        "WHERE e.uid = 'fdupont'"
    )
    return [stored for (stored,) in rows.fetchall()]


def test_the_keys_that_a_backup_brings_prove_nothing(
    saved: Path, elsewhere: Election, clock: HandClock
) -> None:
    other = Espace(elsewhere, clock)
    assert not other.administration.restore(saved, source=SOURCE).proved
    other.close()


def test_a_machine_without_the_administrators_key_makes_none(
    espace: Espace, tmp_path: Path
) -> None:
    key = espace.context.store.key_directory / "administration.key"
    key.unlink()
    with pytest.raises(KeysMissing, match="clé de l'administration") as refusal:
        espace.administration.back_up(tmp_path / "autre.zip", source=SOURCE)
    assert str(key) in refusal.value.text
    assert not (tmp_path / "autre.zip").exists()


def test_the_end_of_the_chain_is_noted_in_it(espace: Espace, saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        noted = json.loads(archive.read("manifest.json"))["audit_end"]
    anchors = espace.administration.read_anchors(noted)
    assert espace.administration.verify_audit(since=anchors).first_fault is None
    assert espace.administration.read_anchors(str(saved)) == anchors
