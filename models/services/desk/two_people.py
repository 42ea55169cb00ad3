"""Acts that two people do: a supervisor asks for them, somebody else confirms."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.errors import AlreadyAsked, NothingToDo, RequestOver, SamePerson
from models.rules.desk_acts import BY_TWO
from models.services.accounts.codes import retire_codes
from models.services.accounts.requests import end_requests, requests_of
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.desk.acts import authorised, recorded
from models.services.desk.calls import desk_source
from models.services.desk.sign_in import require_staff
from models.services.shared.people import held_holder, person_of
from models.tables.accounts import AccountState, VoterAccount
from models.tables.desk import DeskRequest as Row
from models.tables.electors import Elector
from models.tables.staff import StaffMember
from models.views.desk import StaffRole, StaffSession
from models.views.desk_calls import DeskAct, DeskOrder, DeskRequest, Reason

WITH_ANOTHER_PASSWORD = frozenset({Reason.SETTLED, Reason.ASKED_BY_PERSON})
"""Reasons to enable after which the password may be somebody else's: « Mot de passe oublié » alone
opens the account."""
LEADS = (StaffMember.role == StaffRole.SUPERVISOR) & StaffMember.disabled_at.is_null()
"""Who may ask for an act of two, from then on until it is confirmed."""
LIFE = timedelta(hours=1)
"""How long a request waits for the second person: a call, not a night."""


def ask_for(context: Context, order: DeskOrder, act: DeskAct) -> DeskRequest:
    """Ask for an act that somebody else has to confirm.

    Raises:
        ValueError: One person does this act.
        RoleRefused: Somebody who is no supervisor asks.
        NothingToDo: The account is not in a state for it.
        AlreadyAsked: Somebody has asked for it already.
        CallerUnknown: The caller has not been recognised.
        ReasonNeeded: There is no reason, or one of another act.
    """
    if act not in BY_TWO:
        raise ValueError(f"{act} is no act of two")
    with recorded(context, order, act) as address, context.transaction():
        acting = authorised(context, order, act)
        _possible(held_holder(context, address).account, act)
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
            reason=order.reason,
            asked_by=order.session.staff_id,
            asked_at=context.now,
            live_for=live_for,
        )
        record(context, f"desk_ask_{act}/{order.reason}", address, acting.source)
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
    """
    unusable = _unusable_hash(context, request_id)
    with _decided(context, session, request_id, source) as (row, elector, origin):
        if row.asked_by_id == session.staff_id:
            raise SamePerson
        if not StaffMember.select().where((StaffMember.id == row.asked_by_id) & LEADS).exists():
            raise RequestOver
        act = DeskAct(row.act)
        account = _possible(held_holder(context, elector.mail).account, act)
        match act:
            case DeskAct.DISABLE:
                _disable(account)
            case DeskAct.ENABLE:
                _enable(account, unusable if Reason(row.reason) in WITH_ANOTHER_PASSWORD else None)
            case _:
                raise RequestOver
        record(context, f"desk_{act}/{row.reason}", elector.mail, origin)
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
    with refusals_recorded(context, "desk_decide", name, origin), context.transaction():
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
    )


def _possible(account: VoterAccount | None, act: DeskAct) -> VoterAccount:
    """Return an account if it is in a state for an act."""
    if account is None:
        raise NothingToDo
    disabled = account.state == AccountState.DISABLED
    if disabled is (act is DeskAct.DISABLE):
        raise NothingToDo
    return account


def _disable(account: VoterAccount) -> None:
    """Close an account: its sessions and codes end, whatever waits for a confirmation too."""
    end_requests(requests_of(account))
    retire_codes(account)
    VoterAccount.update(state=AccountState.DISABLED, version=VoterAccount.version + 1).where(
        VoterAccount.id == account.id
    ).execute()


def _enable(account: VoterAccount, unusable: str | None) -> None:
    """Open an account again; one that was never confirmed has no password, and goes.

    Args:
        account: Disabled.
        unusable: Of a password that nobody knows, to take the place of the one that somebody
            else may have; None: the password stays.
    """
    if account.confirmed_at is None:
        account.delete_instance()
        return
    VoterAccount.update(
        state=AccountState.ACTIVE,
        version=VoterAccount.version + 1,
        password_hash=unusable or account.password_hash,
    ).where(VoterAccount.id == account.id).execute()


def _unusable_hash(context: Context, request_id: int) -> str:
    """Return the hash of a random password for the account of a request's person."""
    with context.connection():
        elector = Elector.select().join(Row).where(Row.id == request_id).first()
    uid = elector.uid if elector is not None else ""
    return context.passwords.make(secrets.token_urlsafe(32), Owner.voter(uid))
