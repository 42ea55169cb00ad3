"""The keys beside the database: there, private, and those that belong to it."""

from __future__ import annotations

from models.audit_keys import keys_fit
from models.context import Context
from models.crypto.keys import NAMES
from models.database import keys_directory
from models.errors import KeysForeign
from models.services.checks.outcome import Outcome, bad, good


def check_keys(context: Context) -> list[Outcome]:
    """Read the keys and let them verify the last event of the audit chain.

    Raises:
        KeysMissing: A key is absent, unreadable or not a key.
        Unavailable: The database cannot be asked.
    """
    context.require_keys()
    directory = keys_directory(context.election.database)
    found = [good(f"Les {len(NAMES)} clés sont dans {directory}.")]
    with context.connection(any_keys=True):
        fit = keys_fit(context.keys)
    if not fit:
        found.append(bad(KeysForeign.sentence))
    return found
