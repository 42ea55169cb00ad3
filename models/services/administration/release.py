"""Undoing the waits of one person: nobody is kept out for ever, whatever others have done."""

from __future__ import annotations

from dataclasses import replace

from peewee import Expression

from models.context import Context
from models.rules.text import clean_line
from models.services.audit.trail import record
from models.services.shared.counts import (
    Tried,
    count_of,
    everybody_of,
    releases_of,
    serialise,
    strangers_of,
    subject_of,
)
from models.services.shared.people import election_address, elector_named, holder_of
from models.services.shared.reasons import LONGEST_REASON, facts_named, require_no_name
from models.services.shared.requester import Requester
from models.tables.electors import Elector
from models.tables.throttles import RecentAct, Throttle
from models.views.administration import ReleaseReport


def release(context: Context, name: str, *, reason: str, source: str) -> ReleaseReport:
    """Give a person or an address their tries and mails back, whoever has used them up.

    The helpdesk may act for them again, too, however often it has today.

    Args:
        context: The open election.
        name: User name or address, as typed; an address may be nobody's.
        reason: Why; written into the audit chain, so without names.
        source: Who does it, for the audit trail.

    Returns:
        How many counts of tries and how many mails were forgotten.

    Raises:
        AddressRefused: Not an address of the election.
        ElectorUnknown: Nobody on the roll has this user name.
        ReasonRefused: The reason names the person.
    """
    domains = context.election.mail.domains
    typed = election_address(context, name) if "@" in name else ""
    with context.transaction():
        elector = holder_of(typed).elector if typed else elector_named(name, domains)
        checked = elector.mail if elector is not None else typed
        require_no_name(reason, facts_named(elector, checked))
        released = end_waits(context, checked, elector)
        identifiers, budgets = _end_budgets(context, checked)
        released = replace(
            released,
            waits=released.waits + identifiers,
            budgets=budgets,
            address=checked,
            on_roll=elector is not None,
        )
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


def _end_budgets(context: Context, address: str) -> tuple[int, int]:
    """Forget the wrong identifiants de vote, and what the helpdesk has done for somebody today."""
    subject = context.pseudonym(Tried.IDENTIFIER, address)
    serialise(context, Tried.IDENTIFIER, subject)
    counts = count_of(Tried.IDENTIFIER, subject) & (Throttle.count > 0)
    identifiers = Throttle.update(count=0).where(counts).execute()
    acts = (RecentAct.kind == Tried.DESK) & (RecentAct.subject == releases_of(context, address))
    return identifiers, RecentAct.delete().where(acts).execute()


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
