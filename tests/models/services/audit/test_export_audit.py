"""The audit chain handed to a third party."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from models import Espace
from models.tables.audit import AuditEvent
from tests.models.steps import PASSWORD, SOURCE, activate, sample


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_event_is_a_line_that_names_the_digest_of_the_one_before(
    espace: Espace, tmp_path: Path
) -> None:
    activate(espace, "fdupont")
    path = tmp_path / "chaine.jsonl"
    report = espace.administration.export_audit(path, source=SOURCE)
    events = lines(path)
    assert report.events == len(events)
    assert report.first_fault is None
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert all(after["previous"] == before["digest"] for before, after in pairwise(events))
    assert str(events[-1]["at"]).endswith("+00:00")


def test_it_names_nobody_and_no_place(espace: Espace, tmp_path: Path) -> None:
    activate(espace, "fdupont")
    path = tmp_path / "chaine.jsonl"
    espace.administration.export_audit(path, source="kiosque du lycée")
    content = path.read_text(encoding="utf-8")
    for personal in ("dupont", sample("fdupont").address, SOURCE, PASSWORD, "lycée"):
        assert personal not in content
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_altered_event_is_written_and_told(espace: Espace, tmp_path: Path) -> None:
    with espace.context.transaction():
        AuditEvent.update(kind="nothing").where(AuditEvent.sequence == 2).execute()
    report = espace.administration.export_audit(tmp_path / "chaine.jsonl", source=SOURCE)
    assert report.first_fault == 2
    assert lines(tmp_path / "chaine.jsonl")[1]["kind"] == "nothing"


def test_the_export_is_an_event_itself(espace: Espace, tmp_path: Path) -> None:
    before = espace.administration.verify_audit().events
    espace.administration.export_audit(tmp_path / "chaine.jsonl", source=SOURCE)
    after = espace.administration.verify_audit()
    assert (after.events, after.first_fault) == (before + 1, None)
