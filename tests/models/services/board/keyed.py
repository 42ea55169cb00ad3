"""A board that has its keys, and what its members open them with."""

from __future__ import annotations

from pathlib import Path

from models import Espace, TrialScrutin
from models.services.board.trial import Trial
from tests.models.clocks import HandClock
from tests.models.services.vote.board import BOARD, PASSPHRASES, SCRUTINS, hold_ceremony

OPENING = (1, 3, 5)
"""Numbers of members who may open the urns together."""


def keyed(espace: Espace, folder: Path) -> Espace:
    """Return the same election with a board that has made its keys, few scrutins of four lists."""
    lists = espace.election.scrutin("CAPA-eps").lists_file
    scrutins = tuple(
        one.changed(lists_file=lists) for one in espace.election.scrutins if one.code in SCRUTINS
    )
    election = espace.election.changed(board=BOARD.changed(engines="one"), scrutins=scrutins)
    found = Espace(election, HandClock())
    hold_ceremony(found, folder)
    return found


def share(folder: Path, number: int) -> tuple[bytes, str]:
    """Return a member's file and passphrase."""
    return (folder / f"part-{number}.json").read_bytes(), PASSPHRASES[number - 1]


def filled(espace: Espace, choices: tuple[int, ...] = (0, 1, 1, 4)) -> Trial:
    """Return a trial in whose urn there are ballots."""
    scrutin: TrialScrutin = espace.board.list_trial_scrutins()[0]
    trial = espace.board.begin_trial(scrutin.code)
    for choice in choices:
        espace.board.cast_trial_ballot(trial, choice)
    return trial
