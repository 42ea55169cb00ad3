"""Whether a password is hard enough to guess, and the French reason if it is not.

Eight characters of 62 are 47.6 bits, under the 50 of CNIL 2022-100: zxcvbn's
estimate makes up for it. It knows years by itself, but no French, so it is given
the words and the person's own facts; for speed, only those that occur in the
password (0.2 ms of 0.3 would go into handing over the others).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from math import prod

from zxcvbn_rs_py import Entropy, zxcvbn
from zxcvbn_rs_py import Warning as Hint

from models.rules.first_passwords import NUMEN, FirstPassword
from models.rules.guessed_parts import LEFT_AT_LEAST, is_walk, left_over
from models.rules.text import fold_accents

ELECTION_WORDS = (
    *("academie", "electeur", "electrice", "election", "elections", "espace", "ministere"),
    *("numen", "professionnelles", "scrutin", "scrutins", "urne", "bulletin"),
    *("vote", "voter", "votez", "votons", "jevote", "aujourdhui"),
    *("ecole", "college", "lycee", "rentree", "vacances", "prof", "professeur"),
    *("snes", "snuipp", "sgen", "cfdt", "unsa", "snalc", "snep", "snuep", "snetaa", "fnec"),
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    *("printemps", "automne", "hiver", "noel"),
    *("greve", "agrege", "instit", "maitre", "maitresse", "numen", "proviseur", "rectorat"),
    *("janvier", "fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre"),
    *("octobre", "novembre", "decembre"),
)
"""Words of the screens of every election of this kind, of its unions, of school and calendar."""

SHORTEST_WORD = 3
"""Letters below which a word says nothing about a password."""

_REPEATED = re.compile(r"(?is)(.{1,4}?)\1{2,}.?")
"""The same signs three times and more, and perhaps one sign besides."""
_SEPARATORS = re.compile(r"[^0-9a-z]+")

TOO_EASY = "allongez-le"
COMMON_WORD = "ajoutez un deuxième mot"
KEYS_OR_DATE = "évitez dates et suites de touches"
REPEATED = "évitez les répétitions"
HOLDS_THE_FIRST = "retirez votre {name}"
HOLDS_A_NUMBER = "retirez ce numéro personnel"
"""Where the election does not speak of first passwords."""

_KEYS_OR_DATE_WARNINGS = (
    Hint.StraightRowsOfKeysAreEasyToGuess,
    Hint.ShortKeyboardPatternsAreEasyToGuess,
    Hint.SequencesLikeAbcAreEasyToGuess,
    Hint.RecentYearsAreEasyToGuess,
    Hint.DatesAreOftenEasyToGuess,
)
_REPEATED_WARNINGS = (
    Hint.RepeatsLikeAaaAreEasyToGuess,
    Hint.RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess,
)

_LOOKALIKES = str.maketrans(
    {
        sign: group[0]
        for group in ("a4@", "b8", "c({[<", "e3", "g69", "il1!|7t+", "o0", "s$5", "x%", "z2")
        for sign in group
    }
)
"""Signs that zxcvbn may read as a letter; groups that share a sign are one group."""


_READINGS = ("4@", "8", "({[<", "3", "69", "1!|", "1|7", "0", "$5", "+7", "%", "2")
"""Signs that zxcvbn reads as one letter; it tries each combination of those that occur."""
MOST_READINGS = 16
"""Combinations that are tried: with all of them, 64 such signs took half a second."""


class Fact(Enum):
    """A kind of fact; the value is the reason that a person reads."""

    LAST_NAME = "retirez votre nom"
    FIRST_NAME = "retirez votre prénom"
    USER_NAME = "retirez votre nom d'utilisateur"
    ADDRESS = "retirez votre adresse"
    SCHOOL = "retirez le nom de l'établissement"
    ELECTION = "retirez les mots de l'élection"


UNNAMED = replace(NUMEN, name="")


@dataclass(frozen=True, slots=True)
class PersonalFacts:
    """Facts about the person who chooses a password; what is not known stays empty.

    Attributes:
        address: The professional address, typed or known.
        school: Name of the school, its town included.
        election: Title of the election and name of the académie, years included.
        first_password: What the first password of a mailbox looks like: it is known to others.
    """

    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    user_name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    school: str = field(default="", repr=False)
    election: str = field(default="", repr=False)
    first_password: FirstPassword = field(default=UNNAMED, repr=False)

    def words(self) -> Iterator[tuple[Fact, str]]:
        """Yield each word of the facts with its kind, folded, in lower case.

        « Jean-Noël » gives jean, noel and jeannoel.
        """
        local_part, _, domain = self.address.partition("@")
        sources = (
            (Fact.LAST_NAME, self.last_name),
            (Fact.FIRST_NAME, self.first_name),
            (Fact.USER_NAME, self.user_name or _derived_user_name(local_part)),
            (Fact.ADDRESS, local_part),
            (Fact.SCHOOL, self.school),
            (Fact.ELECTION, f"{domain} {self.election}"),
        )
        for fact, text in sources:
            parts = [part for part in _SEPARATORS.split(fold_accents(text).lower()) if part]
            joined = "".join(parts)
            for word in dict.fromkeys((joined, *parts)):
                if len(word) >= SHORTEST_WORD:
                    yield fact, word


def _derived_user_name(local_part: str) -> str:
    """Return the user name of an address by the leaflet's rule: first letter and surname."""
    first_name, _, last_name = local_part.partition(".")
    return f"{first_name[:1]}{last_name}" if last_name else ""


