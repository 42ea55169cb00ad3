"""The lists of trackers that the board keeps while the vote is open."""

from __future__ import annotations

import os
from collections.abc import Callable
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
    urn_snapshot,
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


def keep_trackers(
    context: Context,
    folder: Path,
    *,
    source: str,
    first: Callable[[], object] | None = None,
) -> tuple[KeptList, ...]:
    """Write the trackers of each scrutin in which enough ballots came since its last list.

    Each list is of one moment. It is a file first, 0600; then its fingerprint goes into the audit
    chain: a list that is noted was there.

    Args:
        context: The open election.
        folder: For the files, which are named after scrutin and moment.
        source: Who asked for it, for the audit trail.
        first: Called in the transaction that notes the first list: what else is written with it.

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
        due = [urn for urn in urns if _is_enough(context, urn, count_ballots(urn))]
    kept: list[KeptList] = []
    for urn in due:
        one = _keep(context, folder, urn, source, None if kept else first)
        kept += [] if one is None else [one]
    return tuple(kept)


def _is_enough(context: Context, urn: Urn, ballots: int) -> bool:
    """Return whether enough ballots came since the last list that was noted."""
    before = noted_lists(context, urn, TRACKERS)
    return ballots - (before[-1].ballots if before else 0) >= FEWEST_NEW


def _keep(
    context: Context, folder: Path, urn: Urn, source: str, then: Callable[[], object] | None
) -> KeptList | None:
    """Write a list and note it; None if another one was noted meanwhile, which is too near.

    A list that is not noted is not left: two lists would differ by the few ballots of an hour.
    """
    path = folder / f"{urn.code}-{context.now:%Y%m%dT%H%M%SZ}.txt"
    if os.path.lexists(path):
        raise OutputRefused(THERE_ALREADY.format(path=path))
    digest, ballots = sha256(), 0
    with whole_file(path, kept=own_files(context)) as file, urn_snapshot(context):
        for line in trackers_of(context, urn):
            file.write(line)
            digest.update(line)
            ballots += 1
    kept = KeptList(urn.code, path, ballots, digest.hexdigest())
    noted = False
    try:
        noted = _note(context, urn, kept, source, then)
    finally:
        if not noted:
            path.unlink(missing_ok=True)
    return kept if noted else None


def _note(
    context: Context,
    urn: Urn,
    kept: KeptList,
    source: str,
    then: Callable[[], object] | None,
) -> bool:
    """Write a list into the audit chain, unless one was noted that is too near."""
    with context.connection(), context.store.database.atomic() as transaction:
        kind = list_kind(TRACKERS, urn, kept.ballots, kept.fingerprint)
        record(context, kind, subject_of(urn), source)  # holds the chain: nobody else notes now
        *earlier, _ = noted_lists(context, urn, TRACKERS)
        enough = kept.ballots - (earlier[-1].ballots if earlier else 0) >= FEWEST_NEW
        if not enough:
            transaction.rollback()
        elif then is not None:
            then()
    return enough
