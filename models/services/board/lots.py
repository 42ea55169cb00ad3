"""Lots: the board draws them before everybody, and enters to which list a seat went."""

from __future__ import annotations

from collections.abc import Sequence

from models.context import Context
from models.errors import LotRefused, ScrutinUnknown
from models.services.board.presence import record_act, require_quorum
from models.services.board.recorded_results import record_lot
from models.services.board.results import result_of
from models.tables.count import DrawnLot
from models.tables.electors import Scrutin
from models.views.bureau import BoardAct, Presence
from models.views.results import ScrutinResult

NONE_DUE = (
    "Aucun siège du scrutin {code} n'est à tirer au sort : rien n'a été enregistré. Revenez aux "
    "résultats."
)
NOT_TIED = (
    "Le siège n° {seat} se tire au sort entre ces listes : {lists}. Rien n'a été enregistré ; "
    "donnez le numéro de l'une d'elles."
)


def enter_lot(
    context: Context, present: Sequence[Presence], scrutin: str, winner: int, *, source: str
) -> ScrutinResult:
    """Enter the lot that was drawn for the next seat of a scrutin; it is not changed afterwards.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        scrutin: Code of the scrutin.
        winner: Order of the list that was drawn.
        source: Where, for the audit trail.

    Returns:
        The result with this seat, and those that follow from it.

    Raises:
        PresenceNeeded: Members whom the act asks for are missing.
        KeysRefused: The election has no board.
        ScrutinUnknown: There is no such scrutin.
        ResultsNotReady: It is not counted.
        LotRefused: No lot is to be drawn in it, or not between this list and others.
        SealBroken, ListsFileError, ElectionFileError: As `results.result_of`.
    """
    require_quorum(context, BoardAct.LOT, present)
    with context.transaction():
        row = Scrutin.get_or_none(Scrutin.code == scrutin)
        if row is None:
            raise ScrutinUnknown
        # First, for it locks the chain: whoever enters the same lot at once is asked afterwards.
        record_act(context, BoardAct.LOT, present, source)
        result = result_of(context, row)
        due = result.allocation.lot_due if result.allocation else None
        if due is None:
            raise LotRefused(NONE_DUE.format(code=scrutin))
        if winner not in due.tied:
            names = {one.order: one.short for one in result.lists}
            lists = ", ".join(f"{order} ({names[order]})" for order in due.tied)
            raise LotRefused(NOT_TIED.format(seat=due.number, lists=lists))
        DrawnLot.insert(
            scrutin=row.id, seat=due.number, winner=winner, drawn_at=context.now
        ).execute()
        record_lot(context, row.code, due.number, winner, source)
        return result_of(context, row)
