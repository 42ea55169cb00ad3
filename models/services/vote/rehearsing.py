"""Rehearsing the vote of an election file: what is run before the real one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from models.context import Context
from models.errors import DiskFull, NothingToDo, OutputRefused
from models.files.whole import FULL_ERRORS
from models.settings.presented_lists import lists_of
from models.settings.sections import ScrutinSection
from models.views.candidate_lists import ScrutinLists
from models.views.progress import Tell, tell_nobody
from models.views.rehearsal import Rehearsal
from models.views.vote_board import BoardRole
from models.voting.belenios_tool import find_tool
from models.voting.engines import Engine, OwnEngine, engine_words
from models.voting.rehearsal import Stand, rehearse
from models.voting.share_files import DEFAULT_COST, Cost

NO_LISTS = (
    "Aucun de ces scrutins n'a de liste de candidats : il n'y a rien à essayer. Ajoutez-les au "
    "fichier d'élection, et vérifiez-les par « espace-electeur admin lists check »."
)
NOT_EMPTY = "Le dossier {path} n'est pas vide : rien n'a été fait. Donnez un dossier neuf."
NO_FOLDER = "Le dossier {path} ne peut pas être écrit. Choisissez-en un autre."

EXAMPLE_BOARD = (
    ("Présidence d'essai", BoardRole.PRESIDENT),
    ("Secrétariat d'essai", BoardRole.SECRETARY),
    *((f"Délégué d'essai {number}", BoardRole.DELEGATE) for number in range(1, 4)),
)
EXAMPLE_THRESHOLD = 3
"""If the election file has no board yet."""


def rehearse_vote(
    context: Context,
    *,
    codes: Sequence[str] = (),
    ballots: int,
    kept: Path | None = None,
    alone: bool = False,
    cost: Cost = DEFAULT_COST,
    tell: Tell = tell_nobody,
) -> Rehearsal:
    """Hold a whole small election of the file's lists, and say what it gave.

    Nothing of it touches the database. The folder is removed at the end, unless it is kept.

    Args:
        context: The open election.
        codes: Of the scrutins to rehearse; all that have lists if there is none.
        ballots: How many electors vote in each, one at least.
        kept: A new folder in which files and archives stay.
        alone: Do without belenios-tool.
        cost: Of opening a member's file.
        tell: Told how far it is.

    Raises:
        ScrutinUnknown: The election has no such scrutin.
        NothingToDo: No scrutin has a list.
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
        EngineUnavailable: belenios-tool is missing, or fails.
        OutputRefused: The folder cannot be written, or is not empty.
        DiskFull: There is no room for it.
        RehearsalFailed, BallotRefused, CountRefused, ArchiveRefused: The engines do not agree.
    """
    election = context.election
    chosen = [election.scrutin(code) for code in codes] or election.scrutins
    scrutins = [each for each in (_with_lists(context, one) for one in chosen) if each.lists]
    if not scrutins:
        raise NothingToDo(NO_LISTS)
    tool = None if alone else find_tool()
    engines: tuple[Engine, ...] = (OwnEngine(), tool) if tool else (OwnEngine(),)
    board = election.board
    began = monotonic()
    with ExitStack() as stack:
        stand = Stand(
            election=election.title,
            organiser=election.organiser,
            members=board.members if board else EXAMPLE_BOARD,
            threshold=board.threshold if board else EXAMPLE_THRESHOLD,
            ballots=ballots,
            opening=int(election.calendar.vote_opens.timestamp()),
            folder=_folder(stack, kept),
            engines=engines,
            tool=tool,
            draw=secrets.randbelow,
            cost=cost,
        )
        try:
            rehearsed, present = rehearse(stand, scrutins, tell)
        except OSError as error:
            if error.errno in FULL_ERRORS:
                raise DiskFull from error
            raise OutputRefused(NO_FOLDER.format(path=stand.folder)) from error
    return Rehearsal(
        scrutins=rehearsed,
        size=len(stand.members),
        opened_by=present,
        engines=tuple(engine.name for engine in engines),
        verified=engine_words({engine.name for engine in engines}),
        seconds=monotonic() - began,
    )


def _with_lists(context: Context, scrutin: ScrutinSection) -> ScrutinLists:
    lists = lists_of(context.election, scrutin.code)
    return ScrutinLists(scrutin.code, scrutin.short, scrutin.title, scrutin.seats, lists)


def _folder(stack: ExitStack, kept: Path | None) -> Path:
    """Return a folder for the rehearsal: a new one that stays, or one that is removed."""
    try:
        if kept is None:
            return Path(stack.enter_context(TemporaryDirectory(prefix="essai-"))) / "essai"
        if kept.exists() and (not kept.is_dir() or any(kept.iterdir())):
            raise OutputRefused(NOT_EMPTY.format(path=kept))
    except OSError as error:
        raise OutputRefused(NO_FOLDER.format(path=kept)) from error
    return kept
