"""Nothing of a visit is found by the next: not in memory, on the screen, in files or logs."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models.mail.letters import Letter
from tests.journeys.kiosk.borne import STANDBY, Borne
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.kiosk.path import ADDRESS, NAME, Traces, whole_path
from tests.journeys.kiosk.traces import in_files, in_memories, in_scroll_back
from tests.models.mails_to_send import post_mails, row_of
from tests.tui.sending_election import opened

STRANGER = "dominique.roques@ac-toulouse.fr"
LEFT_OVER = "Votre code de confirmation : TRWPZ-KLMNB"
BREAKS_AT_F3 = """
from tui.application.app import EspaceApp
def broken(self):
    typed = self.visit
    raise ValueError(typed.address)
EspaceApp.action_theme = broken
from tui.cli import main
main()
"""


def nothing_is_left(borne: Borne, home: Path, traces: Traces) -> None:
    """Look everywhere for what the visit before held, once it is known that looking finds it."""
    assert traces.seen == set(traces.secrets)
    assert len(traces.secrets) == 6
    processes = borne.processes
    assert borne.host in processes
    assert in_memories(processes, traces.all) == {}
    borne.terminal.settle()
    assert in_scroll_back(bytes(borne.terminal.output), [*traces.all, NAME]) == set()
    temporary = Path(tempfile.gettempdir()) / f"espace-electeur-{os.getuid()}"
    written = [secret for secret in traces.all if secret != ADDRESS]  # it is on the roll
    assert in_files([home, temporary], written) == set()
    assert in_files([home / "journaux"], traces.all) == set()


def by_a_fault(borne: Borne) -> None:
    before = borne.visits
    borne.kill(signal.SIGSEGV, before[0])
    borne.is_another_than(before)


def by_a_kill(borne: Borne) -> None:
    before = borne.visits
    borne.kill(signal.SIGKILL, before[0])
    borne.is_another_than(before)


def test_after_a_visit_nothing_of_it_is_found_and_its_log_holds_no_name(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(make_config())
    _, traces = whole_path(borne)
    borne.quits()
    nothing_is_left(borne, home, traces)
    borne.opens()
    borne.quits()
    assert STANDBY in borne.terminal.words
    whole, looked = (home / "journaux" / "visits.jsonl").read_text().splitlines()
    assert '"reason": "left"' in whole
    assert '"step": "scrutins"' in whole
    assert '"step": "home"' in looked
    assert NAME.lower() not in (whole + looked).lower()


@pytest.mark.soak
@pytest.mark.parametrize("end", [by_a_fault, by_a_kill])
def test_after_a_visit_of_another_end_nothing_of_it_is_found(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path, end: Callable[[Borne], None]
) -> None:
    borne = start_kiosk(make_config())
    _, traces = whole_path(borne)
    end(borne)
    nothing_is_left(borne, home, traces)


@pytest.mark.soak
def test_after_a_visit_that_somebody_walked_away_from(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(make_config(idle_seconds=20, warning_seconds=2))
    _, traces = whole_path(borne)
    before = borne.visits
    borne.terminal.wait_for("Êtes-vous encore là")
    borne.is_another_than(before)
    nothing_is_left(borne, home, traces)


def test_after_a_visit_that_a_fault_of_the_program_ended(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(make_config(), script=BREAKS_AT_F3)
    _, traces = whole_path(borne)
    before = borne.visits
    borne.terminal.press("f3")
    borne.is_another_than(before)
    words = borne.terminal.words
    assert "Une erreur est survenue, votre visite est terminée" in words
    nothing_is_left(borne, home, traces)
    (line,) = (home / "journaux" / "errors.jsonl").read_text().splitlines()
    reference = line.split('"reference": "')[1][:8]
    assert reference in words
    assert "ValueError" in line


def test_a_mail_that_an_ended_visit_has_left_is_sent_by_a_process_of_its_own(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    config = make_config()
    post_mails(opened(config), [STRANGER], letter=Letter("Votre code", LEFT_OVER))
    borne = start_kiosk(config)
    whole_path(borne)
    assert in_memories(borne.processes, [LEFT_OVER]) == {}
    espace = opened(config)
    borne.terminal.wait_until(
        lambda: row_of(espace, STRANGER).state == "refused", "a refusal: it has no mailbox"
    )
    espace.close()

    def a_sender_has_run() -> bool:
        logs = (home / "journaux").glob("*.jsonl")
        return any(
            '"command": "espace-electeur admin send"' in log.read_text("utf-8") for log in logs
        )

    borne.terminal.wait_until(a_sender_has_run, "a sender's line: no visit has opened it")