@dataclass(frozen=True, slots=True)
class PasswordLimits:
    """Limits of both policies; the defaults are the leaflet's and NIST SP 800-63B's.

    Attributes:
        minimum: Least number of characters, after NFC.
        maximum: Greatest number of characters; longer is refused, never cut.
        score: Least zxcvbn score, 0 to 4; 2 is a million guesses.
        scored_characters: How many characters are scored from the first on: 128
            would take 7 ms at each key press.
    """

    minimum: int = 8
    maximum: int = 128
    score: int = 2
    scored_characters: int = 64


def secret_fault(
    secret: str,
    *,
    limits: PasswordLimits,
    too_short: str,
    facts: PersonalFacts,
    words: frozenset[str],
) -> str | None:
    """Return why a secret will not do, in French, or None: its length, then how it is guessed.

    Args:
        secret: In NFC.
        limits: Its length and its score.
        too_short: What is said of one that is shorter.
        facts: What is known of whoever chooses it.
        words: Common words of the country, in lower case.
    """
    if len(secret) < limits.minimum:
        return too_short
    if len(secret) > limits.maximum:
        return f"{limits.maximum} caractères au maximum"
    return weakness(secret, facts=facts, words=words, limits=limits)


def weakness(
    password: str, *, facts: PersonalFacts, words: frozenset[str], limits: PasswordLimits
) -> str | None:
    """Return why a password is too easy to guess, in French, or None if it is not.

    Args:
        password: In NFC, of any length; the first `limits.scored_characters`
            are scored, as they are and without their accents.
        facts: What is known of the person.
        words: Common words and first names of the country, in lower case.
        limits: The score to reach.
    """
    if facts.first_password.is_in(password):
        return holds_the_first(facts.first_password)
    scored = _sayable(password[: limits.scored_characters])
    folded = fold_accents(scored)[: limits.scored_characters]
    known = _facts_within(folded, facts)
    common = _words_within(folded, words)
    known_words = [*known, *ELECTION_WORDS, *common]
    weakest = min(
        (zxcvbn(_few_readings(form), known_words) for form in dict.fromkeys((scored, folded))),
        key=lambda entropy: entropy.guesses,
    )
    if int(weakest.score) >= limits.score:
        tried = {*common, *_whole_words(folded, words)}
        left = left_over(folded, tried, {*known, *ELECTION_WORDS})
        if left is None or left >= LEFT_AT_LEAST:
            return None
    return _reason(folded, weakest, known, holds_a_word=bool(common))


