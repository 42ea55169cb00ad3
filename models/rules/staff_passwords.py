"""The passwords and names of the helpdesk's staff."""

from __future__ import annotations

import re
from dataclasses import replace

from models.rules.guessability import PasswordLimits, PersonalFacts, secret_fault
from models.rules.passwords import normalise_password

LIMITS = PasswordLimits(minimum=12, score=3)
"""Twelve characters, a hundred million guesses: behind each of them are all the others' calls."""
TOO_SHORT = "douze caractères au minimum"
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")


def staff_name(typed: str) -> str | None:
    """Return the name of a staff account, None if it can be none: letters, digits, « . _ - »."""
    name = typed.strip().lower()
    return name if _NAME.fullmatch(name) else None


def staff_password_fault(
    typed: str, *, name: str, facts: PersonalFacts, words: frozenset[str]
) -> str | None:
    """Return why a password will not do for a member of the staff, in French, or None.

    Args:
        typed: As typed.
        name: Of the account.
        facts: What is known of the election.
        words: Common words of the country, in lower case.
    """
    own = replace(facts, first_name="", last_name="", user_name=name, school="")
    return secret_fault(
        normalise_password(typed), limits=LIMITS, too_short=TOO_SHORT, facts=own, words=words
    )
