"""Verifying the audit chain."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from models import DatabaseUnavailable, Espace
from models.services.audit.chain import ChainWalk, walk_chain
from models.tables.audit import AuditEvent, AuditHead
from tests.models.steps import SOURCE, create, reopened, sample, sign_in

RIGHT = "Pastel9Cassoulet"


def test_a_chain_that_grew_by_the_services_is_whole(espace: Espace) -> None:
    report = espace.administration.verify_audit()
    with espace.context.connection():
        assert report.events == AuditEvent.select().count()
    assert report.events > 5
    assert report.first_fault is None


def test_another_process_finds_the_same(espace: Espace) -> None:
    before = espace.administration.verify_audit()
    other = reopened(espace)
    assert other.administration.verify_audit() == before
    other.close()


def test_an_event_that_is_written_meanwhile_is_no_fault(
    espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow, visits = ChainWalk.follow, [Thread(target=sign_in, args=(espace, "kbenali", RIGHT))]

    def slowly(self: ChainWalk, event: AuditEvent) -> bool:
        while visits:
            visit = visits.pop()
            visit.start()
            visit.join()
        return follow(self, event)

    before = espace.administration.verify_audit()
    monkeypatch.setattr(ChainWalk, "follow", slowly)
    assert espace.administration.verify_audit() == before
    assert espace.administration.verify_audit().events == before.events + 1


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_the_server_keeps_the_events_that_are_not_walked_yet(espace: Espace) -> None:
    """A driver without a cursor of the server holds the whole chain: a million votes at once."""
    cursors: list[int] = []
    database: Any = espace.context.store.database

    def look(_: AuditEvent) -> None:
        (found,) = database.execute_sql("SELECT COUNT(*) FROM pg_cursors").fetchone()
        cursors.append(found)

    with espace.context.snapshot():
        walk_chain(espace.context, each=look)
    assert len(cursors) > 5
    assert all(cursors)


def test_a_chain_whose_end_was_taken_away_is_altered_wherever_it_is_read(
    espace: Espace, tmp_path: Path
) -> None:
    whole = espace.administration.verify_audit()
    with espace.context.transaction():
        AuditHead.delete().execute()
    espace = reopened(espace)
    assert espace.administration.verify_audit().first_fault == whole.events + 1
    administration = espace.administration
    acts: list[Any] = [administration.back_up, administration.export_audit]
    for number, act in enumerate(acts):
        assert act(tmp_path / str(number), source=SOURCE).first_fault == whole.events + 1
    with pytest.raises(DatabaseUnavailable) as away:
        create(espace, sample("fdupont").address)
    assert "altérée" in (away.value.reason or "")
    espace.close()
