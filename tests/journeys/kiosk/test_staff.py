"""The staff leave by a key and their code; no one else can, and a wrong code costs a wait."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.election import run_admin
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.kiosk.traces import in_files, in_memories, in_memory

F12 = "\x1b[24~"


@pytest.fixture
def staff(program: InstalledProgram, prepared: Path) -> dict[str, str]:
    """A staff code and its hash, made by the administrator's command."""
    config = prepared / "election.toml"
    made = run_admin(program, prepared, "staff-code", "--generate", "--json", "--config", config)
    found: dict[str, str] = json.loads(made.stdout)
    return found


def test_the_staff_code_leaves_the_kiosk_and_the_terminal_as_it_was(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path, staff: dict[str, str]
) -> None:
    config = make_config(staff_code_hash=staff["staff_code_hash"])
    borne = start_kiosk(config)
    borne.terminal.send(F12)
    borne.terminal.wait_for("Code du personnel", "Quitter la borne")
    borne.terminal.type(staff["staff_code"].lower())
    borne.terminal.stand()
    borne.terminal.press("enter")
    assert borne.terminal.wait_end() == 0
    assert borne.processes == []
    assert borne.terminal.faults_left() == []
    assert borne.terminal.words == ""
    assert in_files([home], [staff["staff_code"], staff["staff_code"].lower()]) == set()


def test_a_wrong_code_keeps_everybody_in_and_waits_after_three(
    make_config: MakeConfig, start_kiosk: StartKiosk, staff: dict[str, str]
) -> None:
    borne = start_kiosk(make_config(staff_code_hash=staff["staff_code_hash"]))
    (process,) = borne.visits
    borne.terminal.send(F12)
    borne.terminal.wait_for("Code du personnel")
    for _ in range(4):
        borne.terminal.type("Cassoulet-31")
        borne.terminal.wait_for("•" * len("Cassoulet-31"))
        borne.terminal.stand()
        borne.terminal.press("enter")
        borne.terminal.wait_gone("•")
        borne.terminal.wait_for("✗", "Quitter la borne")
    borne.terminal.wait_for("Trop d'essais. Vous pourrez recommencer dans")
    assert borne.visits == [process]
    assert in_memory(process, ["Cassoulet-31"])
    borne.terminal.press("escape")
    borne.is_another_than([process])
    assert in_memories(borne.processes, ["Cassoulet-31"]) == {}
    borne.opens().opens_the_webmail()
    borne.quits()


def test_without_a_staff_code_the_page_says_how_the_kiosk_is_stopped(
    make_config: MakeConfig, start_kiosk: StartKiosk
) -> None:
    borne = start_kiosk(make_config())
    borne.terminal.send(F12)
    borne.terminal.wait_for("Code du personnel")
    borne.terminal.type("Cassoulet-31")
    borne.terminal.stand()
    borne.terminal.press("enter")
    borne.terminal.wait_for("systemctl stop")
    borne.terminal.press("escape")
    borne.waits()


def test_in_a_visit_the_key_of_the_staff_means_nothing(
    make_config: MakeConfig, start_kiosk: StartKiosk, staff: dict[str, str]
) -> None:
    borne = start_kiosk(make_config(staff_code_hash=staff["staff_code_hash"]))
    visitor = borne.opens()
    visitor.opens_the_webmail()
    borne.terminal.send(F12)
    visitor.terminal.type("fdupont")
    visitor.reads("fdupont", "Nom d'utilisateur")
    borne.quits()
