"""Correcting the address of a person: told to the old one, stopped by whoever owns it, due later.

Until it is due everything goes to the old address, so that nobody takes an account by telephone. It
is due a day after the old address has been told, or a day after it was decided if there is nobody
there to be told; a full mailbox is waited for. If the old address refuses the mail for any other
reason, the correction ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from peewee import IntegrityError

from models.context import Context
from models.errors import AddressTaken, ChangeOver, NothingToDo
from models.mail.letters import address_letter
from models.rules.french_dates import say_moment
from models.rules.smtp_replies import refused_why
from models.services.accounts.codes import retire_codes
from models.services.accounts.requests import end_requests, requests_of
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.sending.outgoing import (
    Carried,
    SealedLetter,
    mail_fate,
    post,
    seal_letter,
    withdraw,
)
from models.services.shared.people import election_address, held_holder
from models.services.shared.requester import Requester
from models.tables.accounts import AccountState
from models.tables.addresses import AddressChange, ChangeState, notice_of
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from models.views.desk import AddressChanging, CodeMail, MailRefusal
from models.views.desk_calls import AddressEnd
from models.views.mail import MailboxSession

DELAY = timedelta(hours=24)
"""Between the mail to the old address and the change: the issue's, a day to read it."""
AT_ONCE = 50
"""Changes of one transaction."""
BY_ITSELF = "assistance"
"""Who applies what is due, for the audit trail."""
NOBODY_THERE = frozenset({MailRefusal.NO_MAILBOX, MailRefusal.CLOSED})
"""Refusals of a mail by which nobody reads an address."""
REMEMBERED = timedelta(days=7)
"""How long an agent is told of a correction that had no effect."""
TOO_LATE = (
    "La nouvelle adresse ne compterait que le {due}, quand plus aucun code ne sert : elle ne "
    "changerait rien pour cette personne."
)


def checked_new_address(context: Context, elector: Elector, typed: str) -> str:
    """Return the new address of a person, inside a connection.

    Raises:
        AddressRefused: Not an address of the election.
        AddressTaken: Somebody of the roll has it.
        NothingToDo: It is the person's already, or would count when codes are over.
    """
    calendar, due = context.election.calendar, context.now + DELAY
    if calendar.confirmations.is_over(due):
        raise NothingToDo(TOO_LATE.format(due=say_moment(due, calendar.zone)))
    address = election_address(context, typed)
    if address == elector.mail:
        raise NothingToDo
    if _is_taken(address, elector.id):
        raise AddressTaken
    return address


def waiting_change(elector_id: int) -> AddressChange | None:
    """Return the correction that waits for a person, inside a connection."""
    change: AddressChange | None = AddressChange.get_or_none(
        AddressChange.waits_for == _waits_for(elector_id)
    )
    return change


def changing_of(change: AddressChange) -> AddressChanging:
    """Return what an agent is told of a correction that waits, inside a connection."""
    notice = _notices([change]).get(notice_of(change.id))
    return AddressChanging(_due_at(change, notice), mail_fate(notice) if notice else None)


def ended_lately(context: Context, elector_id: int) -> tuple[AddressEnd, datetime] | None:
    """Return how the last correction of these days has ended without effect, and when."""
    ended = AddressChange.ended_at > context.now - REMEMBERED
    mine = AddressChange.select().where((AddressChange.elector == elector_id) & ended)
    last = mine.order_by(AddressChange.ended_at.desc(), AddressChange.id.desc()).first()
    if last is None or last.state not in set(AddressEnd):
        return None
    return AddressEnd(last.state), last.ended_at


def sealed_notice(context: Context, elector: Elector, address: str) -> SealedLetter:
    """Return the mail to the old address, outside of any transaction: sealing takes its time."""
    due = context.now + DELAY
    return seal_letter(context, address_letter(context.election, address, due), elector.mail)


def begin_change(context: Context, elector: Elector, typed: str, notice: SealedLetter) -> None:
    """Let a correction wait and tell the old address, inside the caller's transaction.

    Raises:
        AddressTaken: Somebody of the roll has it meanwhile.
        NothingToDo: It is the person's already, or another correction waits.
    """
    address = checked_new_address(context, elector, typed)
    if waiting_change(elector.id) is not None:
        raise NothingToDo
    now = context.now
    change = AddressChange.create(
        elector=elector.id,
        old_mail=elector.mail,
        new_mail=address,
        state=ChangeState.WAITS,
        waits_for=_waits_for(elector.id),
        decided_at=now,
        due_at=now + DELAY,
    )
    carried = Carried(notice_of(change.id))
    post(context, elector.mail, notice, Requester(owner=True, source=""), carried)


