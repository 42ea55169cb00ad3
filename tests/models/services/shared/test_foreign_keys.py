"""A machine with the keys of another database writes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Election, Espace, KeysMissing, StatusAxis, WrongKeys
from models.crypto.keys import make_missing_keys
from models.storage.store import keys_directory
from models.tables.audit import AuditEvent
from tests.models.clocks import HandClock, paris
from tests.models.steps import SOURCE, create, sample

ACTS: dict[str, Callable[[Espace, Path], object]] = {
    "backup": lambda espace, path: espace.administration.back_up(path, source=SOURCE),
    "export": lambda espace, path: espace.administration.export_audit(path, source=SOURCE),
    "table": lambda espace, path: espace.administration.export_status(path, StatusAxis.CORPS),
    "purge": lambda espace, path: espace.administration.purge_election(
        dry_run=False, source=SOURCE
    ),
    "expired": lambda espace, path: espace.administration.purge_expired(
        dry_run=False, source=SOURCE
    ),
    "status": lambda espace, path: espace.administration.count_progress(),
    "send": lambda espace, path: espace.administration.send_waiting_mail(),
    "verify": lambda espace, path: espace.administration.verify_audit(),
    "migrate": lambda espace, path: espace.administration.migrate(),
    "create": lambda espace, path: create(espace, sample("fdupont").address),
}


@pytest.fixture
def stranger(election: Election, tmp_path: Path) -> Election:
    """The election as a second file describes it, whose `keys` are another's."""
    make_missing_keys(tmp_path / "others")
    section = election.database.changed(keys=tmp_path / "others")
    return election.changed(database=section)


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_with_the_keys_of_another_database(
    espace: Espace, stranger: Election, tmp_path: Path, act: str
) -> None:
    before = espace.administration.verify_audit()
    other = Espace(stranger, HandClock(paris("2015-04-01 00:00")))
    with pytest.raises(WrongKeys):
        ACTS[act](other, tmp_path / "written")
    other.close()
    assert not (tmp_path / "written").exists()
    assert espace.administration.verify_audit() == before
    assert espace.verify() is espace


def test_it_is_a_line_of_the_check_and_the_others_are_made(
    espace: Espace, stranger: Election
) -> None:
    other = Espace(stranger, espace.clock)
    bad = {one.subject for one in other.administration.check_installation() if not one.good}
    other.close()
    # The tests' role on a server is a superuser; six people are called to few of the scrutins.
    assert bad - {"role", "scrutins"} == {"keys"}


def test_an_altered_end_is_no_matter_of_foreign_keys(espace: Espace) -> None:
    events = espace.administration.verify_audit().events
    with espace.context.transaction():
        AuditEvent.update(kind="nothing").where(AuditEvent.sequence == events).execute()
    again = Espace(espace.election, espace.clock)
    assert again.administration.verify_audit().first_fault == events
    again.close()


def test_keys_that_come_later_are_looked_at_then(
    espace: Espace, stranger: Election, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    shutil.move(keys_directory(stranger.database), kept)
    other = Espace(stranger, espace.clock)
    assert other.administration.count_progress().total.electors == 6
    with pytest.raises(KeysMissing):
        other.verify()
    shutil.move(kept, keys_directory(stranger.database))
    with pytest.raises(WrongKeys):
        create(other, sample("fdupont").address)
    other.close()
