"""The seal of the vote: from then on nothing of its ground changes."""

from __future__ import annotations

from models.context import Context


def require_not_sealed(context: Context) -> None:
    """Refuse to change what a seal covers, inside a connection.

    No vote is sealed by this version: whatever seals one has to ask here.
    """
