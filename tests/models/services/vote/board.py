"""A board for the tests: five members, of whom three open; cheap to seal."""

from __future__ import annotations

from pathlib import Path

from models import Election, Espace, MemberFile
from models.services.vote.keys import make_board_keys
from models.settings.board import BoardSection
from models.views.vote_ground import KeysMade
from tests.models.clocks import HandClock
from tests.models.steps import SOURCE

BOARD = BoardSection(
    president="Mme Claire VIDAL",
    secretary="M. Paul GARRIGUES",
    delegates=("Mme Anne LACOSTE", "M. Yves MARTY", "Mme Nadia FERRAND"),
    threshold=3,
)
PASSPHRASES = (
    "tartine violette escalier 47",
    "brouette marmotte clarinette bleue",
    "quatre châtaignes au grenier",
    "parapluie moutarde trombone gris",
    "le hibou lit un vieux roman",
)
SCRUTINS = ("CTM", "CTA", "CAPN-certifie")


def polled(election: Election) -> Election:
    """Return an election of few scrutins, where one program is enough to make and check ballots.

    Their lists are the four of a small scrutin: each costs work in every ballot.
    """
    few = election.scrutin("CAPA-eps").lists_file
    scrutins = tuple(
        one.changed(lists_file=few) for one in election.scrutins if one.code in SCRUTINS
    )
    return election.changed(board=BoardSection.changed(BOARD, engines="one"), scrutins=scrutins)


def with_board(espace: Espace) -> Espace:
    """Return the same election with a board and few scrutins: each costs the work of a key."""
    scrutins = tuple(one for one in espace.election.scrutins if one.code in SCRUTINS)
    return Espace(espace.election.changed(board=BOARD, scrutins=scrutins), HandClock())


def member_files(folder: Path) -> list[MemberFile]:
    """Return a file and a passphrase for each member."""
    folder.mkdir(exist_ok=True)
    return [
        MemberFile(folder / f"part-{number}.json", passphrase)
        for number, passphrase in enumerate(PASSPHRASES, 1)
    ]


def hold_ceremony(espace: Espace, folder: Path, *, replace: bool = False) -> KeysMade:
    """Make the board's keys."""
    files = member_files(folder)
    return make_board_keys(espace.context, files, replace=replace, source=SOURCE)