def end_change(context: Context, elector_id: int, state: ChangeState) -> bool:
    """End the correction that waits for a person; return whether one did."""
    change = waiting_change(elector_id)
    if change is None:
        return False
    ended = AddressChange.update(state=state, waits_for=None, ended_at=context.now).where(
        (AddressChange.id == change.id) & AddressChange.waits_for.is_null(False)
    )
    if not ended.execute():
        return False
    withdraw(notice_of(change.id))
    return True


def stop_own_change(context: Context, mailbox: MailboxSession, *, source: str) -> None:
    """Stop the correction of one's address: whoever has opened the old mailbox owns it.

    Raises:
        ChangeOver: None waits: it was stopped or applied.
        SessionExpired: The mailbox is not open any more.
    """
    with refusals_recorded(context, "stop_address", mailbox.address, source):
        with context.mailboxes.reading():
            context.mailboxes.require_open(mailbox)
        with context.transaction():
            elector = Elector.get_or_none(Elector.mail == mailbox.address)
            if elector is None or not end_change(context, elector.id, ChangeState.STOPPED):
                raise ChangeOver
            record(context, "address_change_stopped", mailbox.address, source)


def apply_due_changes(context: Context) -> int:
    """Apply the corrections that are due; return how many.

    What waits for a confirmation ends, and every code too: the next one goes to the new address.
    """
    applied = 0
    _end_untold(context)
    for number in _due(context)[:AT_ONCE]:
        # A roll that takes an address at this very moment wins: the next look finds it taken.
        with suppress(IntegrityError):
            applied += _applied(context, number)
    return applied


def _due(context: Context) -> list[int]:
    """Return the numbers of the corrections that are due, oldest first."""
    with context.connection():
        waiting = list(
            AddressChange.select()
            .where(AddressChange.waits_for.is_null(False) & (AddressChange.due_at <= context.now))
            .order_by(AddressChange.due_at)
        )
        notices = _notices(waiting)
    due = [(change, _due_at(change, notices.get(notice_of(change.id)))) for change in waiting]
    return [change.id for change, at in due if at is not None and at <= context.now]


def _end_untold(context: Context) -> None:
    """End the corrections of which the old address refuses to be told."""
    with context.connection():
        waiting = list(AddressChange.select().where(AddressChange.waits_for.is_null(False)))
        notices = _notices(waiting)
    for change in waiting:
        notice = notices.get(notice_of(change.id))
        if notice is None or not _is_refused(notice):
            continue
        with context.transaction():
            if end_change(context, change.elector_id, ChangeState.UNTOLD):
                record(context, "address_change_untold", change.old_mail, BY_ITSELF)


def _is_refused(notice: WaitingMail) -> bool:
    refused = mail_fate(notice) is CodeMail.REFUSED
    return refused and refused_why(notice.reply) not in NOBODY_THERE


def _notices(changes: Iterable[AddressChange]) -> dict[str, WaitingMail]:
    """Return the mails to the old addresses, as far as they are kept, by what they are found."""
    names = [notice_of(change.id) for change in changes]
    mails = WaitingMail.select().where(WaitingMail.code_for.in_(names))
    return {str(mail.code_for): mail for mail in mails}


def _due_at(change: AddressChange, notice: WaitingMail | None) -> datetime | None:
    """Return when a correction is due, None: not before its notice has arrived."""
    if notice is None:
        return None
    match mail_fate(notice):
        case CodeMail.SENT:
            return max(change.due_at, (notice.sent_at or change.decided_at) + DELAY)
        case CodeMail.REFUSED if refused_why(notice.reply) in NOBODY_THERE:
            return change.due_at
        case _:
            return None


def _applied(context: Context, change_id: int) -> bool:
    with context.transaction():
        # Whoever stops it at the same moment waits for this row, or has ended it.
        claimed = AddressChange.update(waits_for=None, ended_at=context.now).where(
            (AddressChange.id == change_id) & AddressChange.waits_for.is_null(False)
        )
        if not claimed.execute():
            return False
        change = AddressChange.get_by_id(change_id)
        elector = Elector.get_by_id(change.elector_id)
        moved = elector.mail != change.old_mail  # by a roll loaded meanwhile
        taken = moved or _is_taken(change.new_mail, change.elector_id)
        change.state = ChangeState.TAKEN if taken else ChangeState.APPLIED
        change.save(only=[AddressChange.state])
        if taken:
            record(context, "address_change_taken", change.old_mail, BY_ITSELF)
            return False
        account = held_holder(context, elector.mail).account
        if account is not None:
            end_requests(requests_of(account))
            retire_codes(account)
            if account.state == AccountState.PENDING:
                account.delete_instance()
        Elector.update(mail=change.new_mail).where(Elector.id == change.elector_id).execute()
        record(context, "address_changed", change.new_mail, BY_ITSELF)
        return True


def _is_taken(address: str, elector_id: int) -> bool:
    others = (Elector.mail == address) & (Elector.id != elector_id)
    return bool(Elector.select().where(others).exists())


def _waits_for(elector_id: int) -> str:
    return f"elector {elector_id}"
