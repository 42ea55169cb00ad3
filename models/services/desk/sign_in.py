"""Entering the helpdesk: by a name, a password, and a code for those who have one."""

from __future__ import annotations

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.data.words import french_words
from models.errors import (
    AuthenticatorNeeded,
    FirstPasswordKept,
    PasswordTooWeak,
    RoleRefused,
    SessionExpired,
    StaffSignInRefused,
    TotpNeeded,
    WrongTotp,
)
from models.rules.staff_passwords import staff_name, staff_password_fault
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.desk.totp import accepted_step, opened_secret
from models.services.shared.counts import Tried
from models.services.shared.people import facts_of
from models.services.shared.requester import Requester
from models.services.shared.tries import ReservedTry, mark_right, refund_source, reserve_sign_in
from models.services.shared.usual_costs import usual_cost
from models.tables.staff import StaffMember
from models.views.desk import StaffRole, StaffSession


def sign_in_staff(
    context: Context, name: str, password: str, code: str = "", *, source: str
) -> StaffSession:
    """Return a session of the helpdesk; nothing tells unknown, wrong and closed apart.

    Args:
        context: The open election.
        name: As typed.
        password: As typed.
        code: Of the authenticator application, as typed; empty: not asked for yet.
        source: Where the agent is.

    Raises:
        MustWait: Too many wrong tries of this name here, or from this place.
        TotpNeeded: The password is right, and a code is asked for besides. It is counted until
            the code is right, and recorded: whoever knows a password alone comes no further.
        WrongTotp: The password is right, the code is not, or has been used.
        StaffSignInRefused: Anything else.
    """
    known = staff_name(name) or ""
    with refusals_recorded(context, "staff_sign_in", staff_subject(known), source):
        tried = reserve_sign_in(context, Tried.DESK, known, Requester(owner=False, source=source))
        with context.connection():
            member = StaffMember.get_or_none(StaffMember.name == known)
            usual = usual_cost(StaffMember)
        kept = member.password_hash if member is not None else None
        right = context.passwords.verify(kept, password, Owner.staff(known), usual=usual)
        if member is None or not right or member.disabled_at is not None:
            raise StaffSignInRefused
        session = _enter(context, member, code, tried, source)
    if session is None:
        raise TotpNeeded
    return session


def _enter(
    context: Context, member: StaffMember, code: str, tried: ReservedTry, source: str
) -> StaffSession | None:
    """Open a session for whoever knows the password, None if a code is missing."""
    with context.transaction():
        held = _held(context, member.id)
        if held is None or held.version != member.version or held.disabled_at is not None:
            raise StaffSignInRefused
        secret = opened_secret(context, held)
        if secret is not None and not code.strip():
            refund_source(tried)
            record(context, "staff_code_asked", staff_subject(held.name), source)
            return None
        if secret is not None:
            use_totp(context, held, secret, code)
        mark_right(context, tried)
        record(context, "staff_signed_in", staff_subject(held.name), source)
        return _session(context, held)


def use_totp(context: Context, member: StaffMember, secret: str, code: str) -> None:
    """Take a code of an authenticator, once.

    Raises:
        WrongTotp: It is another one, or was used.
    """
    step = accepted_step(secret, code, context.now, after=member.totp_step)
    if step is None:
        raise WrongTotp
    StaffMember.update(totp_step=step).where(StaffMember.id == member.id).execute()


def change_staff_password(
    context: Context, session: StaffSession, password: str, *, source: str
) -> StaffSession:
    """Give one's own account another password; other sessions of it end.

    Raises:
        PasswordTooWeak: With the reason; what was called out as the first one will not do either.
        SessionExpired: The account was closed or reset meanwhile.
    """
    fault = staff_password_fault(
        password, name=session.name, facts=facts_of(context, "", None), words=french_words()
    )
    if fault:
        raise PasswordTooWeak(reason=fault)
    owner = Owner.staff(session.name)
    with context.connection():
        before = require_staff(context, session, ready=False).password_hash
    if context.passwords.verify(before, password, owner):
        raise PasswordTooWeak(reason=SAME)
    kept = context.passwords.make(password, owner)
    with context.transaction():
        member = require_staff(context, session, ready=False)
        StaffMember.update(
            password_hash=kept, must_change=False, version=StaffMember.version + 1
        ).where(StaffMember.id == member.id).execute()
        record(context, "staff_password_changed", staff_subject(session.name), source)
        return _session(context, StaffMember.get_by_id(member.id))


SAME = "c'est celui d'avant"


def require_staff(
    context: Context,
    session: StaffSession,
    role: StaffRole = StaffRole.AGENT,
    *,
    ready: bool = True,
) -> StaffMember:
    """Return the row of a session's account, inside a connection.

    Args:
        context: The open election.
        session: Whose account it is.
        role: The least that is needed.
        ready: Require a password of one's own, and an authenticator if the election wants one.

    Raises:
        SessionExpired: The account was closed, reset or given another password meanwhile.
        FirstPasswordKept: The password is still the first one.
        AuthenticatorNeeded: The election wants an authenticator, and there is none.
        RoleRefused: It may not do this.
    """
    member: StaffMember | None = StaffMember.get_or_none(StaffMember.id == session.staff_id)
    if member is None or member.version != session.version or member.disabled_at is not None:
        raise SessionExpired
    if ready and member.must_change:
        raise FirstPasswordKept
    if ready and must_enrol(context, member):
        raise AuthenticatorNeeded
    if role is StaffRole.SUPERVISOR and member.role != StaffRole.SUPERVISOR:
        raise RoleRefused
    return member


def staff_subject(name: str) -> str:
    """Return under what the audit trail names a member of the staff: never a person of the roll."""
    return f"staff:{name}"


def must_enrol(context: Context, member: StaffMember) -> bool:
    """Tell whether the election wants an authenticator of somebody who has none."""
    return context.election.desk.totp == "required" and member.totp is None


def _held(context: Context, staff_id: int) -> StaffMember | None:
    found = StaffMember.select().where(StaffMember.id == staff_id)
    member: StaffMember | None = context.store.dialect.locked(found).first()
    return member


def _session(context: Context, member: StaffMember) -> StaffSession:
    return StaffSession(
        staff_id=member.id,
        name=member.name,
        role=StaffRole(member.role),
        version=member.version,
        signed_in_at=context.now,
        must_change=member.must_change,
        must_enrol=must_enrol(context, member),
        has_totp=member.totp is not None,
    )
