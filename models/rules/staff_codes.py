"""The code by which the staff leaves a kiosk: what is compared, and what is too easy."""

from __future__ import annotations

from models.rules.codes import normalise_code
from models.rules.guessability import PasswordLimits, PersonalFacts, secret_fault
from models.rules.passwords import normalise_password

LIMITS = PasswordLimits()
"""Eight characters, a million guesses: a password's limits, for every election."""

TOO_SHORT = "huit caractères au minimum"


def compared_staff_code(typed: str) -> str:
    """Return what is hashed and compared of a staff code.

    A code of the shape that the program makes, `BCDFG-HJKLM`, is the same in any
    case and with any spaces or dashes, as the codes of the mails are. Any other is
    what was typed, its case included, in NFC.
    """
    return normalise_code(typed) or normalise_password(typed)


def staff_code_fault(typed: str, *, facts: PersonalFacts, words: frozenset[str]) -> str | None:
    """Return why a staff code will not do, in French, or None if it will.

    Args:
        typed: As typed.
        facts: What is known of the election.
        words: Common words of the country, in lower case.
    """
    return secret_fault(
        compared_staff_code(typed), limits=LIMITS, too_short=TOO_SHORT, facts=facts, words=words
    )
