"""What the whole audit chain says of the urns: whether it holds, and how many votes it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from models.context import Context
from models.services.audit.chain import walk_chain
from models.services.audit.trail import BALLOT_TAKEN
from models.services.vote.urns import Urn
from models.tables.audit import AuditEvent


@dataclass(frozen=True, slots=True)
class VotesTaken:
    """One pass over the chain.

    Attributes:
        fault: Sequence number of the first event that does not fit, None if the chain is whole.
    """

    fault: int | None
    _taken: Mapping[str, int]

    def of(self, urn: Urn) -> int | None:
        """Return how many votes were taken in a scrutin, None if the chain is not whole."""
        return None if self.fault else self._taken.get(urn.code, 0)


def votes_taken(context: Context) -> VotesTaken:
    """Verify the chain, and count the votes that it has in the same pass, inside a snapshot.

    A ballot that was taken out, or put in, together with its line of the signature list leaves
    both as long as each other: the chain alone, which is keyed, still has the number.
    """
    taken: Counter[str] = Counter()

    def count(event: AuditEvent) -> None:
        act, _, code = event.kind.partition("/")
        taken[code] += act == BALLOT_TAKEN

    report = walk_chain(context, each=count)
    return VotesTaken(report.first_fault, taken)
