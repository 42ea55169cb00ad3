"""The outcome of one password rule, the same for the live feedback and the final check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What a rule says of what has been typed so far."""

    NEUTRAL = "neutral"
    """Nothing typed yet, nothing to say."""
    KEPT = "kept"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """One rule of a password policy and its verdict.

    Attributes:
        rule: Stable name: `length`, `upper`, `lower`, `digit`, `guessable`,
            `equal`, `letters`, `digits`, `punctuation`, `too_long`.
        verdict: Whether it is kept.
        label: The rule in a few French words, « une majuscule »; what is wrong
            if it reads as its opposite otherwise, « trop facile à deviner ».
        advice: What to do when it is missing, « ajoutez 0 à 9 »; empty
            otherwise.
    """

    rule: str
    verdict: Verdict
    label: str
    advice: str = ""


def all_kept(checks: tuple[RuleCheck, ...]) -> bool:
    """Return whether every rule of a policy is kept."""
    return all(check.verdict is Verdict.KEPT for check in checks)
