"""The accounts of the helpdesk, as its administrator makes, opens again and closes them."""

from __future__ import annotations

import secrets

from peewee import IntegrityError

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.errors import StaffNameRefused, StaffUnknown
from models.rules.codes import make_code, show_code
from models.rules.staff_passwords import staff_name
from models.services.audit.trail import record
from models.services.desk.sign_in import staff_subject
from models.tables.desk import DeskCall, DeskRequest
from models.tables.staff import StaffMember
from models.views.desk import StaffAccount, StaffRole
from models.views.desk_calls import CallState

HALVES = 2
"""Codes of which a first password is made: 86 bits, called out once."""


def add_staff(context: Context, name: str, role: StaffRole, *, source: str) -> str:
    """Make an account of the helpdesk, and return its first password, to be changed at once.

    Args:
        context: The open election.
        name: As typed.
        role: What it may do.
        source: Who does it, for the audit trail.

    Raises:
        StaffNameRefused: It is no name, or one that is taken.
    """
    known = staff_name(name)
    if known is None:
        raise StaffNameRefused
    password = _first_password()
    make_account(context, known, role, password, must_change=True, source=source)
    return password


def make_account(
    context: Context, name: str, role: StaffRole, password: str, *, must_change: bool, source: str
) -> None:
    """Make an account of a name that can be one, with a password.

    Raises:
        StaffNameRefused: The name is taken.
    """
    kept = context.passwords.make(password, Owner.staff(name))
    try:
        with context.transaction():
            StaffMember.insert(
                name=name,
                role=role,
                password_hash=kept,
                must_change=must_change,
                version=1,
                totp_step=0,
                created_at=context.now,
            ).execute()
            record(context, f"staff_added/{role}", staff_subject(name), source)
    except IntegrityError as error:
        raise StaffNameRefused(StaffNameRefused.taken) from error


def reset_staff(context: Context, name: str, *, source: str) -> str:
    """Give an account another first password, open it again, and forget its authenticator.

    What waits by it goes, as for `disable_staff`.

    Raises:
        StaffUnknown: There is no such account.
    """
    password, known = _first_password(), staff_name(name) or ""
    kept = context.passwords.make(password, Owner.staff(known))
    with context.transaction():
        changed = (
            StaffMember.update(
                password_hash=kept,
                must_change=True,
                version=StaffMember.version + 1,
                totp=None,
                disabled_at=None,
            )
            .where(StaffMember.name == known)
            .execute()
        )
        if not changed:
            raise StaffUnknown
        _let_go(context, known)
        record(context, "staff_reset", staff_subject(known), source)
    return password


def disable_staff(context: Context, name: str, *, source: str) -> None:
    """Close an account: its sessions end at their next act.

    What it has asked for lapses, and its calls wait for anybody to call back.

    Raises:
        StaffUnknown: There is no such account.
    """
    known = staff_name(name) or ""
    with context.transaction():
        changed = (
            StaffMember.update(disabled_at=context.now, version=StaffMember.version + 1)
            .where(StaffMember.name == known)
            .execute()
        )
        if not changed:
            raise StaffUnknown
        _let_go(context, known)
        record(context, "staff_disabled", staff_subject(known), source)


def list_staff(context: Context) -> tuple[StaffAccount, ...]:
    """Return all accounts of the helpdesk, by name."""
    with context.connection():
        return tuple(
            StaffAccount(
                name=one.name,
                role=StaffRole(one.role),
                must_change=one.must_change,
                has_totp=one.totp is not None,
                created_at=one.created_at,
                disabled_at=one.disabled_at,
            )
            for one in StaffMember.select().order_by(StaffMember.name)
        )


def _let_go(context: Context, name: str) -> None:
    """Let the requests of a member lapse, and leave their calls to the others."""
    member = StaffMember.select(StaffMember.id).where(StaffMember.name == name)
    asked = DeskRequest.asked_by.in_(member) & DeskRequest.live_for.is_null(False)
    DeskRequest.update(live_for=None).where(asked).execute()
    held = DeskCall.staff.in_(member) & DeskCall.state.in_([CallState.IN_HAND, CallState.ASIDE])
    DeskCall.update(state=CallState.TO_CALL_BACK, changed_at=context.now).where(held).execute()


def _first_password() -> str:
    return "-".join(show_code(make_code(secrets.randbelow)) for _ in range(HALVES))
