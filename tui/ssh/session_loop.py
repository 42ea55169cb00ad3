"""The loop of a host of sessions: forks one for each that the gate announces, and attends them.

This process has everything imported, and no thread, event loop, open database or application of
its own: nothing that a person types comes into it.
"""

from __future__ import annotations

import math
import os
import select
import signal
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

import msgspec

from models import say_wait
from tui.demo.sandbox import clear_abandoned
from tui.hosts.visit_process import VisitProcess, fork_visit, wait_for
from tui.hosts.visits_log import record_fault, write_visit
from tui.ssh.assistance.session import hold_assistance
from tui.ssh.attended import Attended
from tui.ssh.messages import Begin, Closing, End, Ended, Refused, Watched, pair
from tui.ssh.room_messages import FROM_SESSION, TO_SESSION
from tui.ssh.roster import Roster
from tui.ssh.session import AMONG_OTHERS, hold_session
from tui.ssh.words import STOPS_SOON

if TYPE_CHECKING:
    from models import Clock
    from tui.hosts.host_signals import HostSignals
    from tui.hosts.reports import Reports
    from tui.hosts.supervisor import Supervisor
    from tui.ssh.cgroups import Cgroups
    from tui.ssh.figures import Figures
    from tui.ssh.messages import Line
    from tui.ssh.session import Setting

PLACE = "session"
"""Of a fault that a session's process could not record itself."""
ENDS = {signal.SIGTERM, signal.SIGHUP, signal.SIGINT}
LOOK = 1.0
"""Seconds between two checks of everything, even without a report or a signal."""


