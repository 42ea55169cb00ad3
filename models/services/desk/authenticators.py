"""Enabling an authenticator application for one's own account, or giving it up."""

from __future__ import annotations

from dataclasses import replace

from models.context import Context
from models.errors import AuthenticatorObligatory, WrongTotp
from models.services.audit.trail import record
from models.services.desk.sign_in import require_staff
from models.services.desk.totp import accepted_step, make_secret, sealed_secret, uri_of
from models.tables.staff import StaffMember
from models.views.desk import AuthenticatorOffer, StaffSession


def offer_authenticator(context: Context, session: StaffSession) -> AuthenticatorOffer:
    """Return a new secret, which counts once a code of it has been typed.

    Raises:
        SessionExpired: The account was closed or reset meanwhile.
    """
    with context.connection():
        require_staff(context, session, ready=False)
    secret = make_secret()
    return AuthenticatorOffer(secret, uri_of(secret, session.name))


def enable_authenticator(
    context: Context, session: StaffSession, offer: AuthenticatorOffer, code: str, *, source: str
) -> StaffSession:
    """Ask for a code of an offered authenticator from now on, at each sign-in.

    Raises:
        WrongTotp: The code that was typed is none of it: nothing has changed.
        SessionExpired: The account was closed or reset meanwhile.
    """
    step = accepted_step(offer.secret, code, context.now, after=0)
    if step is None:
        raise WrongTotp
    sealed = sealed_secret(context, session.name, offer.secret)
    with context.transaction():
        member = require_staff(context, session, ready=False)
        _write(member, sealed, step)
        record(context, "staff_totp_enabled", session.name, source)
    return replace(session, must_enrol=False, has_totp=True)


def disable_authenticator(context: Context, session: StaffSession, *, source: str) -> StaffSession:
    """Ask for the password alone again.

    Raises:
        AuthenticatorObligatory: The election wants one of everybody.
        SessionExpired: The account was closed or reset meanwhile.
    """
    if context.election.desk.totp == "required":
        raise AuthenticatorObligatory
    with context.transaction():
        member = require_staff(context, session)
        _write(member, None, member.totp_step)
        record(context, "staff_totp_disabled", session.name, source)
    return replace(session, has_totp=False)


def _write(member: StaffMember, sealed: str | None, step: int) -> None:
    StaffMember.update(totp=sealed, totp_step=step).where(StaffMember.id == member.id).execute()
