"""The first password of an embedded mailbox: a secret that its person was given, of some shape.

For teachers it is the NUMEN; an election file may name and describe another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from string import ascii_letters, digits

from models.rules.text import compact, drop_invisible

SHORTEST, LONGEST = 6, 64
"""Signs of a first password."""
LONGEST_PATTERN = 64
MOST_OPEN_LENGTHS = 2
"""Parts of a pattern whose length is not fixed: more would cost the cube of a text's length."""
TELLING_DIGITS = 6
"""Digits, in parts that hold nothing else, from which a shape is not met by chance."""
LOOKED_AT = 1_024
"""Signs of a password in which a first password is looked for: a field may be pasted into."""

_PART = re.compile(
    r"(?P<sign>\[[A-Za-z0-9-]+\]|\\d|[A-Za-z0-9-])"
    r"(?:\{(?P<least>\d{1,2})(?:,(?P<most>\d{1,2}))?\}|(?P<perhaps>\?))?"
)

_SIGNS = f"{ascii_letters}{digits}-"
"""What a part may hold."""
_PARTS = re.compile(rf"(?:{_PART.pattern})*")

ANCHORED = "écrivez l'expression de « ^ » à « $ » : elle décrit le mot de passe tout entier"
TOO_LONG = f"l'expression est trop longue ({LONGEST_PATTERN} signes au maximum)"
OTHER_PARTS = (
    "seuls sont admis des lettres, des chiffres, « - », des classes comme [A-Z] ou \\d, suivis "
    "d'un nombre comme {{7}} ou {{7,9}}, ou de « ? » ; à partir de « {rest} », ce n'en est pas"
)
NO_CLASS = "une classe entre crochets n'est pas dans l'ordre, comme [Z-A]"
OPEN_LENGTHS = f"{MOST_OPEN_LENGTHS} parties de longueur variable au maximum"
LENGTHS = f"le mot de passe a entre {SHORTEST} et {LONGEST} signes"
SMALL_LETTERS = 'écrivez l\'expression en majuscules, ou case = "as-is"'


@dataclass(frozen=True)
class FirstPassword:
    """What the first password of a mailbox is.

    Attributes:
        name: What a person calls it, « NUMEN »; empty if this election does not speak of it.
        shape: What it looks like, « 13 caractères, chiffres et lettres majuscules ».
        pattern: Without a flaw.
        upper: Whether it is compared in capitals.
    """

    name: str
    shape: str
    pattern: str
    upper: bool

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """What it matches as it is kept: a first password needs no other look."""
        return re.compile(self.pattern.removeprefix("^").removesuffix("$"), re.ASCII)

    def normalise(self, text: str) -> str | None:
        """Return the first password as it is kept, or None if the text has not its shape.

        Full-width forms and spaces are understood, and dashes unless they are its own; small
        letters where capitals are kept.
        """
        signs = unicodedata.normalize("NFKC", drop_invisible(text))
        for form in ("".join(signs.split()), compact(text)):
            if form.isascii() and len(form) <= LONGEST:
                kept = form.upper() if self.upper else form
                if self.plain.fullmatch(kept):
                    return kept
        return None

    def example(self, draw: Callable[[int], int]) -> str:
        """Return a first password of this shape, as short as the shape allows.

        Args:
            draw: Returns a number below the one that it is given.
        """
        drawn = []
        for sign, least, _ in _parts(self.pattern):
            possible = [one for one in _SIGNS if re.fullmatch(sign, one, re.ASCII)]
            drawn += [possible[draw(len(possible))] for _ in range(least)]
        return "".join(drawn)

    @cached_property
    def telling(self) -> bool:
        """Whether a text of its shape is one, and not a word of the same length."""
        digits = sum(least for sign, least, _ in _parts(self.pattern) if _is_digits(sign))
        return digits >= TELLING_DIGITS

    def is_in(self, password: str) -> bool:
        """Return whether one is in a password, whatever stands around or between its letters.

        Of a shape that ordinary passwords have as well, none is ever found.
        """
        if not self.telling:
            return False
        signs = unicodedata.normalize("NFKC", password[:LOOKED_AT])
        signs = signs.upper() if self.upper else signs
        letters = "".join(sign for sign in signs if sign.isalnum())
        return any(self.plain.search(form) for form in (letters, "".join(signs.split())))


def pattern_flaw(pattern: str, *, upper: bool) -> str | None:
    """Return why a pattern describes no first password, in French, or None.

    Only what a fixed time can decide is admitted: no groups, choices or open ends.

    Args:
        pattern: A regular expression.
        upper: Whether it is compared with capitals.
    """
    if len(pattern) > LONGEST_PATTERN:
        return TOO_LONG
    if not (pattern.startswith("^") and pattern.endswith("$") and len(pattern) > len("^$")):
        return ANCHORED
    known = _PARTS.match(pattern, 1)
    if rest := pattern[known.end() if known else 1 : -1]:
        return OTHER_PARTS.format(rest=rest)
    try:
        re.compile(pattern, re.ASCII)
        parts = list(_parts(pattern))
    except re.error:
        return NO_CLASS
    if sum(least != most for _, least, most in parts) > MOST_OPEN_LENGTHS:
        return OPEN_LENGTHS
    least, most = sum(part[1] for part in parts), sum(part[2] for part in parts)
    if not SHORTEST <= least <= most <= LONGEST:
        return LENGTHS
    if upper and any(
        letter.islower() for sign, _, _ in parts for letter in sign.removeprefix("\\d")
    ):
        return SMALL_LETTERS
    return None


def _parts(pattern: str) -> Iterator[tuple[str, int, int]]:
    """Yield the sign or class of each part of a pattern, with its least and greatest number."""
    for part in _PART.finditer(pattern):
        if part["perhaps"]:
            yield part["sign"], 0, 1
        else:
            least = int(part["least"] or 1)
            yield part["sign"], least, int(part["most"] or least)


def _is_digits(sign: str) -> bool:
    return sign == r"\d" or not any(letter.isalpha() for letter in sign)


NUMEN = FirstPassword(
    name="NUMEN",
    shape="13 caractères, chiffres et lettres majuscules",
    pattern="^[0-9]{2}[A-Z][0-9]{7}[A-Z]{3}$",
    upper=True,
)
"""Académie of first registration, information system, year and number, three letters.

Any académie is as good as another: the first two digits are not checked.
"""
