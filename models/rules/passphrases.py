"""The passphrases that seal the shares of the board.

Whoever finds a stick can try passphrases for years, without a server that counts them: more is
asked for than of a password, and spaces do not make one better.
"""

from __future__ import annotations

import re

from models.rules.guessability import PasswordLimits, PersonalFacts, secret_fault, weakness
from models.rules.passwords import check_equal, normalise_password
from models.rules.text import fold_accents
from models.views.passwords import RuleCheck, Verdict

LIMITS = PasswordLimits(minimum=16, maximum=200, score=4)
"""Sixteen characters, ten thousand million guesses of a second each."""
FEWEST_WORDS = 4
FEWEST_OWN_WORDS = 3
"""Words that are neither the member's or the election's, nor on the screen of the ceremony."""

LENGTH = f"{LIMITS.minimum} caractères au minimum"
HARD, EASY = "difficile à deviner", "facile à deviner"
TOO_SHORT = "seize caractères au minimum, comme quelques mots sans rapport entre eux"
TOO_FEW = "quatre mots différents au minimum"
TOO_PLAIN = "retirez votre nom, votre rôle et les mots de l'élection"

ON_SCREEN = frozenset(
    {"presidence", "secretariat", "delegation", "president", "secretaire", "delegue", "membre"}
    | {"bureau", "vote", "cle", "cles", "part", "phrase", "secrete", "secret", "mot", "mots"}
    | {"passe", "quatre", "sans", "rapport", "entre", "eux", "ceremonie"}
)

_WORD = re.compile(r"\w{2,}")
_BETWEEN = re.compile(r"[\s_-]+")


def resembles_passphrase(typed: str) -> bool:
    """Return whether something typed where a place is asked for may be a passphrase.

    Several words without a « / », no shorter than a passphrase: « ma cle » is a folder's name, and
    « part-1-de-cle.json » a file's. A folder may be named so all the same: whoever asks looks
    whether it exists.
    """
    text = typed.strip()
    if "/" in text or text.startswith("~") or text.endswith(".json") or len(text) < LIMITS.minimum:
        return False
    return len(text.split()) > 1 or len(_BETWEEN.split(text)) >= FEWEST_WORDS


def check_passphrase(
    typed: str, repeated: str, *, facts: PersonalFacts, words: frozenset[str]
) -> tuple[RuleCheck, ...]:
    """Return each rule of a passphrase with its verdict: length, guessable, equal.

    All are neutral as long as nothing is typed, which `all_kept` does not accept.

    Args:
        typed: As typed.
        repeated: The second time, possibly not to its end.
        facts: What is known of the member and of the election.
        words: Common words of the country, in lower case.
    """
    passphrase = normalise_password(typed)
    fault = passphrase_fault(typed, facts=facts, words=words) if passphrase else None
    length = guessable = Verdict.KEPT if passphrase else Verdict.NEUTRAL
    advice = ""
    if fault == TOO_SHORT:
        length, guessable = Verdict.MISSING, Verdict.NEUTRAL
    elif fault:
        guessable, advice = Verdict.MISSING, fault
    lacking = f"il en manque {LIMITS.minimum - len(passphrase)}" if fault == TOO_SHORT else ""
    return (
        RuleCheck("length", length, LENGTH, lacking),
        RuleCheck("guessable", guessable, EASY if advice else HARD, advice),
        check_equal(passphrase, normalise_password(repeated)),
    )


def passphrase_fault(typed: str, *, facts: PersonalFacts, words: frozenset[str]) -> str | None:
    """Return why a passphrase will not do, in French, or None.

    Args:
        typed: As typed.
        facts: What is known of the member and of the election.
        words: Common words of the country, in lower case.
    """
    passphrase = normalise_password(typed)
    fault = secret_fault(passphrase, limits=LIMITS, too_short=TOO_SHORT, facts=facts, words=words)
    if fault or not _BETWEEN.search(passphrase.strip()):
        return fault
    found = set(_WORD.findall(fold_accents(passphrase).lower()))
    if len(found) < FEWEST_WORDS:
        return TOO_FEW
    if len(found - ON_SCREEN - {word for _, word in facts.words()}) < FEWEST_OWN_WORDS:
        return TOO_PLAIN
    return weakness(_BETWEEN.sub("", passphrase), facts=facts, words=words, limits=LIMITS)
