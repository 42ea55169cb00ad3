"""Enabling an authenticator application for one's own account, or giving it up."""

from __future__ import annotations

from dataclasses import replace

from models.context import Context
from models.errors import AuthenticatorInUse, NothingToDo, WrongTotp
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.desk.sign_in import require_staff, staff_subject, use_totp
from models.services.desk.totp import (
    accepted_step,
    make_secret,
    opened_secret,
    sealed_secret,
    uri_of,
)
from models.services.shared.counts import Tried
from models.services.shared.requester import Requester
from models.services.shared.tries import mark_right, reserve_sign_in
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
        AuthenticatorInUse: There is one, which is given up first.
        SessionExpired: The account was closed or reset meanwhile.
    """
    step = accepted_step(offer.secret, code, context.now, after=0)
    if step is None:
        raise WrongTotp
    sealed = sealed_secret(context, session.name, offer.secret)
    with context.transaction():
        member = require_staff(context, session, ready=False)
        if member.totp is not None:
            raise AuthenticatorInUse
        StaffMember.update(totp=sealed, totp_step=step).where(StaffMember.id == member.id).execute()
        record(context, "staff_totp_enabled", staff_subject(session.name), source)
    return replace(session, must_enrol=False, has_totp=True)


def disable_authenticator(
    context: Context, session: StaffSession, code: str, *, source: str
) -> StaffSession:
    """Ask for the password alone again; the other sessions of the account end.

    If the election wants an authenticator of everybody, nothing else is done before another one.

    Raises:
        WrongTotp: The code is none of it, or was used; counted as at the sign-in.
        MustWait: Too many were wrong.
        NothingToDo: There is none.
        SessionExpired: The account was closed or reset meanwhile.
    """
    subject = staff_subject(session.name)
    with refusals_recorded(context, "staff_totp_disabled", subject, source):
        requester = Requester(owner=False, source=source)
        tried = reserve_sign_in(context, Tried.DESK, session.name, requester)
        with context.transaction():
            member = require_staff(context, session)
            secret = opened_secret(context, member)
            if secret is None:
                raise NothingToDo
            use_totp(context, member, secret, code)
            mark_right(context, tried)
            StaffMember.update(totp=None, version=StaffMember.version + 1).where(
                StaffMember.id == member.id
            ).execute()
            record(context, "staff_totp_disabled", subject, source)
    return replace(
        session,
        version=session.version + 1,
        has_totp=False,
        must_enrol=context.election.desk.totp == "required",
    )
