"""A notice de vote: whose it is, and the identifier that it bears."""

from __future__ import annotations

from dataclasses import dataclass

from models.notices.export import NoticeElector
from models.voting.identifiers import VoteIdentifier


@dataclass(frozen=True, slots=True)
class Notice:
    """What is printed on a page, and what its public part is made of.

    Attributes:
        number: Of the notice, from 1.
        identifier: The secret.
        elector: Whose it is; None for one of the reserve.
    """

    number: int
    identifier: VoteIdentifier
    elector: NoticeElector | None = None
