"""The passphrases that seal the shares of the board.

Whoever finds a stick can try passphrases for years, without a server that counts them: more is
asked for than of a password.
"""

from __future__ import annotations

from models.rules.guessability import PasswordLimits, PersonalFacts, secret_fault
from models.rules.passwords import normalise_password

LIMITS = PasswordLimits(minimum=16, maximum=200, score=4)
"""Sixteen characters, ten thousand million guesses of a second each."""
TOO_SHORT = "seize caractères au minimum, comme quelques mots sans rapport entre eux"


def passphrase_fault(typed: str, *, facts: PersonalFacts, words: frozenset[str]) -> str | None:
    """Return why a passphrase will not do, in French, or None.

    Args:
        typed: As typed.
        facts: What is known of the member and of the election.
        words: Common words of the country, in lower case.
    """
    return secret_fault(
        normalise_password(typed), limits=LIMITS, too_short=TOO_SHORT, facts=facts, words=words
    )
