"""What is left of a password once what anybody would try is taken out of it.

zxcvbn counts a word, a sign and a year as three things that have to be guessed each: it
takes « Azerty-123 » and « Dupont-2014 » for hard. A guesser tries them together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from itertools import accumulate

LEFT_AT_LEAST = 3
"""Signs that must be left beside words, walks over the keyboard and numbers."""

SHORTEST_WORD, SHORTEST_OWN, SHORTEST_WALK = 4, 3, 3
LONGEST_WALK = 10
"""Keys in a row; a longer run of one sign is several."""
LEAST_TAKEN = 4
"""Letters that must be words or walks: a random password with many digits has none."""

ODD_CAPITALS = 6
"""Letters from which on a word is one with capitals anywhere: shorter ones occur by chance."""

SHORT_WORDS = frozenset({"ain", "cfe", "cgc", "cgt", "ete", "fsu", "lot", "sgen", "sud", "var"})
"""Words of three letters that people choose here: unions, départements and a season."""

_SAID_BY_SIGNS = tuple(
    str.maketrans("4@83690$5+72" + "1!|", "aabeggossttz" + letter * 3) for letter in "il"
)
"""What signs are written for; « 1 » for two letters."""

NO_WORD, OWN, COMMON = 0, 1, 2
"""Kinds of a part: a number or a walk, a word of the person or the election, another word."""
_NEVER = (1_000, 0)

_ROWS = (
    *("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("aqw", "zsx", "edc", "rfv", "tgb", "yhn", "qaz", "wsx", "ujm"),
)
"""Rows and columns of French and other keyboards."""

LONGEST_NUMBER = 5
"""Digits of a year, a day, a département, a post code, or what is counted up."""


def left_over(password: str, words: Collection[str], own: Collection[str] = ()) -> int | None:
    """Return how many signs nothing explains, None if hardly anything else does either.

    A second word is as much as `LEFT_AT_LEAST` signs: two are not tried together, unless both
    are of the person and of the election, which are tried in any number.

    Args:
        password: Without accents.
        words: What is tried first, in lower case without accents, three letters or more.
        own: Words of the person and of the election, in the same form.
    """
    parts = _Parts(password, frozenset(words), frozenset(own))
    # Of each beginning, without a word, with own ones and with another one: signs left over, and
    # letters taken, negative.
    best: list[list[tuple[int, int]]] = [[(0, 0), _NEVER, _NEVER]]
    for end in range(1, len(password) + 1):
        here = [(left + 1, taken) for left, taken in best[end - 1]]
        for start, letters, kind in parts.ending_at(end):
            for used, (left, taken) in enumerate(best[start]):
                price = LEFT_AT_LEAST if kind and used and not kind == used == OWN else 0
                words_used = max(used, kind)
                here[words_used] = min(here[words_used], (left + price, taken - letters))
        best.append(here)
    left, taken = min(best[-1])
    return left if -taken >= LEAST_TAKEN else None


def is_walk(password: str) -> bool:
    """Return whether the letters of a password are neighbouring keys, whatever else is in it."""
    letters = "".join(sign for sign in password.lower() if sign.isalpha())
    return len(letters) > SHORTEST_WALK and letters in _walks()


class _Parts:
    """The pieces of a password that are something to a guesser; asked for at each key."""

    def __init__(self, text: str, words: frozenset[str], own: frozenset[str]) -> None:
        """Read a text in all ways once: a sign for a letter stays where it is."""
        small = text.lower()
        self._text, self._small = text, small
        self._own = frozenset(word for word in own if len(word) >= SHORTEST_OWN)
        known = (word for word in words | own if len(word) >= SHORTEST_WORD)
        self._tried = self._own | SHORT_WORDS | frozenset(known)
        self._longest = max(LONGEST_WALK, *map(len, self._tried))
        self._said = tuple(small.translate(signs) for signs in _SAID_BY_SIGNS)
        self._letters = [0, *accumulate(sign.isalpha() for sign in small)]
        self._digits = [0, *accumulate(sign.isascii() and sign.isdigit() for sign in text)]

    def ending_at(self, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the start of each piece, how many letters of it count as taken, and its kind."""
        for start in range(max(end - self._longest, 0), end):
            length = end - start
            if length <= LONGEST_NUMBER and self._digits[end] - self._digits[start] == length:
                yield start, 0, NO_WORD
            elif length >= SHORTEST_OWN:
                piece, small = self._text[start:end], self._small[start:end]
                usual = piece == small or piece in {small.upper(), small.capitalize()}
                if not usual and length < ODD_CAPITALS:
                    continue
                kind = self._word(start, end, small, usual=usual)
                if kind:
                    yield start, max(length, LEAST_TAKEN), kind
                elif small in _walks() or small == length * small[0]:
                    yield start, length, NO_WORD

    def _word(self, start: int, end: int, small: str, *, usual: bool) -> int:
        """Return the kind of word that a piece is, forwards or backwards, if it is any."""
        found = {small, small[::-1]} & self._tried
        if not found and usual and self._may_be_signs(start, end):
            said = [text[start:end] for text in self._said]
            found = {*said, *(one[::-1] for one in said)} & self._tried
        if not found:
            return NO_WORD
        return OWN if found & self._own else COMMON

    def _may_be_signs(self, start: int, end: int) -> bool:
        """Tell whether signs may stand for letters: « s0leil » is a word, « 50l » is none."""
        letters = self._letters[end] - self._letters[start]
        others = end - start - letters
        return others > 0 and letters >= 2 * others


@cache
def _walks() -> frozenset[str]:
    """Return every run of neighbouring keys, both ways, three letters or more."""
    return frozenset(
        way[start:end]
        for row in _ROWS
        for way in (row, row[::-1])
        for start in range(len(way))
        for end in range(start + SHORTEST_WALK, len(way) + 1)
    )
