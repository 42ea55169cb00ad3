"""What runs on a machine, which may be other than what its files say since they were changed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from models import Finding, Level

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

PATIENCE = 10.0
"""Seconds that all questions have together; each is one to a service of this machine."""
QUICK_PATIENCE = 0.3
"""The same for a monitor: each takes 0.02 s on an idle machine. What is left of its second is the
program's own, which checks the election meanwhile."""

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")

NO_ANSWER = (
    "{program} n'a pas répondu à temps : ce que suit la machine n'a pas été comparé à ses "
    "fichiers. Regardez « systemctl status », puis recommencez."
)


class Questions:
    """Asks the services of this machine, each question once, all of them within one time.

    Attributes:
        unanswered: The programs that did not answer in time.
    """

    def __init__(self, seconds: float) -> None:
        """Begin the time in which answers have to be there."""
        self._end = monotonic() + seconds
        self._answers: dict[tuple[str, ...], str | None] = {}
        self.unanswered: list[str] = []

    def __call__(self, command: Sequence[str]) -> str | None:
        """Return what a command prints, None if it is not there, fails or takes too long."""
        asked = tuple(command)
        if asked not in self._answers:
            self._answers[asked] = self._answer(asked)
        return self._answers[asked]

    def _answer(self, command: tuple[str, ...]) -> str | None:
        try:
            done = subprocess.run(  # noqa: S603 - fixed questions to the service manager, no shell
                command,
                capture_output=True,
                text=True,
                check=False,
                timeout=max(self._end - monotonic(), 0.0),
            )
        except subprocess.TimeoutExpired:
            if command[0] not in self.unanswered:
                self.unanswered.append(command[0])
            return None
        except OSError:
            return None
        return done.stdout if done.returncode == 0 else None


def check_answers(machine: Machine) -> list[Finding]:
    """Say which services did not answer the other checks, nothing if all did."""
    return [
        Finding("systemd", "Systemd", Level.ATTENTION, NO_ANSWER.format(program=program))
        for program in machine.unanswered
    ]


def logind_question(names: Sequence[str]) -> list[str]:
    """Return the command that asks logind for its settings."""
    return ["busctl", "get-property", *LOGIND, *names]


def logind_settings(names: Sequence[str], answer: str | None) -> Mapping[str, str]:
    """Return the settings that logind follows, from its answer: `s "ignore"`, `u 6`, one a line.

    Nothing if it cannot be asked, as in a container.
    """
    lines = (answer or "").splitlines()
    if len(lines) != len(names):
        return {}
    return {
        name: line.partition(" ")[2].strip('"') for name, line in zip(names, lines, strict=True)
    }


def systemd_question(names: Sequence[str], *unit: str) -> list[str]:
    """Return the command that asks systemd for its settings as it has loaded them.

    Args:
        names: Of the settings.
        unit: Whose they are; those of systemd itself without one.
    """
    return ["systemctl", "show", f"--property={','.join(names)}", *unit]


def systemd_settings(answer: str | None) -> Mapping[str, str]:
    """Return settings from the answer: `User=borne`, one a line; none if it cannot be asked."""
    pairs = (line.partition("=") for line in (answer or "").splitlines())
    return {name: value for name, equals, value in pairs if equals}
