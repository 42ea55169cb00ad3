"""What runs on a machine, which may be other than what its files say since they were changed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

PATIENCE = 2.0
"""Seconds that a command has; it asks a service of this machine."""

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


def said_by(command: Sequence[str]) -> str | None:
    """Return what a command prints, None if it is not there, fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed questions to the service manager, no shell
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


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


def unit_question(unit: str, names: Sequence[str]) -> list[str]:
    """Return the command that asks systemd for the settings of a unit as it has loaded it."""
    return ["systemctl", "show", f"--property={','.join(names)}", unit]


def unit_settings(answer: str | None) -> Mapping[str, str]:
    """Return the settings of a unit from the answer: `User=borne`, one a line."""
    pairs = (line.partition("=") for line in (answer or "").splitlines())
    return {name: value for name, equals, value in pairs if equals}
