"""Starting again where no stranger's environment reaches; imports nothing but the standard library.

A kiosk's terminal, its login or its service file may set variables by which Python, the
dynamic linker or a framework run other code, or write files. The program replaces itself, before it
has imported any of it, by an isolated one (`-I`: no PYTHON* variable, no user packages, no
current folder; `-B`: no compiled file written) that knows only the variables named here.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence

KEPT = frozenset({"ESPACE_ELECTEUR_CONFIG", "TERM", "COLORTERM", "LANG", "TZ", "NO_COLOR"})
"""Variables that stay, besides the locale's."""
KEPT_BEGINNING = "LC_"
OWN = frozenset({"PYDANTIC_DISABLE_PLUGINS"})
"""What the program sets for itself once it runs (`tui.command_line.environment`)."""

DEAF = "kiosk"
"""The command whose terminal strangers type at; a server's is its administrator's."""
CHECK = "--check"
"""With it the administrator looks at the machine, and may interrupt that."""
KEYBOARD = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)
"""What Ctrl+C, Ctrl+\\ and Ctrl+Z send."""
MOST_DIGITS = 15
"""Of a number of microseconds: thirty years."""
FLAGS = "-IB"
MODULE = "tui"


def kept_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what stays of an environment."""
    return {
        name: value
        for name, value in environment.items()
        if name in KEPT or name.startswith(KEPT_BEGINNING)
    }


def isolate(arguments: Sequence[str]) -> None:
    """Go on as an isolated process with the same arguments; return if it is one already.

    What a service manager says in variables (sd_notify(3)) is handed over as an open
    socket and a number.

    Args:
        arguments: The command line after the program's name.
    """
    if is_isolated(os.environ):
        return
    if (
        arguments[0] == DEAF and CHECK not in arguments
    ):  # until the terminal turns no key into a signal; survives the start
        for number in KEYBOARD:
            signal.signal(number, signal.SIG_IGN)
    command = [sys.executable, FLAGS, "-m", MODULE, *arguments, *_service_options(os.environ)]
    os.execve(sys.executable, command, kept_environment(os.environ))  # noqa: S606 - our own interpreter


def is_isolated(environment: Mapping[str, str]) -> bool:
    """Return whether this process was started with `-I` and an environment of known names."""
    return bool(sys.flags.isolated) and not (
        environment.keys() - kept_environment(environment).keys() - OWN
    )


def _service_options(environment: Mapping[str, str]) -> list[str]:
    """Return how the isolated process reaches the service manager, nothing if there is none."""
    place = environment.get("NOTIFY_SOCKET", "")
    if not place:
        return []
    import socket

    line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        line.connect("\0" + place[1:] if place.startswith("@") else place)
    except OSError:
        return []
    period = environment.get("WATCHDOG_USEC", "")
    line.set_inheritable(True)
    options = ["--notify", str(line.detach())]
    known = period.isdecimal() and period.isascii() and len(period) <= MOST_DIGITS
    return [*options, "--watchdog", period] if known else options
