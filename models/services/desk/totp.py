"""Codes of an authenticator application (TOTP, RFC 6238: six digits, thirty seconds)."""

from __future__ import annotations

from datetime import datetime

from models.context import Context
from models.tables.staff import StaffMember

ISSUER = "Assistance"
"""Under which an application lists the account."""
WINDOW = 1
"""Steps of thirty seconds by which two clocks may differ, either way."""


def make_secret() -> str:
    """Return a new secret, base32, 160 bits."""
    from pyotp import random_base32

    return random_base32()


def uri_of(secret: str, name: str) -> str:
    """Return what an application reads from a picture: short, for the picture to fit a terminal.

    Args:
        secret: Base32.
        name: Of the account.
    """
    from pyotp import TOTP

    return TOTP(secret).provisioning_uri(name=f"{ISSUER}:{name}")


def accepted_step(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    """Return the time step of a right code, None if it is wrong or was used.

    Args:
        secret: Base32.
        code: As typed, spaces anywhere.
        now: Aware.
        after: The last step whose code was taken.
    """
    from pyotp import TOTP
    from pyotp.exceptions import OTPVerificationError

    typed = "".join(code.split())
    try:
        step = TOTP(secret).verify_and_get_timecode(typed, for_time=now, valid_window=WINDOW)
    except OTPVerificationError:
        return None
    return step if step > after else None


def sealed_secret(context: Context, name: str, secret: str) -> str:
    """Return the secret of an account as it is kept."""
    return context.seal.close(secret, *_place(name))


def opened_secret(context: Context, member: StaffMember) -> str | None:
    """Return the secret of an account, None if it has none."""
    return context.seal.open(member.totp, *_place(member.name)) if member.totp else None


def _place(name: str) -> tuple[str, ...]:
    return ("staff member", "totp", name)
