"""Publishing the results: a folder of pages, files and archives that any web server can serve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.context import Context
from models.errors import OutputRefused, WindowNotOpen
from models.files.whole_directory import whole_directory
from models.rules.french_dates import say_moment
from models.services.audit.trail import record
from models.services.board.minutes import list_minutes
from models.services.board.presence import record_act, require_quorum
from models.services.board.replaceable import is_publication
from models.services.board.sticks import require_folder
from models.views.bureau import BoardAct, Presence
from models.views.progress import Tell, tell_nobody
from models.views.publication import PublicationReport

PUBLISHED = "results_published/{fingerprint}"
"""What the audit chain calls a publication: the fingerprint is that of its `SHA256SUMS`."""
NOTED = 32
"""Hexadecimal digits of it."""

TOO_EARLY = (
    "Les résultats se publient à partir du {moment} : rien n'a été écrit. Recommencez alors."
)
NOT_OURS = (
    "Le dossier {path} contient autre chose que des résultats publiés, ou ils ont été changés "
    "depuis : il n'est pas remplacé. Choisissez un autre nom."
)
NOT_EMPTY = (
    "Le dossier {path} n'est pas vide : rien n'a été écrit. Choisissez un autre nom, ou remplacez "
    "une publication par « --force »."
)


def publish(
    context: Context,
    present: Sequence[Presence],
    folder: Path,
    *,
    force: bool = False,
    source: str,
    tell: Tell = tell_nobody,
) -> PublicationReport:
    """Publish the results before the board, see `publish_results`.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        folder: Where the pages go.
        force: Replace an earlier publication.
        source: Where, for the audit trail.
        tell: Called with how far it is.

    Raises:
        PresenceNeeded: The president or the secretary is missing.
        OutputRefused: There is no folder in which to put that one.
    """
    require_quorum(context, BoardAct.PUBLISH, present)
    require_folder(folder.parent)
    return _published(context, present, folder, force=force, source=source, tell=tell)


def publish_results(
    context: Context, folder: Path, *, force: bool = False, source: str, tell: Tell = tell_nobody
) -> PublicationReport:
    """Write a folder with all that is public of an election that is counted.

    HTML pages without scripts, JSON and CSV, the minutes, the archives, and the fingerprints of all
    of it; everybody may read it. It is put in its place whole. The same count always gives the
    same files.

    Args:
        context: The open election.
        folder: Where it goes; there may be an empty one.
        force: Replace an earlier publication.
        source: Who asked for it, for the audit trail.
        tell: Called with how far it is.

    Raises:
        WindowNotOpen: The day of the results has not come, or not that of each scrutin.
        ResultsNotReady: Something that can be counted is not, a lot has to be drawn, or the board
            has not written the minutes, or other ones.
        NothingToDo: The election is not sealed, or its urns are destroyed.
        KeysRefused: The election has no board.
        SealBroken: The lists or an archive are no more those that were counted.
        ListsFileError, ElectionFileError: The lists cannot be read.
        OutputRefused: The folder cannot be written, or has something else in it.
    """
    return _published(context, (), folder, force=force, source=source, tell=tell)


def _published(
    context: Context,
    present: Sequence[Presence],
    folder: Path,
    *,
    force: bool,
    source: str,
    tell: Tell,
) -> PublicationReport:
    calendar = context.election.calendar
    day = context.election.published_from
    if context.now < day:
        moment = say_moment(day, calendar.zone)
        raise WindowNotOpen(TOO_EARLY.format(moment=moment), moment=day)
    # Imported with its libraries when something is published: no other act needs them.
    from models.services.board.filling import fill_folder

    minutes = list_minutes(context)
    _require_replaceable(folder, force=force)
    with whole_directory(folder, public=True, replaces=is_publication if force else None) as draft:
        report = fill_folder(context, draft, folder, minutes, tell)
    with context.transaction():
        record(context, PUBLISHED.format(fingerprint=report.fingerprint[:NOTED]), "", source)
        if present:
            record_act(context, BoardAct.PUBLISH, present, source)
    return report


def _require_replaceable(folder: Path, *, force: bool) -> None:
    """Refuse a folder with something in it, before anything is computed.

    Raises:
        OutputRefused: It may not be replaced.
    """
    try:
        if not folder.is_dir() or not any(folder.iterdir()):
            return
        if not force:
            raise OutputRefused(NOT_EMPTY.format(path=folder), in_the_way=True)
        if not is_publication(folder):
            raise OutputRefused(NOT_OURS.format(path=folder))
    except OSError as error:
        raise OutputRefused(NOT_OURS.format(path=folder)) from error