def _reason(
    password: str, weakest: Entropy, known: Mapping[str, Fact], *, holds_a_word: bool
) -> str:
    """Return the French reason of a score that is too low: the most personal that there is."""
    personal = [fact for word, fact in known.items() if not word.isdigit()]
    if personal:
        return personal[0].value
    if _REPEATED.fullmatch(password):
        return REPEATED
    warning = weakest.feedback.warning if weakest.feedback else None
    if is_walk(password) or warning in _KEYS_OR_DATE_WARNINGS:
        return KEYS_OR_DATE
    if warning in _REPEATED_WARNINGS:
        return REPEATED
    return COMMON_WORD if warning is not None or holds_a_word else TOO_EASY


def holds_the_first(first_password: FirstPassword) -> str:
    """Return what is said of a password that holds the first password of a mailbox."""
    name = first_password.name
    return HOLDS_THE_FIRST.format(name=name) if name else HOLDS_A_NUMBER


def _whole_words(folded: str, words: frozenset[str]) -> set[str]:
    """Return the common words that are in a password as they are, forwards or backwards."""
    plain, longest = _plain(words)
    found: set[str] = set()
    for text in (folded.lower(), folded.lower()[::-1]):
        for start in range(len(text) - SHORTEST_WORD + 1):
            for end in range(start + SHORTEST_WORD, min(start + longest, len(text)) + 1):
                if text[start:end] in plain:
                    found.add(text[start:end])
    return found


@lru_cache(maxsize=4)
def _plain(words: frozenset[str]) -> tuple[frozenset[str], int]:
    """Return the words without accents, and the length of the longest."""
    plain = frozenset(fold_accents(word).lower() for word in words)
    return plain, max(map(len, plain), default=0)


def _sayable(password: str) -> str:
    """Return the password with its lone surrogates, that zxcvbn refuses, replaced."""
    return password.encode("utf-8", "replace").decode("utf-8")


def _few_readings(text: str) -> str:
    """Return a password that zxcvbn reads in few ways: of the signs for one letter, one is left."""
    present = [[sign for sign in signs if sign in text] for signs in _READINGS]
    if prod(len(signs) or 1 for signs in present) <= MOST_READINGS:
        return text
    one_each = {ord(sign): signs[0] for signs in present for sign in signs[1:]}
    return text.translate(one_each)


def _lookalike(text: str) -> str:
    """Return the text in lower case, each sign brought to one of those that look like it."""
    return text.lower().translate(_LOOKALIKES)


def _facts_within(folded: str, facts: PersonalFacts) -> dict[str, Fact]:
    """Return the words of the facts that occur in a password, forwards or backwards, in order."""
    shape = _lookalike(folded)
    both_ways = f"{shape} {shape[::-1]}"
    found: dict[str, Fact] = {}
    for fact, word in facts.words():
        if _lookalike(word) in both_ways:
            found.setdefault(word, fact)
    return found


def _words_within(folded: str, words: frozenset[str]) -> list[str]:
    """Return the words that may occur in a password, forwards or backwards, in order."""
    by_shape, longest = _by_shape(words)
    shape = _lookalike(folded)
    found: set[str] = set()
    for text in (shape, shape[::-1]):
        for start in range(len(text) - SHORTEST_WORD + 1):
            for end in range(start + SHORTEST_WORD, min(start + longest, len(text)) + 1):
                found.update(by_shape.get(text[start:end], ()))
    return sorted(found)


@lru_cache(maxsize=4)
def _by_shape(words: frozenset[str]) -> tuple[Mapping[str, tuple[str, ...]], int]:
    """Return the words by what they look like, and the length of the longest."""
    by_shape: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        plain = "".join(sign for sign in fold_accents(word).lower() if sign.isalnum())
        shape = _lookalike(plain)
        by_shape[shape] = (*by_shape.get(shape, ()), plain)
    return by_shape, max(map(len, by_shape), default=0)
