"""Members of the board in front of the screen."""

from __future__ import annotations

from models import BoardAct, Espace, Presence
from models.tables.audit import AuditEvent

PRESIDENT, SECRETARY, FIRST, SECOND, THIRD = 1, 2, 3, 4, 5
OPENING = (PRESIDENT, FIRST, SECOND)
"""Members who may open the urns together."""


def present(espace: Espace, *numbers: int) -> list[Presence]:
    """Return members by their numbers, as they are once they have shown who they are."""
    members = {one.number: one for one in espace.board.list_members()}
    return [Presence(members[number], espace.context.now) for number in numbers]


def acts(espace: Espace) -> list[str]:
    """Return what the audit chain has of the board's acts, oldest first."""
    with espace.context.connection():
        query = AuditEvent.select().order_by(AuditEvent.sequence)
        kinds = {f"board_{act}" for act in BoardAct}
        return [one.kind for one in query if one.kind.partition("/")[0] in kinds]