class SessionLoop:
    """Forks sessions until the gate is gone or it is asked to end."""

    def __init__(
        self,
        gate: Line,
        setting: Setting,
        signals: HostSignals,
        supervisor: Supervisor,
        clock: Clock,
        figures: Figures,
        cgroups: Cgroups | None,
    ) -> None:
        """Take the line to the gate, and what the loop depends on."""
        self._cgroups = cgroups
        self._gate = gate
        self._setting = setting
        self._signals = signals
        self._supervisor = supervisor
        self._clock = clock
        self._figures = figures
        self._roster = Roster(gate, setting.reach)
        self._waiting = select.poll()
        for descriptor in (gate.fileno(), signals.descriptor):
            self._waiting.register(descriptor, select.POLLIN)
        self._open = True
        self._ends_at = math.inf
        self._look_at = 0.0
        self._asked = False

    def run(self) -> bool:
        """Attend the sessions until the gate has gone and the last of them has ended.

        Returns whether it was asked to; the gate may have ended by a fault.
        """
        self._supervisor.ready()
        sessions = self._roster.sessions
        while self._open or sessions:
            processes = [one.process for one in sessions.values()]
            ready = wait_for(processes, self._waiting, self._look_at - monotonic())
            self._supervisor.alive()
            if self._signals.read() & ENDS:
                self._close()
            if self._open:
                self._hear_gate()
            for session in self._called(ready):
                self._attend(session)
            self._roster.tell()
            self._figures.look(sessions.values(), self._clock.now())
            if self._open and (monotonic() >= self._ends_at or (self._closing and not sessions)):
                self._ends_at = math.inf
                self._gate.send_quietly(End(0))
        self._figures.close()
        return self._asked

    def _called(self, ready: set[int]) -> list[Attended]:
        """Return the sessions that have said something, and all after a signal or a while."""
        sessions = list(self._roster.sessions.values())
        if self._signals.descriptor in ready or not ready or monotonic() >= self._look_at:
            self._look_at = monotonic() + LOOK
            return sessions
        return [one for one in sessions if ready & {one.process.descriptor, one.line.fileno()}]

    @property
    def _closing(self) -> bool:
        return self._ends_at < math.inf

    def _close(self) -> None:
        """Let nobody in any more, and warn the others; end at once if asked again."""
        if self._closing:
            self._ends_at = monotonic()
            return
        self._asked = True
        self._supervisor.leaving()
        seconds = self._setting.settings.closing_seconds
        self._ends_at = monotonic() + seconds
        self._gate.send_quietly(Closing())
        self._roster.say_to_all(STOPS_SOON.format(wait=say_wait(timedelta(seconds=seconds))))

    def _hear_gate(self) -> None:
        """Do what the gate asks for; end all sessions if it is gone."""
        poll = select.poll()
        poll.register(self._gate.fileno(), select.POLLIN)
        while self._open and poll.poll(0):
            try:
                received = self._gate.receive()
            except msgspec.DecodeError:
                continue  # nothing that a stranger sends ends the host
            except OSError:
                received = None
            if received is None:
                self._open = False
                self._waiting.unregister(self._gate.fileno())
                for session in self._roster.sessions.values():
                    session.ask_to_end()
                return
            message, descriptors = received
            match message:
                case Begin():
                    self._begin(message, descriptors)
                case End() if message.number in self._roster.sessions:
                    self._roster.sessions[message.number].ask_to_end()
                case Watched():
                    self._roster.watched(message.number, message.viewers, anew=message.anew)
                case Refused():
                    self._figures.refused[message.reason] += 1

    def _begin(self, begin: Begin, descriptors: list[int]) -> None:
        """Fork the process of a session."""
        terminal, setting = descriptors[0], self._setting
        ours, theirs = pair(FROM_SESSION, TO_SESSION)
        ours.never_wait()
        theirs.never_wait()

        def hold(reports: Reports) -> int:
            held = hold_assistance if begin.assists else hold_session
            return held(begin, terminal, theirs, reports, setting)

        try:
            process = fork_visit(hold, self._signals, AMONG_OTHERS)
        except OSError:  # no process or memory left for the moment
            ours.close()
            self._gate.send_quietly(Ended(begin.number, None))
        else:
            if self._cgroups is not None:
                self._cgroups.take(begin.number, process.pid)
            group = self._roster.group_of(begin)
            session = Attended(begin, process, ours, self._clock.now(), group)
            for descriptor in (process.descriptor, ours.fileno()):
                self._waiting.register(descriptor, select.POLLIN)
            self._figures.begins(session)
            self._roster.add(session)
        finally:
            theirs.close()
            for descriptor in descriptors:
                os.close(descriptor)

    def _attend(self, session: Attended) -> None:
        """Hear a session, and take note of its end."""
        process = session.process
        self._take_reports(session)
        self._roster.hear(session)
        if session.killed_at is not None and monotonic() > session.killed_at:
            process.send(signal.SIGKILL)
        process.look()
        if process.status is not None:
            self._take_reports(session)
            self._end(session, process)

    def _take_reports(self, session: Attended) -> None:
        for report in session.process.reports():
            session.record.take(report, self._clock.now())

    def _end(self, session: Attended, process: VisitProcess) -> None:
        """Take note of the end of a session, and have the gate say it."""
        record = session.record
        self._roster.remove(session.begin.number)
        for descriptor in (process.descriptor, session.line.fileno()):
            with suppress(KeyError):
                self._waiting.unregister(descriptor)
        session.close()
        if self._cgroups is not None:
            self._cgroups.release(session.begin.number)
        if process.status != 0:  # it may have left its sandbox
            clear_abandoned()
        reference = record.reference
        gone = process.status == -signal.SIGHUP  # the client, before the session could begin
        asked = session.killed_at is not None or gone
        if not asked and record.went_wrong(process) and not reference:
            reference = record_fault(record.end_of(process), PLACE)
        self._figures.ends(session, fault=bool(reference))
        visit = record.ended(process, self._clock.now())
        if visit is not None:
            write_visit(visit, record.seconds, reference)
        self._gate.send_quietly(
            Ended(session.begin.number, process.status, process.hung, reference, session.dismissed)
        )
