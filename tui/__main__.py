"""The program's entry: `espace-electeur`, and `python -m tui`."""

from __future__ import annotations

import signal
import sys

ISOLATED = ("kiosk", "serve")
"""Commands that run isolated; decided before anything else is imported."""


def main() -> None:
    """Run the command line; a kiosk's starts again, isolated, first.

    Ctrl+C waits until the command begins (`tui.command_line.interruption`): while modules are
    imported Python may answer it by a traceback, or lose it.
    """
    if sys.argv[1:2] and sys.argv[1] in ISOLATED:
        from tui.hosts.isolation import isolate

        isolate(sys.argv[1:])
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from tui.cli import main as run

    run()


if __name__ == "__main__":
    main()
