"""The keys of a board made without a terminal."""

from __future__ import annotations

from pathlib import Path

import models

PASSPHRASES = (
    "tartine violette escalier 47",
    "brouette marmotte clarinette bleue",
    "quatre châtaignes au grenier",
    "parapluie moutarde trombone gris",
    "le hibou lit un vieux roman",
)


def make_keys(config: Path, folder: Path, *, replace: bool = False) -> None:
    """Make the board's keys without a terminal."""
    folder.mkdir()
    espace = models.Espace(models.load_election(config), models.SystemClock())
    files = [
        models.MemberFile(folder / f"{number}.json", passphrase)
        for number, passphrase in enumerate(PASSPHRASES)
    ]
    espace.vote.make_board_keys(files, replace=replace, source="admin:test")
    espace.close()
