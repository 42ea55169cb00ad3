"""Correcting the address of a person: told to the old one, stopped by whoever owns it, due later.

Until it is due everything goes to the old address, so that nobody takes an account by telephone.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from peewee import IntegrityError

from models.context import Context
from models.errors import AddressTaken, ChangeOver, NothingToDo
from models.mail.letters import address_letter
from models.rules.identifiers import check_address
from models.services.accounts.codes import retire_codes
from models.services.accounts.requests import end_requests, requests_of
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.sending.outgoing import SealedLetter, post, seal_letter
from models.services.shared.people import held_holder
from models.services.shared.requester import Requester
from models.tables.accounts import AccountState
from models.tables.addresses import AddressChange, ChangeState
from models.tables.electors import Elector
from models.views.mail import MailboxSession

DELAY = timedelta(hours=24)
"""Between the mail to the old address and the change: the issue's, a day to read it."""
AT_ONCE = 50
"""Changes of one transaction."""
BY_ITSELF = "assistance"
"""Who applies what is due, for the audit trail."""


def checked_new_address(context: Context, elector: Elector, typed: str) -> str:
    """Return the new address of a person, inside a connection.

    Raises:
        AddressRefused: Not an address of the election.
        AddressTaken: Somebody of the roll has it.
        NothingToDo: It is the person's already.
    """
    address = check_address(typed, context.election.mail.domains)
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


def earlier_addresses(elector_id: int) -> list[str]:
    """Return the addresses that a person had before, inside a connection."""
    applied = AddressChange.state == ChangeState.APPLIED
    rows = AddressChange.select().where((AddressChange.elector == elector_id) & applied)
    return [row.old_mail for row in rows]


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
    AddressChange.create(
        elector=elector.id,
        old_mail=elector.mail,
        new_mail=address,
        state=ChangeState.WAITS,
        waits_for=_waits_for(elector.id),
        decided_at=now,
        due_at=now + DELAY,
    )
    post(context, elector.mail, notice, Requester(owner=True, source=""))


def end_change(context: Context, elector_id: int, state: ChangeState) -> bool:
    """End the correction that waits for a person; return whether one did."""
    ended = AddressChange.update(state=state, waits_for=None, ended_at=context.now).where(
        AddressChange.waits_for == _waits_for(elector_id)
    )
    return bool(ended.execute())


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
    with context.connection():
        due = list(
            AddressChange.select(AddressChange.id)
            .where(AddressChange.waits_for.is_null(False) & (AddressChange.due_at <= context.now))
            .order_by(AddressChange.due_at)
            .limit(AT_ONCE)
        )
    applied = 0
    for row in due:
        # A roll that takes an address at this very moment wins: the next look finds it taken.
        with suppress(IntegrityError):
            applied += _applied(context, row.id)
    return applied


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
