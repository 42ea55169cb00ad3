"""Writing the archive of each scrutin, once its urn is closed."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from models.context import Context
from models.errors import NothingToDo, SealBroken
from models.files.whole import whole_file
from models.services.shared.own_files import own_files
from models.services.vote.closing import is_closed_with
from models.services.vote.credential_keys import public_keys
from models.services.vote.tallies import find_tally, write_tally
from models.services.vote.urns import Urn, ballots_of, closing_moment, sealed_urns, urn_snapshot
from models.tables.urn import ClosedUrn
from models.tables.vote_seal import ScrutinKey
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.views.vote_days import ExportedArchive
from models.voting.archive import ArchiveWriter
from models.voting.ballots import tracker
from models.voting.elections import parse_election
from models.voting.trustees import parse_board

PART = 1 << 20
"""Bytes that are read at once."""
TOLD = 500
"""Ballots between two tellings of how far it is."""

OTHER_ARCHIVE = (
    "L'archive de {code} n'est pas écrite : elle ne serait plus celle qui a été dépouillée. Gardez "
    "la base telle quelle, comparez avec une sauvegarde, et prévenez le bureau."
)
NOT_CLOSED = (
    "Les urnes ne sont pas closes : il n'y a pas encore d'archive. Fermez-les, une fois le vote "
    "fini, par « espace-electeur admin vote close »."
)
OTHER_SETUP = (
    "L'archive de {code} n'est pas écrite : ses clés ou ses paramètres ne sont plus ceux qui ont "
    "été scellés. Comparez par « espace-electeur admin check », et prévenez le bureau."
)
OTHER_URN = (
    "L'archive de {code} n'est pas écrite : ses bulletins ne sont plus ceux qui y étaient à la "
    "fermeture, ou ceux de leur numéro de suivi. Gardez la base telle quelle, comparez avec une "
    "sauvegarde, et prévenez le bureau."
)


def export_archives(
    context: Context,
    folder: Path,
    *,
    only: Collection[str] | None = None,
    force: bool = False,
    tell: Tell = tell_nobody,
) -> tuple[ExportedArchive, ...]:
    """Write the archive of each scrutin in which people vote: whole once it is counted.

    Before, it ends with its ballots. They are in the order of their trackers, and read once: memory
    does not grow with them. The same urn always gives the same file.

    Args:
        context: The open election.
        folder: For the files, 0600, which are named after the identifier of their election, as
            belenios-tool wants it.
        only: Codes of the scrutins whose archives are written; None: all.
        force: Replace files.
        tell: Called with how far it is.

    Raises:
        NothingToDo: The election is not sealed, or its urns are not closed.
        SealBroken: A setup is not the one that was sealed, an urn not the one that was closed, or
            an archive not the one that was counted.
        OutputRefused: A file cannot be written, or exists already.
    """
    with context.connection():
        urns = [urn for urn in sealed_urns() if only is None or urn.code in only]
        if closing_moment() is None:
            raise NothingToDo(NOT_CLOSED)
        closed = {row.scrutin_id: row.ballots for row in ClosedUrn.select()}
    ballots = sum(closed.get(urn.scrutin, 0) for urn in urns)
    count = Counted(tell, Stage.WRITING, ballots)
    return tuple(_export(context, folder / f"{urn.uuid}.bel", urn, force, count) for urn in urns)


def _export(context: Context, path: Path, urn: Urn, force: bool, count: Counted) -> ExportedArchive:
    with whole_file(path, force=force, kept=own_files(context)) as file, urn_snapshot(context):
        writer = archive_writer(context, file)
        setup, ballots = write_ballots(context, writer, urn, count)
        tally = find_tally(context, urn)
        if tally and tally.ballots != ballots:
            raise SealBroken(OTHER_ARCHIVE.format(code=urn.code), parts=[urn.code])
        counted = tally is not None and tally.result is not None
        if tally and tally.result:
            write_tally(writer, tally)
            writer.result(tally.result)
        fingerprint = archive_fingerprint(file)
        if tally and tally.result and fingerprint != tally.archive:
            raise SealBroken(OTHER_ARCHIVE.format(code=urn.code), parts=[urn.code])
    return ExportedArchive(urn.code, urn.title, path, ballots, setup, fingerprint, counted)


def archive_writer(context: Context, file: BinaryIO) -> ArchiveWriter:
    """Begin an archive: every entry bears the opening of the vote."""
    return ArchiveWriter(file, int(context.election.calendar.vote_opens.timestamp()))


def write_ballots(
    context: Context, writer: ArchiveWriter, urn: Urn, count: Counted
) -> tuple[str, int]:
    """Write the setup and the ballots of an urn, and that no more come, inside a snapshot.

    Args:
        context: The open election.
        writer: Of an archive that has just begun.
        urn: Whose.
        count: Told how many ballots are written.

    Returns:
        What names the setup, and how many ballots there are.

    Raises:
        SealBroken: The setup is not what was sealed, or the urn not what was closed.
    """
    setup = _write_setup(context, writer, urn)
    trackers, ballots = sha256(), 0
    for _, text in ballots_of(context, urn):
        writer.ballot(text)
        trackers.update(f"{tracker(text)}\n".encode())
        ballots += 1
        if not ballots % TOLD:
            count.add(TOLD)
    count.add(ballots % TOLD)
    if not is_closed_with(context, urn, ballots, trackers.hexdigest()):
        raise SealBroken(OTHER_URN.format(code=urn.code), parts=[urn.code])
    writer.end_ballots()
    return setup, ballots


def archive_fingerprint(file: BinaryIO) -> str:
    """Return SHA-256 of a file that is being written, in hexadecimal, and go to its end again."""
    digest = sha256()
    file.seek(0)
    while part := file.read(PART):
        digest.update(part)
    return digest.hexdigest()


def _write_setup(context: Context, writer: ArchiveWriter, urn: Urn) -> str:
    """Write the setup of a scrutin; return what names it.

    Raises:
        SealBroken: It is not the one that was sealed.
    """
    key = ScrutinKey.get(ScrutinKey.scrutin == urn.scrutin)
    changed = SealBroken(OTHER_SETUP.format(code=urn.code), parts=[urn.code])
    try:
        election, board = parse_election(key.election.encode()), parse_board(key.trustees.encode())
    except ValueError as error:
        raise changed from error
    setup = writer.setup_in_order(election, board, public_keys(context, urn.scrutin))
    if setup != key.setup:
        raise changed
    return setup
