"""The passphrases that seal the shares of the board.

Whoever finds a stick can try passphrases for years, without a server that counts them: more is
asked for than of a password.
"""

from __future__ import annotations

from models.rules.guessability import PasswordLimits, PersonalFacts, weakness
from models.rules.passwords import normalise_password

LIMITS = PasswordLimits(minimum=16, maximum=200, score=4)
"""Sixteen characters, ten thousand million guesses of a second each."""
TOO_SHORT = "seize caractères au minimum, comme quelques mots sans rapport entre eux"
TOO_LONG = "200 caractères au maximum"


def passphrase_fault(typed: str, *, facts: PersonalFacts, words: frozenset[str]) -> str | None:
    """Return why a passphrase will not do, in French, or None.

    Args:
        typed: As typed.
        facts: What is known of the member and of the election.
        words: Common words of the country, in lower case.
    """
    passphrase = normalise_password(typed)
    if len(passphrase) < LIMITS.minimum:
        return TOO_SHORT
    if len(passphrase) > LIMITS.maximum:
        return TOO_LONG
    return weakness(passphrase, facts=facts, words=words, limits=LIMITS)
