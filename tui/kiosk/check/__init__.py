"""`kiosk --check`: what of a machine does not fit a terminal that is left unattended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Finding
    from tui.kiosk.check.machine import Machine


def findings(path: Path, machine: Machine, *, quick: bool = False) -> list[Finding]:
    """Return what every check found, the machine first, in the order of the guide.

    Args:
        path: The election file.
        machine: Where the kiosk is, or will be.
        quick: Only what a monitor asks for every minute.
    """
    from concurrent.futures import ThreadPoolExecutor

    from tui.kiosk.check.account import check_account, check_program
    from tui.kiosk.check.commands import with_whole_commands
    from tui.kiosk.check.console import check_console
    from tui.kiosk.check.election import check_election
    from tui.kiosk.check.live import check_answers
    from tui.kiosk.check.logins import check_logins
    from tui.kiosk.check.memory import check_memory
    from tui.kiosk.check.service import check_service
    from tui.kiosk.check.station import check_station
    from tui.kiosk.check.terminal import check_terminal

    looks = (
        check_terminal,
        check_console,
        check_account,
        check_program,
        check_service,
        check_station,
        check_logins,
        check_memory,
        check_answers,
    )
    # Services that are silent and a database that is locked are waited for at the same time.
    with ThreadPoolExecutor(1) as beside:
        election = beside.submit(check_election, machine, path, quick=quick)
        found = [one for look in looks for one in look(machine)]
        return with_whole_commands([*found, *election.result()], path)


def run_check(config: Path | None, *, as_json: bool, quick: bool) -> int:
    """Print what the checks found on this machine; return the exit status, see `print_findings`.

    Args:
        config: The election file, None for the one of the environment or of the account.
        as_json: For a program instead of a person.
        quick: Only what a monitor asks for every minute.
    """
    from tui.command_line.election_files import chosen_election_file
    from tui.command_line.environment import resume_collection
    from tui.command_line.findings import print_findings
    from tui.kiosk.check.machine import this_machine

    resume_collection()
    path = chosen_election_file(config).absolute()
    return print_findings(findings(path, this_machine(quick=quick), quick=quick), as_json=as_json)
