"""The lists of trackers in the hands of the board: handed over, and which there were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.context import Context
from models.errors import NothingToDo
from models.services.board.presence import record_act, require_quorum
from models.services.board.sticks import require_folder
from models.services.vote.fingerprinting import TRACKERS, keep_trackers
from models.services.vote.urns import closing_moment, noted_lists, sealed_urns
from models.views.bureau import BoardAct, Presence
from models.views.vote_days import KeptList, NotedFingerprint

CLOSED = (
    "Les urnes sont closes : il n'y a plus de liste à écrire. Pour comparer celles du bureau : "
    "Fermeture des urnes (6), « Comparer de nouveau »."
)


def hand_lists(
    context: Context, present: Sequence[Presence], folder: Path, *, source: str
) -> tuple[KeptList, ...]:
    """Write the lists that are due to a member's folder, and what was done into the audit chain.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        folder: For the files: a member's stick.
        source: Where, for the audit trail.

    Returns:
        The lists that were written; none if too few ballots came since the last ones.

    Raises:
        PresenceNeeded: No member is there.
        KeysRefused: The election has no board.
        NothingToDo: The election is not sealed, or its urns are closed.
        OutputRefused: There is no such folder, or a file cannot be written, or exists already.
    """
    require_quorum(context, BoardAct.HAND_LISTS, present)
    with context.connection():
        if closing_moment() is not None:
            raise NothingToDo(CLOSED)
    require_folder(folder)
    return keep_trackers(
        context,
        folder,
        source=source,
        first=lambda: record_act(context, BoardAct.HAND_LISTS, present, source),
    )


def list_fingerprints(context: Context) -> tuple[NotedFingerprint, ...]:
    """Return the lists that the board has been handed, newest first; none before the first.

    Raises:
        NothingToDo: The election is not sealed.
    """
    with context.connection():
        noted = [
            NotedFingerprint(urn.code, one.at, one.ballots, one.beginning)
            for urn in sealed_urns()
            for one in noted_lists(context, urn, TRACKERS)
        ]
    return tuple(sorted(noted, key=lambda one: one.at, reverse=True))
