"""What is written of what the program does: kinds and numbers, never what was typed."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import LogsSection, toulouse_election
from models.settings.kiosk import KioskSection
from tui.logs import events
from tui.logs.events import NUMBERS, TEXTS, only_known, use, use_election, write_event
from tui.logs.journal import record_error

SECRETS = (
    "Cormoran7Vallespir",
    "BCDFG-HJKLM",
    "francoise.dupont@ac-toulouse.fr",
    "16E0501234ABC",
    "$argon2id$v=19$m=19456",
)


@pytest.fixture(autouse=True)
def nothing_chosen() -> Iterator[None]:
    """Leave the process as it was."""
    yield
    use(LogsSection())
    events._chosen.clear()


@pytest.fixture
def section(tmp_path: Path) -> LogsSection:
    chosen = LogsSection(directory=tmp_path / "journaux")
    use(chosen)
    return chosen


def lines(section: LogsSection, name: str = "events.jsonl") -> list[str]:
    return (section.place / name).read_text(encoding="utf-8").splitlines()


def test_an_event_is_a_line_of_json(section: LogsSection) -> None:
    write_event("command", command="espace-electeur admin status", status=0, seconds=0.25)
    (line,) = lines(section)
    found = json.loads(line)
    assert found.pop("timestamp").endswith("Z")
    assert found == {
        "event": "command",
        "level": "info",
        "command": "espace-electeur admin status",
        "status": 0,
        "seconds": 0.25,
    }


def test_each_line_tells_of_which_election_and_host_it_is(tmp_path: Path) -> None:
    kiosk = KioskSection(name="salle des professeurs")
    logs = LogsSection(directory=tmp_path)
    election = toulouse_election("sqlite:///none").changed(logs=logs, kiosk=kiosk)
    use_election(election)
    write_event("command")
    record_error(ValueError(), "terminal")
    for name in ("events.jsonl", "errors.jsonl"):
        found = json.loads(lines(logs, name)[0])
        assert found["election"] == "Élections professionnelles 2014"
        assert found["host"] == "salle des professeurs"


def test_for_a_person_it_is_a_line_of_words(tmp_path: Path) -> None:
    section = LogsSection(directory=tmp_path, form="console")
    use(section)
    write_event("command", command="espace-electeur admin check", status=1)
    (line,) = lines(section, "events.log")
    assert "espace-electeur admin check" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_not_known_is_dropped(section: LogsSection, secret: str) -> None:
    write_event("command", password=secret, address=secret, status=secret, frames=[secret], rows=3)
    (line,) = lines(section)
    assert secret not in line
    assert json.loads(line)["rows"] == 3


def test_a_known_fact_of_another_shape_is_dropped() -> None:
    for name in (*TEXTS, *NUMBERS):
        assert only_known(None, "info", {name: "francoise.dupont@ac-toulouse.fr"}) == {}
        assert only_known(None, "info", {name: "a\nsecond line"}) == {}
        assert only_known(None, "info", {name: {"any": "thing"}}) == {}


def test_directory_and_files_are_their_owner_s_alone(section: LogsSection) -> None:
    write_event("command")
    assert stat.S_IMODE(section.place.stat().st_mode) == 0o700
    for path in section.place.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_less_important_than_asked_for_is_not_written(tmp_path: Path) -> None:
    use(LogsSection(directory=tmp_path / "journaux", level="warning"))
    write_event("command")
    assert not (tmp_path / "journaux" / "events.jsonl").exists()
    write_event("command", level="warning")
    assert (tmp_path / "journaux" / "events.jsonl").exists()


def test_the_journal_of_systemd_reads_the_priority(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(LogsSection(target="journal", directory=tmp_path))
    write_event("command")
    write_event("command", level="warning")
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith('<6>{"')
    assert second.startswith('<4>{"')
    assert not list(tmp_path.iterdir())


def test_standard_error_takes_plain_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(LogsSection(target="stderr", directory=tmp_path))
    write_event("command")
    assert json.loads(capsys.readouterr().err)["event"] == "command"


def test_a_screen_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    use(LogsSection(target="journal", directory=tmp_path))
    record_error(ValueError("x"), "terminal")
    assert capsys.readouterr().err == ""
    assert (tmp_path / "errors.jsonl").exists()


def test_the_record_of_a_fault_holds_kinds_and_places_only(section: LogsSection) -> None:
    def fail(password: str) -> None:
        raise KeyError(password)

    for secret in SECRETS:
        with pytest.raises(KeyError) as caught:
            fail(secret)
        reference = record_error(caught.value, "terminal")
        found = json.loads(lines(section, "errors.jsonl")[-1])
        assert found["reference"] == reference
        assert found["kind"] == "KeyError"
        assert found["frames"][-1].startswith("test_logs.py:")
        assert found["frames"][-1].endswith(" fail")
        assert secret not in json.dumps(found)


def test_what_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    use(LogsSection(directory=tmp_path / "file" / "journaux"))
    write_event("command")
    assert len(record_error(ValueError(), "terminal")) == 8


def test_before_an_election_is_known_no_event_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    write_event("command")
    assert not list(tmp_path.rglob("*"))
