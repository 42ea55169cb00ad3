"""Undoing the waits of one address: nobody is kept out for ever, whatever others have done."""

from __future__ import annotations

from peewee import Expression

from models.context import Context
from models.rules.text import clean_line
from models.services.audit.trail import record
from models.services.shared.counts import (
    Tried,
    everybody_of,
    serialise,
    strangers_of,
    subject_of,
)
from models.services.shared.people import election_address, holder_of
from models.services.shared.reasons import LONGEST_REASON, facts_named, require_no_name
from models.services.shared.requester import Requester
from models.tables.electors import Elector
from models.tables.throttles import RecentAct, Throttle
from models.views.administration import ReleaseReport


def release_address(context: Context, address: str, *, reason: str, source: str) -> ReleaseReport:
    """Give an address its tries and mails back, whoever has used them up.

    Args:
        context: The open election.
        address: As typed.
        reason: Why; written into the audit chain, so without names.
        source: Who does it, for the audit trail.

    Returns:
        How many counts of tries and how many mails were forgotten.

    Raises:
        AddressRefused: Not an address of the election.
        ReasonRefused: The reason names the person.
    """
    checked = election_address(context, address)
    with context.transaction():
        elector = holder_of(checked).elector
        require_no_name(reason, facts_named(elector, checked))
        released = end_waits(context, checked, elector)
        record(context, f"release: {clean_line(reason, LONGEST_REASON)}", checked, source)
    return released


def end_waits(context: Context, address: str, elector: Elector | None) -> ReleaseReport:
    """Forget the tries and mails of an address, inside the caller's transaction.

    Args:
        context: The open election.
        address: A checked address.
        elector: Whose it is, None: nobody's.
    """
    names = [(kind, address) for kind in (Tried.VOTER, Tried.CODE, Tried.MAIL, Tried.MAILBOX)]
    names += [(Tried.MAILBOX, elector.uid)] if elector else []
    for kind, name in names:  # who tries meanwhile waits: each holds this count first
        serialise(context, kind, everybody_of(context, kind, name))
    counts = _about(context, Throttle, names) & (Throttle.count > 0)
    waits = Throttle.update(count=0).where(counts).execute()
    mails = RecentAct.delete().where(_about(context, RecentAct, names)).execute()
    return ReleaseReport(waits, mails)


def _about(
    context: Context, table: type[Throttle | RecentAct], names: list[tuple[Tried, str]]
) -> Expression:
    """Return the condition that finds what is counted of names, by owners and strangers alike."""
    owner = Requester(owner=True, source="")
    whole = [
        subject
        for kind, name in names
        for subject in (subject_of(context, kind, name, owner), everybody_of(context, kind, name))
    ]
    beginnings = [strangers_of(context, kind, name) for kind, name in names]
    found: Expression = table.subject.in_(whole)
    for beginning in beginnings:
        found |= table.subject.startswith(beginning)
    return found
