"""The election as a kiosk reaches it, and the whole of `kiosk --check`."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from peewee import Table

from models import Espace, Finding, Level, SystemClock, load_election
from models.migrations.state import ROLL_MIGRATIONS
from tests.journeys.election import moved_to_now
from tests.tui.commands import PEOPLE, admin, call_process, said
from tests.tui.kiosk.check.machines import fit_machine, to_do, write
from tui.kiosk.check import findings
from tui.kiosk.check.commands import with_whole_commands
from tui.kiosk.check.election import check_election
from tui.kiosk.check.live import QUICK_PATIENCE, Questions


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An election file with its database, which the kiosk's account only reads."""
    path = tmp_path / "election" / "election.toml"
    path.parent.mkdir()
    done = admin("init", "--config", path, XDG_STATE_HOME=str(tmp_path / "state"))
    assert done.returncode == 0, done.stderr
    path.chmod(0o644)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("#directory = ", "directory = "), "utf-8")
    return path


def with_a_staff_code(config: Path) -> Path:
    done = admin("staff-code", "--generate", "--json", "--config", config)
    assert done.returncode == 0, done.stderr
    line = f'staff_code_hash = "{json.loads(done.stdout)["staff_code_hash"]}"'
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[kiosk]\n", f"[kiosk]\n{line}\n"), "utf-8")
    return config


def test_on_a_fit_machine_with_a_prepared_election_nothing_is_to_be_done(
    config: Path, tmp_path: Path
) -> None:
    text = moved_to_now(with_a_staff_code(config).read_text(encoding="utf-8"))
    config.write_text(text, "utf-8")
    assert admin("import", PEOPLE, "--config", config).returncode == 0
    found = findings(config, fit_machine(tmp_path / "machine"))
    # A roll of six people calls nobody to most of the scrutins: to be looked at, no fault.
    assert to_do(found).keys() <= {"scrutins"}
    assert {"terminal", "keyboard", "account", "sysrq", "database", "staff"} <= {
        one.subject for one in found
    }


def test_a_kiosk_that_nobody_can_leave_needs_a_staff_code(config: Path, tmp_path: Path) -> None:
    said_of = to_do(check_election(fit_machine(tmp_path / "machine"), config))
    assert "admin staff-code" in said_of["staff"]


def test_a_command_to_run_is_shown_whole(config: Path, tmp_path: Path) -> None:
    place = config.with_name("une élection.toml")
    config.rename(place)
    found = to_do(findings(place, fit_machine(tmp_path / "machine")))
    command = f"sudo -u borne espace-electeur admin staff-code --config '{place}'"
    assert f"« {command} »" in found["staff"]
    as_root = to_do(findings(place, fit_machine(tmp_path / "other", uid=0)))
    check = f"sudo -u borne espace-electeur kiosk --check --config '{place}'"
    assert f"« {check} »" in as_root["account"]


def test_a_command_in_a_fault_of_the_election_file_is_shown_whole(
    config: Path, tmp_path: Path
) -> None:
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[kiosk]\n", '[kiosk]\nstaff_code_hash = "1"\n'), "utf-8")
    found = to_do(findings(config, fit_machine(tmp_path / "machine")))
    command = f"sudo -u borne espace-electeur admin staff-code --config {config}"
    assert f"« {command} »" in found["election"]


def test_the_command_of_a_database_that_is_not_up_to_date_is_shown_whole(
    config: Path, tmp_path: Path
) -> None:
    espace = Espace(load_election(config), SystemClock())
    with espace.context.transaction():
        history = Table(ROLL_MIGRATIONS.history).bind(espace.context.store.database)
        history.delete().where(history.c.name == max(ROLL_MIGRATIONS.known())).execute()
    espace.close()
    found = to_do(findings(config, fit_machine(tmp_path / "machine")))
    command = f"sudo -u borne espace-electeur admin migrate --config {config}"
    assert f"« {command} »" in found["database"]


