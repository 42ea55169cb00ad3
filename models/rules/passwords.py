"""The password policies: the voter's and the mailbox's.

Those of the leaflet unless the election file has others, with a guessability
check besides. The same function serves the live feedback and the final check,
so that no password may pass one and fail the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from models.rules.guessability import PasswordLimits, PersonalFacts, weakness
from models.views.passwords import RuleCheck, Verdict

DIGITS = frozenset("0123456789")
HARD_TO_GUESS = "difficile à deviner"


@dataclass(frozen=True, slots=True)
class CharacterRule:
    """A kind of character that a password must hold at least once."""

    rule: str
    label: str
    advice: str
    is_of_kind: Callable[[str], bool]

    def check(self, password: str) -> RuleCheck:
        """Return whether a password holds such a character; neutral while it is empty."""
        kept = any(map(self.is_of_kind, password))
        return _outcome(self.rule, self.label, password, "" if kept else self.advice)


def _is_digit(sign: str) -> bool:
    """Return whether a sign is a digit of the leaflet's rule: 0 to 9 only."""
    return sign in DIGITS


def _is_punctuation(sign: str) -> bool:
    """Return whether a sign is punctuation or a symbol, as + and € are."""
    return unicodedata.category(sign)[0] in "PS"


Kind = Literal["upper", "lower", "digit", "sign", "letters", "digits", "punctuation"]

KINDS = {
    rule.rule: rule
    for rule in (
        CharacterRule("upper", "une majuscule", "ajoutez A à Z", str.isupper),
        CharacterRule("lower", "une minuscule", "ajoutez a à z", str.islower),
        CharacterRule("digit", "un chiffre", "ajoutez 0 à 9", _is_digit),
        CharacterRule("sign", "un signe", "ajoutez un signe comme - ou *", _is_punctuation),
        CharacterRule("letters", "des lettres", "ajoutez a à z", str.isalpha),
        CharacterRule("digits", "des chiffres", "ajoutez 0 à 9", _is_digit),
        CharacterRule(
            "punctuation", "de la ponctuation", "ajoutez un signe comme - ou *", _is_punctuation
        ),
    )
}
"""What a policy may ask for, by its word in the election file: « une » of a kind, or « des »."""

VOTER_KINDS: tuple[Kind, ...] = ("upper", "lower", "digit")
"""« dont au moins une majuscule, une minuscule et un chiffre » (leaflet); É is a capital."""
MAILBOX_KINDS: tuple[Kind, ...] = ("letters", "digits", "punctuation")
"""« composés de lettres, chiffres et caractères de ponctuation » (leaflet)."""


LEAFLET = PasswordLimits()


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """What a password has to be.

    Attributes:
        kinds: Kinds of characters that it has to hold, words of `KINDS`.
        limits: How long it is, and how hard to guess.
    """

    kinds: tuple[Kind, ...]
    limits: PasswordLimits = LEAFLET


def normalise_password(text: str) -> str:
    """Return a password as it is compared: in NFC, otherwise untouched, never cut.

    So é typed as one or as two code points is the same password.
    """
    return unicodedata.normalize("NFC", text)


def check_password(
    password: str,
    confirmation: str,
    *,
    policy: PasswordPolicy,
    facts: PersonalFacts,
    words: frozenset[str],
) -> tuple[RuleCheck, ...]:
    """Return each rule of a policy with its verdict.

    In the order length, the kinds of characters as the policy has them, guessable, equal. All are
    neutral while the password is empty, which `all_kept` does not accept.

    Args:
        password: As typed.
        confirmation: As typed, possibly not to its end.
        policy: That of the voter's password, or of the mailbox's.
        facts: What is known of the person.
        words: Common words of the country, in lower case.
    """
    password = normalise_password(password)
    confirmation = normalise_password(confirmation)
    return (
        _length(password, policy.limits),
        *(KINDS[kind].check(password) for kind in policy.kinds),
        _guessable(password, facts, words, policy.limits),
        check_equal(password, confirmation),
    )


def _length(password: str, limits: PasswordLimits) -> RuleCheck:
    """Check the length in characters after NFC."""
    label = f"{limits.minimum} caractères au minimum"
    if password and len(password) < limits.minimum:
        missing = limits.minimum - len(password)
        few = f"{limits.minimum} caractères"
        return RuleCheck("length", Verdict.MISSING, few, f"il en manque {missing}")
    if len(password) > limits.maximum:
        most = f"{limits.maximum} caractères au plus"
        over = _characters(len(password) - limits.maximum)
        return RuleCheck("length", Verdict.MISSING, most, f"retirez {over}")
    return _outcome("length", label, password, "")


def _characters(number: int) -> str:
    """Return « 1 caractère », « 3 caractères »."""
    return f"{number} caractère{'s' if number > 1 else ''}"


def _guessable(
    password: str, facts: PersonalFacts, words: frozenset[str], limits: PasswordLimits
) -> RuleCheck:
    """Check that a password is hard to guess.

    Neutral as long as it is too short, when nothing is known yet: every beginning is easy.
    """
    if len(password) < limits.minimum:
        return RuleCheck("guessable", Verdict.NEUTRAL, HARD_TO_GUESS)
    reason = weakness(password, facts=facts, words=words, limits=limits)
    if reason:
        return RuleCheck("guessable", Verdict.MISSING, "trop facile à deviner", reason)
    return _outcome("guessable", HARD_TO_GUESS, password, "")


def check_equal(password: str, confirmation: str) -> RuleCheck:
    """Return whether both fields hold the same.

    Neutral as long as the confirmation may still become the password.

    Args:
        password: In NFC.
        confirmation: Likewise, possibly not typed to its end.
    """
    if password == confirmation or password.startswith(confirmation):
        verdict = Verdict.KEPT if password and password == confirmation else Verdict.NEUTRAL
        return RuleCheck("equal", verdict, "les deux saisies sont identiques")
    label = "les deux saisies sont différentes"
    return RuleCheck("equal", Verdict.MISSING, label, "corrigez l'une des deux")


def _outcome(rule: str, label: str, password: str, advice: str) -> RuleCheck:
    """Return a check: neutral for an empty password, missing if there is advice."""
    if not password:
        return RuleCheck(rule, Verdict.NEUTRAL, label)
    return RuleCheck(rule, Verdict.MISSING if advice else Verdict.KEPT, label, advice)
