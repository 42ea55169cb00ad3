"""The board closes the urns; what does not fit then is written down for the minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from models.context import Context
from models.rules.french_numbers import say_count
from models.services.audit.trail import record
from models.services.board.incidents import Found, note_found
from models.services.board.presence import record_act, require_quorum
from models.services.vote.closing import close_vote
from models.services.vote.urns import Urn, list_kind, noted_lists, sealed_urns, subject_of
from models.views.bureau import BoardAct, Presence
from models.views.vote_days import Closing, UrnAtClosing

UNEVEN = "À la fermeture, {ballots} dans l'urne pour {signatures} sur la liste d'émargement."
CHANGED = "L'urne ou sa liste d'émargement n'est plus ce qu'elle était à la fermeture."
NOT_AS_TAKEN = "À la fermeture, {ballots} dans l'urne pour {taken}."
EDITED = (
    "La chaîne d'audit a été modifiée : son événement {sequence} n'est plus celui qui a été écrit, "
    "et les votes qu'elle a ne peuvent pas être comparés avec les urnes."
)
ALTERED = "{ballots} de l'urne sans rapport avec le numéro de suivi."
LISTS_COMPARED = "lists_compared"
"""What the audit chain calls a comparison of the board's lists: how many an urn held whole."""
WRONG_LIST = "Liste du bureau « {name} » : {reason}."


def close(
    context: Context, present: Sequence[Presence], *, lists: Path | None = None, source: str
) -> Closing:
    """Close the urns before the board, unless they are, and compare them.

    Called again it closes nothing and compares again: each difference is written down once.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        lists: A folder with the lists that the board has kept.
        source: Where, for the audit trail.

    Raises:
        PresenceNeeded: Members whom the act asks for are missing.
        KeysRefused: The election has no board.
        NothingToDo: The election is not sealed.
        WindowNotOpen: The vote goes on.
        OutputRefused: The folder of the lists cannot be read; nothing was closed.
        DiskFull: There is no room for temporary files; the urns are closed.
    """
    require_quorum(context, BoardAct.CLOSE, present)
    closing = close_vote(
        context,
        lists=lists,
        source=source,
        then=lambda: record_act(context, BoardAct.CLOSE, present, source),
    )
    with context.transaction():
        note_found(context, _found(closing))
        _note_lists(context, closing, source)
    return closing


def _note_lists(context: Context, closing: Closing, source: str) -> None:
    """Write down how many of the board's lists each urn held, unless that is known."""
    if closing.lists is None or closing.chain_fault is not None:
        return
    for urn in sealed_urns():
        number = closing.lists.fitting.get(urn.code, 0)
        if number and number != lists_compared(context, urn):
            record(context, list_kind(LISTS_COMPARED, urn, number, ""), subject_of(urn), source)


def lists_compared(context: Context, urn: Urn) -> int:
    """Return how many of the board's lists an urn held whole, inside a connection.

    Returns:
        At the last comparison; 0: none was compared, or fitted.

    Raises:
        SealBroken: The audit chain was edited.
    """
    noted = noted_lists(context, urn, LISTS_COMPARED)
    return noted[-1].ballots if noted else 0


def _found(closing: Closing) -> Iterator[Found]:
    if closing.chain_fault is not None:
        yield Found(EDITED.format(sequence=closing.chain_fault))
    for urn in closing.urns:
        yield from (Found(text, urn.code) for text in _differences(urn))
    for wrong in closing.lists.wrong if closing.lists else ():
        yield Found(WRONG_LIST.format(name=wrong.path.name, reason=wrong.reason))


def _differences(urn: UrnAtClosing) -> Iterator[str]:
    if not urn.even:
        yield UNEVEN.format(
            ballots=say_count(urn.ballots, "bulletin"),
            signatures=say_count(urn.signatures, "signature"),
        )
    if not urn.all_taken:
        yield NOT_AS_TAKEN.format(
            ballots=say_count(urn.ballots, "bulletin"),
            taken=say_count(urn.taken or 0, "vote pris", plural="votes pris"),
        )
    if not urn.intact:
        yield CHANGED
    if urn.altered:
        yield ALTERED.format(ballots=say_count(urn.altered, "bulletin"))
