"""What every use case starts from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.context import Context
from models.refusals import Refused
from models.services.audit_trail import record


class UseCase:
    """A call of one service, on an open election."""

    def __init__(self, context: Context) -> None:
        """Keep what the call works with."""
        self.context = context

    @contextmanager
    def refusals_recorded(self, act: str, name: str, source: str) -> Iterator[None]:
        """Write an audit event for whatever is refused inside, then let it through.

        Args:
            act: What was asked for, as `sign_in`.
            name: The address or user name; its pseudonym is written.
            source: Where the request came from: a kiosk's name, an SSH peer.
        """
        try:
            yield
        except Refused as refusal:
            with self.context.transaction():
                record(self.context, f"{act}/{type(refusal).__name__}", name, source)
            raise
