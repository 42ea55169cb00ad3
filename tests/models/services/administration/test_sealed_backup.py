"""A sealed backup, from either database into either: proved, whole, and for its key alone."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from models import AnchorUnreadable, BackupKey, BackupLock, BackupLocked, Espace, Progress, Stage
from tests.models.clocks import HandClock
from tests.models.databases import Databases
from tests.models.steps import PASSWORD, SOURCE, activate, sign_in


def test_it_goes_into_an_empty_database_with_its_key_only(
    espace: Espace, databases: Databases, clock: HandClock, tmp_path: Path
) -> None:
    activate(espace, "fdupont")
    path, identity = tmp_path / "sauvegarde", pyrage.x25519.Identity.generate()
    told: list[Progress] = []
    report = espace.administration.back_up(
        path,
        with_keys=True,
        lock=BackupLock((str(identity.to_public()),)),
        source=SOURCE,
        tell=told.append,
    )
    assert (report.first_fault, report.size) == (None, path.stat().st_size)
    assert {one.stage for one in told} == {Stage.WRITING, Stage.CHECKING}, "read again, too"
    (tmp_path / "ailleurs").mkdir()
    elsewhere = databases.empty(tmp_path / "ailleurs")
    other = Espace(elsewhere, clock)
    with pytest.raises(BackupLocked):
        other.administration.restore(path, source=SOURCE)
    done = other.administration.restore(path, key=BackupKey((str(identity),)), source=SOURCE)
    assert (done.rows, done.tables) == (report.rows, report.tables)
    assert sign_in(other, "fdupont", PASSWORD).account_version == 1
    other.close()
    databases.drop(elsewhere)


def test_it_names_no_end_of_the_chain_to_whoever_has_no_key(
    file_espace: Espace, tmp_path: Path
) -> None:
    path = tmp_path / "sauvegarde"
    lock = BackupLock((str(pyrage.x25519.Identity.generate().to_public()),))
    file_espace.administration.back_up(path, lock=lock, source=SOURCE)
    with pytest.raises(AnchorUnreadable):
        file_espace.administration.read_anchors(str(path))
