"""A session of the helpdesk in its own process, the only one that opens the configured election."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import models
from models import EspaceError, VisitEnd, typeset
from tui.application.timing import Limits
from tui.desk.app import DeskApp
from tui.desk.host import pictures_of
from tui.hosts.forked_terminal import hold_forked
from tui.hosts.visit import load_configured
from tui.logs.journal import record_error
from tui.ssh.assistance.remote_desk import RemoteDesk
from tui.ssh.assistance.words import NOT_READ
from tui.ssh.session import AMONG_OTHERS, say_farewell, settle
from tui.ssh.terminal import Bounds, own_data
from tui.visit.profiles import desk_profile

if TYPE_CHECKING:
    from pathlib import Path

    from tui.application.app import EspaceApp
    from tui.hosts.reports import Reports
    from tui.hosts.visit import Configured
    from tui.ssh.messages import Begin, Line
    from tui.ssh.session import Setting

NAME = "assistance"
"""As ps and /proc/PID/comm show it."""
NOT_CHECKED = (
    "Le fichier d'élection {config} n'a pas pu être lu. Si cela se répète, voyez « errors.jsonl »."
)


def hold_assistance(
    begin: Begin, terminal: int, line: Line, reports: Reports, setting: Setting
) -> int:
    """Hold a session of the helpdesk in this forked process; returns 1 if it could not begin.

    Its memory is bounded as any session's. The time of a core and the size of a file are not: an
    agent works for a day, and a SQLite file of an election may be large. A loop that answers no
    more is ended by its silence.

    Args:
        begin: Who has come, from where.
        terminal: Descriptor of its pseudo-terminal.
        line: To the host.
        reports: Takes what the host has to know.
        setting: Of all sessions.
    """
    bounds = Bounds(own_data() + setting.settings.memory_bytes, seconds=None, written=None)
    if not settle(begin, terminal, {reports.descriptor, line.fileno()}, NAME, bounds):
        return 0
    if setting.config is None:  # the gate lets nobody come as far
        return 1
    try:
        configured = load_configured(setting.config)
    except EspaceError as error:
        words = NOT_READ.format(reason=error.text)
        print(typeset(words), file=sys.stderr, end="\r\n", flush=True)
        reports.ended(VisitEnd.STOPPED)
        return 1
    limits = Limits(idle=setting.settings.assistance_idle_seconds, warning=0)
    made: list[EspaceApp] = []

    def make_app() -> EspaceApp:
        app = desk_from(begin.address, configured)
        RemoteDesk(app, reports, line, limits)
        made.append(app)
        return app

    return hold_forked(
        make_app, reports, lambda: None, clean=lambda: say_farewell(made), pulse=AMONG_OTHERS
    )


def desk_from(address: str, configured: Configured) -> DeskApp:
    """Return the helpdesk of an agent who has come by SSH; the audit trail names the address."""
    profile, election = desk_profile(f"ssh:{address}"), configured.election
    pictures = pictures_of(election)
    return DeskApp(election, configured.clock, profile, configured.opened, pictures=pictures)


def begin_pictures(config: Path) -> None:
    """Have the pictures of the helpdesk drawn, if they are not there yet.

    The host does, once: a session has the memory of a session. What begins it is a process that
    ends at once, as in `check_election`: the host has no child to wait for, and reads no election.
    """
    pid = os.fork()
    if pid == 0:
        try:
            for number in signal.valid_signals():  # what a host ignores, its programs would
                with suppress(OSError, ValueError):
                    signal.signal(number, signal.SIG_DFL)
            with suppress(EspaceError):
                pictures_of(models.load_election(config)).begin()
        except Exception as error:
            record_error(error, "serve")
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def check_election(config: Path) -> None:
    """Check that an election file can be read.

    A process of its own does it: the host, of which all demonstrations are copies, never has
    anything of a real election in its memory.

    Raises:
        EspaceError: It cannot, with the reason.
    """
    reading, writing = os.pipe2(os.O_CLOEXEC)
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.write(writing, _fault_of(config).encode())
            status = 0
        except Exception as error:
            record_error(error, "serve")
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        fault = told.read().decode()
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0:
        raise EspaceError(NOT_CHECKED.format(config=config))
    if fault:
        raise EspaceError(fault)


def _fault_of(config: Path) -> str:
    """Return what is wrong with an election file, or an empty text."""
    try:
        models.load_election(config)
    except EspaceError as error:
        return error.text
    return ""
