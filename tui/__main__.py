"""The program's entry: `espace-electeur`, and `python -m tui`."""

from __future__ import annotations

import sys

ISOLATED = ("kiosk",)
"""Commands that run isolated; decided before anything else is imported."""


def main() -> None:
    """Run the command line; a kiosk's starts again, isolated, first."""
    if sys.argv[1:2] and sys.argv[1] in ISOLATED:
        from tui.hosts.isolation import isolate

        isolate(sys.argv[1:])
    from tui.cli import main as run

    run()


if __name__ == "__main__":
    main()