def test_a_sentence_is_left_as_it_is_unless_it_names_its_command() -> None:
    named = Finding("a", "A", Level.FAULT, "Lancez « espace-electeur admin check ».", "admin check")
    said = replace(named, command=None)
    (whole, same) = with_whole_commands([named, said], Path("/srv/e.toml"))
    assert (
        whole.text == "Lancez « sudo -u borne espace-electeur admin check --config /srv/e.toml »."
    )
    assert same is said


def test_of_a_file_that_is_not_there_only_how_to_write_it_is_told(tmp_path: Path) -> None:
    place = tmp_path / "none.toml"
    found = findings(place, fit_machine(tmp_path / "machine"))
    assert "file" not in {one.subject for one in found}
    init = f"« sudo espace-electeur admin init --config {place} »"
    assert init in to_do(found)["election"]


def test_a_file_that_is_not_there_in_a_folder_open_to_all_is_no_trouble(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    found = check_election(fit_machine(tmp_path / "machine"), tmp_path / "none.toml")
    assert [one.subject for one in found] == ["election"]


def test_an_election_file_that_the_account_may_change_is_told(config: Path, tmp_path: Path) -> None:
    config.chmod(0o666)
    said_of = to_do(check_election(fit_machine(tmp_path / "machine"), config))
    assert f"sudo chown root:borne {config}" in said_of["file"]


def test_an_election_file_that_the_account_may_not_read_is_told(
    config: Path, tmp_path: Path
) -> None:
    config.chmod(0o600)
    said_of = to_do(check_election(fit_machine(tmp_path / "machine"), config))
    assert f"sudo chmod 640 {config}" in said_of["file"]


def test_a_database_that_is_gone_leaves_the_other_checks(config: Path, tmp_path: Path) -> None:
    (config.parent / "donnees" / "election.sqlite").unlink()
    found = findings(config, fit_machine(tmp_path / "machine"))
    assert "[database]" in to_do(found)["database"]
    assert "terminal" in {one.subject for one in found}


def test_an_election_file_that_is_wrong_is_one_finding_among_the_others(
    config: Path, tmp_path: Path
) -> None:
    config.write_text("[election]\n", "utf-8")
    found = findings(config, fit_machine(tmp_path / "machine"))
    assert "election" in to_do(found)
    assert "sysrq" in {one.subject for one in found}


@pytest.fixture
def silent_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Questions:
    """Have the commands that ask systemd and logind never answer; return who asks them."""
    for name in ("systemctl", "busctl"):
        write(tmp_path / "silent" / name, "#!/bin/sh\nexec sleep 3600\n").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'silent'}:{os.environ['PATH']}")
    return Questions(QUICK_PATIENCE)


@pytest.mark.parametrize("quick", [True, False])
def test_services_that_never_answer_are_named_and_hold_nothing_up(
    config: Path, tmp_path: Path, silent_services: Questions, quick: bool
) -> None:
    machine = fit_machine(
        tmp_path / "machine", ask=silent_services, unanswered=silent_services.unanswered
    )
    found = findings(config, machine, quick=quick)
    silent = [one for one in found if one.subject == "systemd"]
    assert {one.text.partition(" ")[0] for one in silent} == {"systemctl", "busctl"}
    assert {one.level for one in silent} == {Level.ATTENTION}
    assert "database" in {one.subject for one in found}


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["sentences", "json"])
def test_the_command_says_what_is_to_be_done_with_the_status_of_a_fault(
    config: Path, options: list[str]
) -> None:
    done = call_process("kiosk", "--check", *options, "--config", config, TERM="linux")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    if options:
        document = json.loads(done.stdout)
        facts = {one["subject"]: one["level"] for one in document["findings"]}
        assert document["state"] == "fault"
        assert facts["terminal"] == facts["database"] == "ok"
    else:
        assert "OK      Terminal         Pas regardé" in said(done)
        assert "OK      Base de données " in said(done)
