"""Finding the elector and the account of an address, inside a connection."""

from __future__ import annotations

from dataclasses import dataclass

from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from models.tables.statement import Statement

ELECTOR = Statement(lambda slot: Elector.select().where(Elector.mail == slot.address))
ACCOUNT = Statement(lambda slot: VoterAccount.select().where(VoterAccount.elector == slot.elector))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who an address belongs to, as far as the database knows."""

    elector: Elector | None
    account: VoterAccount | None


def holder_of(address: str) -> Holder:
    """Return the elector of an address and their account; the same queries for every address."""
    elector = ELECTOR.first(Elector, address=address)
    account = ACCOUNT.first(VoterAccount, elector=elector.id if elector else 0)
    return Holder(elector, account)
