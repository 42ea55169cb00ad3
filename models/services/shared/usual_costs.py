"""What verifying a stored hash usually costs: a name without one has to cost the same."""

from __future__ import annotations

from collections import Counter

from models.crypto.password_hashes import cost_of
from models.tables.accounts import VoterAccount
from models.tables.mailboxes import Mailbox
from models.tables.staff import StaffMember

SAMPLE = 25
"""Hashes that are looked at."""


def usual_cost(table: type[VoterAccount | Mailbox | StaffMember]) -> str | None:
    """Return the cost that most hashes of a table have, None without any.

    Inside a connection; always one query, whoever is asked for. The oldest rows are looked
    at: a change of parameters reaches each of them as its owner comes.
    """
    oldest = table.select(table.password_hash).where(table.password_hash != "")
    costs = [cost_of(row.password_hash) for row in oldest.order_by(table.id).limit(SAMPLE)]
    counted = Counter(costs)
    return max(costs, key=counted.__getitem__, default=None)
