"""The board seals the election: those who may open the urns are there."""

from __future__ import annotations

from collections.abc import Sequence

from models.context import Context
from models.services.board.presence import record_act, require_quorum
from models.services.vote.sealing import seal_election
from models.views.bureau import BoardAct, Presence
from models.views.progress import Tell, tell_nobody
from models.views.vote_ground import SealState


def seal(
    context: Context,
    present: Sequence[Presence],
    *,
    keep: bool,
    source: str,
    tell: Tell = tell_nobody,
) -> SealState:
    """Seal the election before the board, or tell what a seal would cover.

    Seal and act are one transaction. Looking at what a seal would cover asks for nobody: the
    members read it before they decide.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        keep: Seal it; otherwise nothing is changed.
        source: Where, for the audit trail.
        tell: Called with how far it is.

    Raises:
        PresenceNeeded: Members whom the act asks for are missing.
        KeysRefused: The election has no board.
        VoteSealed: It is sealed already.
        SealRefused: Keys, credentials or lists are missing, or do not fit the roll.
        EngineUnavailable: belenios-tool is missing, and the election asks for both engines.
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
        ImportRunning: The roll, the notices or the keys are being loaded, or it is being sealed.
    """
    if keep:
        require_quorum(context, BoardAct.SEAL, present)
    return seal_election(
        context,
        keep=keep,
        source=source,
        tell=tell,
        then=lambda: record_act(context, BoardAct.SEAL, present, source),
    )
