"""Importing all that a visit may use, before the first one is forked: each begins at once."""

from __future__ import annotations

import gc
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from rich.cells import cell_len

import models

if TYPE_CHECKING:
    from models import Election

PACKAGES = ("tui.driver", "tui.screens", "tui.widgets")
"""What a visit shows and is shown by; imported whole."""

LIBRARIES = (
    "encodings.ascii",
    "structlog",
    "textual.drivers.headless_driver",
    "textual.layouts.factory",
    "textual.layouts.horizontal",
    "textual.layouts.stream",
    "textual.pilot",
    "textual.scrollbar",
)
"""What the application imports at its first use."""

ANY_TYPED = "soleil-1234"
"""Long enough to be compared with words."""
WIDE_LETTER = "\N{FULLWIDTH LATIN SMALL LETTER A}"
"""Has the widths of all letters read, of which Rich keeps a table."""
READ_AT_IMPORT = frozenset({"SAMPLE_PEOPLE", "SAMPLE_BOARD"})
"""Names whose modules read a sample: an election with its passwords, which no visit of another has
to do with. A host of demonstrations reads its own."""


def preload(election: Election, further: tuple[str, ...]) -> None:
    """Import the application and what its calls use; starts no thread and opens nothing.

    Args:
        election: Says which services a visit asks.
        further: Packages that the visits of this host show besides, imported whole.
    """
    for name in set(models.__all__) - READ_AT_IMPORT:
        getattr(models, name)
    models.preload_services(election)
    for package in (*PACKAGES, *further):
        _import_whole(package)
    for name in LIBRARIES:
        import_module(name)
    cell_len(WIDE_LETTER)
    _read_words(election)
    gc.collect()
    gc.freeze()


def _read_words(election: Election) -> None:
    """Have the words read that a password is compared with: nine megabytes for each visit else."""
    espace = models.Espace(election, models.SystemClock())
    espace.account.judge_password(ANY_TYPED, "", address="", mailbox=None)
    espace.close()


def _import_whole(name: str) -> None:
    package = import_module(name)
    for found in pkgutil.walk_packages(package.__path__, f"{name}."):
        import_module(found.name)
