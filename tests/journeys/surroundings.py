"""The environment of a person who has just sat down: a home of their own, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

COLOURS = {"xterm-256color": {"COLORTERM": "truecolor"}}
"""What terminals say of their colours besides TERM."""


def surroundings(home: Path, term: str = "xterm-256color", **changes: str) -> dict[str, str]:
    """Return environment variables in which nothing of the machine's user is found.

    Args:
        home: Home directory; temporary files go into `temporary` in it.
        term: The kind of terminal.
        changes: Further variables.
    """
    temporary = home / "temporary"
    temporary.mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "TERM": term,
        **COLOURS.get(term, {}),
        **changes,
    }


def sandboxes_left(home: Path) -> list[Path]:
    """Return what a program has left among the temporary files, hash slots apart.

    The slots are empty lock files shared by every process of a user.
    """
    slots = f"espace-electeur-{os.getuid()}"
    return [path for path in (home / "temporary").iterdir() if path.name != slots]
