"""Verifying the audit chain."""

from __future__ import annotations

from models import Espace
from models.tables.audit import AuditEvent
from tests.models.steps import reopened


def test_a_chain_that_grew_by_the_services_is_whole(espace: Espace) -> None:
    report = espace.verify_audit()
    with espace.context.connection():
        assert report.events == AuditEvent.select().count()
    assert report.events > 5
    assert report.first_fault is None


def test_another_process_finds_the_same(espace: Espace) -> None:
    before = espace.verify_audit()
    other = reopened(espace)
    assert other.verify_audit() == before
    other.close()
