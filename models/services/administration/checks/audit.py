"""Check of the audit chain: an event that was altered, wherever it is."""

from __future__ import annotations

from models.context import Context
from models.rules.french_numbers import say_count
from models.services.administration.checks.outcome import Outcome, bad, good
from models.services.audit.chain import chain_end, verify_newest
from models.tables.own_keys import keys_fit

NEWEST = 1_000
"""Events that a monitor's check looks at: some 20 ms."""
MOST = 1_000_000
"""Events that the whole check looks at: some 20 s, and a check has a minute."""
VERIFY = "admin audit verify"
ALTERED = (
    "La chaîne d'audit ne s'accorde plus avec elle-même, à partir de l'événement {number} : gardez "
    f"la base telle quelle, lancez « espace-electeur {VERIFY} », comparez avec une sauvegarde et "
    "prévenez le bureau de vote."
)
WHOLE = "{events}, la chaîne est intacte."
THE_NEWEST = "Les {events} plus récents de {whole} s'accordent."


def check_audit(context: Context, *, quick: bool = False) -> list[Outcome]:
    """Walk the chain of events, all of it unless a monitor asks.

    Nothing is found with the keys of another database: that is said of the keys.

    Args:
        context: The election.
        quick: The newest `NEWEST` events only.

    Raises:
        KeysMissing: A key is absent.
        Unavailable: The database cannot be asked.
    """
    with context.connection(any_keys=True):
        fit, end = keys_fit(context.keys), chain_end()
    if not fit:
        return []
    most = NEWEST if quick else MOST
    report = verify_newest(context, most)
    if report.first_fault is not None:
        return [bad(ALTERED.format(number=report.first_fault), VERIFY)]
    whole = say_count(report.events, "événement")
    if end is None or end.sequence <= most:
        return [good(WHOLE.format(events=whole))]
    return [good(THE_NEWEST.format(events=say_count(most, "événement"), whole=whole))]
