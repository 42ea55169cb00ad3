"""The lists of trackers that the board keeps while the vote is open."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from models.context import Context
from models.errors import NothingToDo, OutputRefused
from models.files.whole import whole_file
from models.services.audit.trail import record
from models.services.shared.own_files import own_files
from models.services.vote.urns import (
    Urn,
    closing_moment,
    count_ballots,
    list_kind,
    noted_lists,
    sealed_urns,
    subject_of,
    trackers_of,
)
from models.views.vote_days import KeptList

TRACKERS = "trackers"
"""What the audit chain calls a list: this, the identifier of the election, count, fingerprint."""
FEWEST_NEW = 10
"""Ballots between two lists: whoever has both, and the signature list, cannot tell whose is one."""

CLOSED = (
    "Les urnes sont closes : il n'y a plus de liste à écrire, arrêtez la minuterie. Comparez "
    "celles du bureau par « espace-electeur admin vote close --lists DOSSIER »."
)
THERE_ALREADY = (
    "Le fichier {path} existe déjà : il n'est pas remplacé, et rien n'est inscrit. Recommencez "
    "dans une seconde, ou donnez un autre dossier."
)


def keep_trackers(context: Context, folder: Path, *, source: str) -> tuple[KeptList, ...]:
    """Write the trackers of each scrutin in which enough ballots came since its last list.

    Each list is of one moment. It is a file first, 0600; then its fingerprint goes into the audit
    chain: a list that is noted was there.

    Args:
        context: The open election.
        folder: For the files, which are named after scrutin and moment.
        source: Who asked for it, for the audit trail.

    Returns:
        The lists that were written; none if too few ballots came.

    Raises:
        NothingToDo: The election is not sealed, or its urns are closed.
        OutputRefused: A file cannot be written, or exists already.
    """
    with context.connection():
        urns = sealed_urns()
        if closing_moment() is not None:
            raise NothingToDo(CLOSED)
        due = [urn for urn in urns if _is_due(context, urn)]
    return tuple(_keep(context, folder, urn, source) for urn in due)


def _is_due(context: Context, urn: Urn) -> bool:
    before = noted_lists(context, urn, TRACKERS)
    return count_ballots(urn) - (before[-1].ballots if before else 0) >= FEWEST_NEW


def _keep(context: Context, folder: Path, urn: Urn, source: str) -> KeptList:
    path = folder / f"{urn.code}-{context.now:%Y%m%dT%H%M%SZ}.txt"
    if os.path.lexists(path):
        raise OutputRefused(THERE_ALREADY.format(path=path))
    digest, ballots = sha256(), 0
    with whole_file(path, kept=own_files(context)) as file, context.snapshot():
        for line in trackers_of(context, urn):
            file.write(line)
            digest.update(line)
            ballots += 1
    kept = KeptList(urn.code, path, ballots, digest.hexdigest())
    with context.transaction():
        kind = list_kind(TRACKERS, urn, ballots, kept.fingerprint)
        record(context, kind, subject_of(urn), source)
    return kept
