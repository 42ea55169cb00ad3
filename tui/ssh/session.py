"""A session in its own process: its terminal, its sandbox, its demonstration."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models import typeset
from tui.application.timing import Limits
from tui.command_line.process_guards import name_process
from tui.demo.sandbox import Sandbox, copy_of, sandbox_election
from tui.hosts.forked_terminal import hold_forked
from tui.hosts.visit_process import Pulse
from tui.ssh.app import SessionApp
from tui.ssh.memory import give_memory_back
from tui.ssh.terminal import (
    Bounds,
    close_others,
    keep_within,
    own_data,
    take_environment,
    take_terminal,
)

if TYPE_CHECKING:
    from datetime import datetime

    from models import Sample, SshSettings
    from tui.application.app import EspaceApp
    from tui.hosts.reports import Reports
    from tui.ssh.messages import Begin, Line

AMONG_OTHERS = Pulse(beat=2.0, silence=10.0, on_a_core=2.0, longest=30.0)
"""Of a session: nobody waits for its end, and a hundred of them say that they live."""
NAME = "session"
"""As ps and /proc/PID/comm show it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the sessions of a host have in common.

    Attributes:
        start: The aware moment at which each sandbox starts.
        template: A filled sandbox whose vote is prepared, of which each has a copy.
        settings: How much each may use, and how long.
        reach: How one comes to the host, as `Room.reach`.
        config: The election file of the helpdesk, absolute; None: it is not open. No more than its
            path is known here: each session of the helpdesk reads it itself.
        sample: The election that is shown, and its people; None: the default one.
    """

    start: datetime
    template: Path
    settings: SshSettings
    reach: str
    config: Path | None = None
    sample: Sample | None = None

    def limits(self, *, trains: bool) -> Limits:
        """Return how long a session may last; a trainer speaks to the room, and types nothing."""
        settings = self.settings
        longest, warning = settings.longest_seconds, settings.warning_seconds
        idle = longest - warning if trains else settings.idle_seconds
        return Limits(idle, warning, longest)


def hold_session(
    begin: Begin, terminal: int, line: Line, reports: Reports, setting: Setting
) -> int:
    """Hold a session in this forked process; returns 1 after a fault, otherwise ends the process.

    Args:
        begin: What the client has asked for.
        terminal: Descriptor of its pseudo-terminal.
        line: To the host.
        reports: Takes what the host has to know.
        setting: Of all sessions.
    """
    settings = setting.settings
    bounds = Bounds(own_data() + settings.memory_bytes, settings.core_seconds)
    if not settle(begin, terminal, {reports.descriptor, line.fileno()}, NAME, bounds):
        return 0
    make = copy_of(setting.template, setting.sample)
    sandbox = Sandbox(setting.start, make, sample=setting.sample, prepared=True)
    limits = setting.limits(trains=begin.trains)
    made: list[EspaceApp] = []

    def make_app() -> EspaceApp:
        election = sandbox_election(Path(), sandbox.sample)
        made.append(SessionApp(election, sandbox, reports, line, limits, begin))
        return made[0]

    return hold_forked(
        make_app, reports, sandbox.delete, clean=_end(sandbox, made), pulse=AMONG_OTHERS
    )


def settle(begin: Begin, terminal: int, kept: Collection[int], name: str, bounds: Bounds) -> bool:
    """Make this forked process one of a session: its terminal, its client's variables, its limits.

    Returns whether the client is still there.

    Args:
        begin: What the client has asked for.
        terminal: Descriptor of its pseudo-terminal.
        kept: Descriptors of the host's that stay open.
        name: As ps shows it.
        bounds: What it may use.
    """
    try:
        take_terminal(terminal)
    except OSError:
        return False
    close_others(kept)
    name_process(name)
    take_environment(begin.environment)
    give_memory_back()
    keep_within(bounds)
    return True


def say_farewell(made: list[EspaceApp]) -> None:
    """Say the last sentence of the application that was made, once."""
    for app in made:
        if app.farewell:
            print(typeset(app.farewell), file=sys.__stderr__, end="\r\n", flush=True)
    made.clear()


def _end(sandbox: Sandbox, made: list[EspaceApp]) -> Callable[[], None]:
    """Return what deletes the sandbox and says the last sentence, once."""

    def end() -> None:
        sandbox.delete()
        say_farewell(made)

    return end
