"""Rehearsing the vote of an election file: what is run before the real one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from models.context import Context
from models.errors import DiskFull, EngineUnavailable, NothingToDo, OutputRefused
from models.files.whole import FULL_ERRORS
from models.settings.presented_lists import lists_of
from models.views.candidate_lists import ScrutinLists
from models.views.progress import Tell, tell_nobody
from models.views.rehearsal import Rehearsal
from models.views.vote_board import BoardRole
from models.voting.belenios_tool import Tool, find_tool
from models.voting.engines import OwnEngine, engine_words
from models.voting.rehearsal import Stand, rehearse

NO_LISTS = (
    "Aucun de ces scrutins n'a de liste de candidats : il n'y a rien à essayer. Ajoutez-les au "
    "fichier d'élection, et vérifiez-les par « espace-electeur admin lists check »."
)
WITHOUT_IT = "Sans lui, « --alone » fait l'essai avec ce programme seul."
NOT_EMPTY = "Le dossier {path} n'est pas vide : rien n'a été fait. Donnez un dossier neuf."
NO_FOLDER = "Le dossier {path} ne peut pas être écrit. Choisissez-en un autre."

EXAMPLE_BOARD = (
    ("Présidence d'essai", BoardRole.PRESIDENT),
    ("Secrétariat d'essai", BoardRole.SECRETARY),
    *((f"Délégué d'essai {number}", BoardRole.DELEGATE) for number in range(1, 4)),
)
EXAMPLE_THRESHOLD = 3
"""If the election file has no board yet."""


@dataclass(frozen=True, slots=True)
class RehearsalOptions:
    """What is asked of a rehearsal.

    Attributes:
        codes: Of the scrutins to rehearse; all that have lists if there is none.
        ballots: How many electors vote in each, one at least.
        kept: A new folder in which files and archives stay; None: they are removed.
        alone: Do without belenios-tool.
    """

    codes: tuple[str, ...] = ()
    ballots: int = 10
    kept: Path | None = None
    alone: bool = False


def rehearse_vote(
    context: Context, options: RehearsalOptions, *, tell: Tell = tell_nobody
) -> Rehearsal:
    """Hold a whole small election of the file's lists, and say what it gave.

    Nothing of it touches the database.

    Args:
        context: The open election.
        options: What is asked for.
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
    scrutins = _chosen(context, options.codes)
    tool = None if options.alone else _tool()
    began = monotonic()
    with ExitStack() as stack:
        stand = _stand(context, options, _folder(stack, options.kept), tool)
        try:
            rehearsed, present = rehearse(stand, scrutins, tell)
        except OSError as error:
            if error.errno in FULL_ERRORS:
                raise DiskFull from error
            raise OutputRefused(NO_FOLDER.format(path=stand.folder)) from error
    engines = tuple(engine.name for engine in stand.engines)
    return Rehearsal(
        scrutins=rehearsed,
        size=len(stand.members),
        opened_by=present,
        engines=engines,
        verified=engine_words(set(engines)),
        seconds=monotonic() - began,
    )


def _chosen(context: Context, codes: Sequence[str]) -> list[ScrutinLists]:
    """Return the scrutins of these codes, or all, that have lists."""
    election = context.election
    chosen = [election.scrutin(code) for code in dict.fromkeys(codes)] or election.scrutins
    presented = [(one, lists_of(election, one.code)) for one in chosen]
    scrutins = [
        ScrutinLists(one.code, one.short, one.title, one.seats, lists)
        for one, lists in presented
        if lists
    ]
    if not scrutins:
        raise NothingToDo(NO_LISTS)
    return scrutins


def _tool() -> Tool:
    """Return belenios-tool, or say that one may do without it.

    Raises:
        EngineUnavailable: It cannot be used.
    """
    try:
        return find_tool()
    except EngineUnavailable as error:
        raise EngineUnavailable(f"{error.text} {WITHOUT_IT}") from error


def _stand(context: Context, options: RehearsalOptions, folder: Path, tool: Tool | None) -> Stand:
    election, board = context.election, context.election.board
    return Stand(
        election=election.title,
        organiser=election.organiser,
        members=board.members if board else EXAMPLE_BOARD,
        threshold=board.threshold if board else EXAMPLE_THRESHOLD,
        ballots=options.ballots,
        opening=int(election.calendar.vote_opens.timestamp()),
        folder=folder,
        engines=(OwnEngine(), tool) if tool else (OwnEngine(),),
        tool=tool,
        draw=secrets.randbelow,
    )


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
