"""The same work for an address that belongs to nobody: who measures learns nothing from it."""

from __future__ import annotations

from models.context import Context
from models.tables.throttles import RecentAct

NOTHING = "nothing"
"""Kind of the rows that are taken back."""
BOUNDS = 2
"""Statements that begin and end what is taken back."""


def spend_as_much(context: Context, statements: int) -> None:
    """Send so many statements, and take back what they did, inside the caller's transaction.

    Args:
        context: The open election.
        statements: Those that another address would have cost more; none if it is not positive.
    """
    if statements <= 0:
        return
    inside = max(statements - BOUNDS, 1)
    with context.store.database.atomic() as spent:
        for _ in range(inside):
            RecentAct.insert(kind=NOTHING, subject="", at=context.now).execute()
        spent.rollback()
