"""Acts that two people do: a supervisor asks for them, somebody else confirms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from models.context import Context
from models.errors import AlreadyAsked, NothingToDo, ReasonNeeded, RequestOver, SamePerson
from models.rules.desk_acts import BY_TWO, REASONS
from models.services.accounts.codes import retire_codes
from models.services.accounts.requests import end_requests, requests_of
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.desk.acts import authorised, recorded, said_to_agents
from models.services.desk.addresses import (
    begin_change,
    checked_new_address,
    sealed_notice,
    waiting_change,
)
from models.services.desk.calls import desk_source
from models.services.desk.names import events_about
from models.services.desk.sign_in import require_staff
from models.services.sending.outgoing import SealedLetter
from models.services.sending.waiting import dispatch_mail
from models.services.shared.people import held_holder, person_of
from models.services.shared.windows import require_confirmations_open
from models.tables.accounts import AccountState, VoterAccount
from models.tables.audit import AuditEvent
from models.tables.desk import DeskRequest as Row
from models.tables.electors import Elector
from models.tables.staff import StaffMember
from models.views.desk import StaffRole, StaffSession
from models.views.desk_calls import DeskAct, DeskOrder, DeskRequest, Reason

WITH_ANOTHER_PASSWORD = frozenset({Reason.SETTLED, Reason.ASKED_BY_PERSON})
"""Reasons to enable after which the password may be somebody else's: « Mot de passe oublié » alone
opens the account."""
TAKEN_OVER = (
    "Ce compte a été désactivé parce que quelqu'un d'autre s'en était servi : il ne se rouvre "
    "qu'avec un nouveau mot de passe. Choisissez un autre motif."
)
LEADS = (StaffMember.role == StaffRole.SUPERVISOR) & StaffMember.disabled_at.is_null()
"""Who may ask for an act of two, from then on until it is confirmed."""
LIFE = timedelta(hours=1)
"""How long a request waits for the second person: a call, not a night."""


def ask_for(context: Context, order: DeskOrder, act: DeskAct, *, address: str = "") -> DeskRequest:
    """Ask for an act that somebody else has to confirm.

    Args:
        context: The open election.
        order: Who asks, for whom, why.
        act: One of `BY_TWO`.
        address: The new address, as typed, of a correction.

    Raises:
        ValueError: One person does this act.
        RoleRefused: Somebody who is no supervisor asks.
        NothingToDo: The account is not in a state for it.
        WindowClosed: The account would need another password, and codes are over.
        AlreadyAsked: Somebody has asked for it already.
        AddressRefused: The new address is none of the election's.
        AddressTaken: The new address is somebody else's.
        CallerUnknown: The caller has not been recognised.
        ReasonNeeded: There is no reason, or one of another act.
    """
    if act not in BY_TWO:
        raise ValueError(f"{act} is no act of two")
    with recorded(context, order, act) as name, context.transaction():
        acting = authorised(context, order, act)
        _require_possible(context, act, acting.elector, acting.reason)
        new_mail = ""
        if act is DeskAct.ADDRESS:
            new_mail = checked_new_address(context, acting.elector, address)
        live_for = f"{act} {acting.elector.id}"
        older = Row.live_for == live_for
        lapsed = Row.asked_at <= context.now - LIFE
        Row.update(live_for=None).where(older & lapsed).execute()
        row = Row.get_or_none(older)
        if row is not None:
            raise AlreadyAsked
        row = Row.create(
            elector=acting.elector.id,
            act=act,
            reason=acting.reason,
            asked_by=order.session.staff_id,
            asked_at=context.now,
            live_for=live_for,
            new_mail=new_mail or None,
        )
        record(context, f"desk_ask_{act}/{acting.reason}", name, acting.source)
        return _request(context, row, acting.elector, order.session.name)


def list_requests(context: Context, session: StaffSession) -> tuple[DeskRequest, ...]:
    """Return what waits for a second person, oldest first."""
    with context.connection():
        require_staff(context, session)
        return tuple(_live(context))


def request_about(context: Context, elector_id: int) -> DeskRequest | None:
    """Return what waits for a second person about a person, inside a connection."""
    return next(iter(_live(context, Row.elector == elector_id)), None)


def confirm_request(
    context: Context, session: StaffSession, request_id: int, *, source: str
) -> DeskAct:
    """Do what somebody else has asked for.

    Raises:
        SamePerson: It is one's own request.
        RequestOver: It was done, given up, or has lapsed; or who asked leads the helpdesk no more.
        NothingToDo: The account is not in a state for it any more.
        WindowClosed: The account would need another password, and codes are over.
        AddressTaken: The new address is somebody else's meanwhile.
    """
    notice = _notice(context, request_id)
    with _decided(context, session, request_id, source) as (row, elector, origin):
        if row.asked_by_id == session.staff_id:
            raise SamePerson
        if not StaffMember.select().where((StaffMember.id == row.asked_by_id) & LEADS).exists():
            raise RequestOver
        act, reason = DeskAct(row.act), Reason(row.reason)
        account = _require_possible(context, act, elector, reason)
        match act:
            case DeskAct.DISABLE if account is not None:
                _disable(account)
            case DeskAct.ENABLE if account is not None:
                _enable(account, keeps_password=reason not in WITH_ANOTHER_PASSWORD)
            case DeskAct.ADDRESS if notice is not None:
                begin_change(context, elector, row.new_mail or "", notice)
            case _:
                raise RequestOver
        record(context, f"desk_{act}/{row.reason}", elector.mail, origin)
    if act is DeskAct.ADDRESS:
        dispatch_mail(context, elector.mail)
    return act


def give_up_request(
    context: Context, session: StaffSession, request_id: int, *, source: str
) -> None:
    """Refuse what somebody has asked for, or take one's own request back.

    Raises:
        RequestOver: It was done, given up, or has lapsed.
    """
    with _decided(context, session, request_id, source) as (row, elector, origin):
        record(context, f"desk_give_up/{row.act}", elector.mail, origin)


@contextmanager
def _decided(
    context: Context, session: StaffSession, request_id: int, source: str
) -> Iterator[tuple[Row, Elector, str]]:
    """Hold a live request in a transaction, and end it together with what is done inside.

    Yields:
        The request, whose it is, and who decides from where.
    """
    origin = desk_source(session, source)
    with context.connection():
        elector = Elector.select().join(Row).where(Row.id == request_id).first()
    name = elector.mail if elector is not None else ""
    refused = refusals_recorded(context, "desk_decide", name, origin)
    with refused, said_to_agents(), context.transaction():
        require_staff(context, session)
        held = context.store.dialect.locked(Row.select().where(Row.id == request_id)).first()
        if held is None or elector is None or not _is_live(context, held):
            raise RequestOver
        Row.update(live_for=None).where(Row.id == request_id).execute()
        yield held, elector, origin


def _is_live(context: Context, row: Row) -> bool:
    return row.live_for is not None and row.asked_at > context.now - LIFE


def _live(context: Context, *conditions: Any) -> Iterator[DeskRequest]:
    rows: Any = (
        Row.select(Row, StaffMember.name.alias("name"))
        .join(StaffMember)
        .where(Row.live_for.is_null(False) & (Row.asked_at > context.now - LIFE), *conditions)
        .where(LEADS)
        .order_by(Row.id)
        .objects()
    )
    for row in rows:
        yield _request(context, row, Elector.get_by_id(row.elector_id), row.name)


def _request(context: Context, row: Row, elector: Elector, name: str) -> DeskRequest:
    return DeskRequest(
        request_id=row.id,
        act=DeskAct(row.act),
        reason=Reason(row.reason),
        person=person_of(context, elector),
        asked_by=name,
        asked_at=row.asked_at,
        until=row.asked_at + LIFE,
        new_address=row.new_mail or "",
    )


def _require_possible(
    context: Context, act: DeskAct, elector: Elector, reason: Reason
) -> VoterAccount | None:
    """Require that an act would change something for a person, held until the transaction ends.

    Returns:
        The person's account, None without one.
    """
    account = held_holder(context, elector.mail).account
    if act is DeskAct.ADDRESS:
        if waiting_change(elector.id) is not None:
            raise NothingToDo
        return account
    disabled = account is not None and account.state == AccountState.DISABLED
    if account is None or disabled is (act is DeskAct.DISABLE):
        raise NothingToDo
    if act is DeskAct.ENABLE and reason in WITH_ANOTHER_PASSWORD:
        require_confirmations_open(context)
    elif act is DeskAct.ENABLE and _was_taken_over(context, elector):
        raise ReasonNeeded(TAKEN_OVER)
    return account


def _was_taken_over(context: Context, elector: Elector) -> bool:
    """Tell whether the last reason to disable an account was that somebody else used it."""
    kinds = [f"desk_{DeskAct.DISABLE}/{reason}" for reason in REASONS[DeskAct.DISABLE]]
    last = (
        AuditEvent.select(AuditEvent.kind)
        .where(events_about(context, elector) & AuditEvent.kind.in_(kinds))
        .order_by(AuditEvent.sequence.desc())
        .first()
    )
    return last is not None and last.kind.endswith(Reason.TAKEN_OVER)


def _disable(account: VoterAccount) -> None:
    """Close an account: its sessions and codes end, whatever waits for a confirmation too."""
    end_requests(requests_of(account))
    retire_codes(account)
    VoterAccount.update(state=AccountState.DISABLED, version=VoterAccount.version + 1).where(
        VoterAccount.id == account.id
    ).execute()


def _enable(account: VoterAccount, *, keeps_password: bool) -> None:
    """Open an account again; one that was never confirmed has no password, and goes.

    Args:
        account: Disabled.
        keeps_password: Else it has none until « Mot de passe oublié » gives it another one.
    """
    if account.confirmed_at is None:
        account.delete_instance()
        return
    VoterAccount.update(
        state=AccountState.ACTIVE,
        version=VoterAccount.version + 1,
        password_hash=account.password_hash if keeps_password else "",
    ).where(VoterAccount.id == account.id).execute()


def _notice(context: Context, request_id: int) -> SealedLetter | None:
    """Return the mail to the old address, of a correction; None of another act.

    It is sealed outside of the transaction that sends it, which takes its time.
    """
    with context.connection():
        row = Row.get_or_none((Row.id == request_id) & (Row.act == DeskAct.ADDRESS))
        elector = Elector.get_or_none(Elector.id == row.elector_id) if row is not None else None
    if row is None or elector is None:
        return None
    return sealed_notice(context, elector, row.new_mail or "")
