"""What is left of a password once what anybody would try is taken out of it.

zxcvbn counts a word, a sign and a year as three things that have to be guessed each: it
takes « Azerty-123 » and « Dupont-2014 » for hard. A guesser tries them together.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

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

_NUMBER = re.compile(r"[0-9]{1,5}")
"""A year, a day, a département, a post code, or what is counted up."""


def left_over(password: str, words: Collection[str], own: Collection[str] = ()) -> int | None:
    """Return how many signs nothing explains, None if hardly anything else does either.

    A second word is as much as `LEFT_AT_LEAST` signs: two are not tried together, unless both
    are of the person and of the election, which are tried in any number.

    Args:
        password: Without accents.
        words: What is tried first, in lower case without accents, three letters or more.
        own: Words of the person and of the election, in the same form.
    """
    text, mine = password, frozenset(own)
    known = frozenset(words) | mine
    longest = max(LONGEST_WALK, *map(len, known)) if known else LONGEST_WALK
    # Of each beginning, without a word, with own ones and with another one: signs left over, and
    # letters taken, negative.
    best: list[list[tuple[int, int]]] = [[(0, 0), _NEVER, _NEVER]]
    for end in range(1, len(text) + 1):
        here = [(left + 1, taken) for left, taken in best[end - 1]]
        for start in range(max(end - longest, 0), end):
            letters, kind = _worth(text[start:end], known, mine)
            if letters is None:
                continue
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


def _worth(piece: str, words: frozenset[str], own: frozenset[str]) -> tuple[int | None, int]:
    """Return how many letters of a piece count as taken, None if it is unknown, and its kind."""
    if _NUMBER.fullmatch(piece):
        return 0, NO_WORD
    small = piece.lower()
    usual = piece in {small, small.upper(), small.capitalize()}
    if not usual and len(piece) < ODD_CAPITALS:
        return None, NO_WORD
    for said in _said(small) if usual else (small,):
        for word in (said, said[::-1]):
            if len(word) >= SHORTEST_OWN and word in own:
                return max(len(word), LEAST_TAKEN), OWN
            if word in SHORT_WORDS or (len(word) >= SHORTEST_WORD and word in words):
                return max(len(word), LEAST_TAKEN), COMMON
    if len(small) >= SHORTEST_WALK and (small in _walks() or len(set(small)) == 1):
        return len(small), NO_WORD
    return None, NO_WORD


def _said(piece: str) -> tuple[str, ...]:
    """Return what a piece in lower case may be read as: « s0leil » is a word, « 50l » is none."""
    letters = sum(sign.isalpha() for sign in piece)
    if letters == len(piece) or letters < 2 * (len(piece) - letters):
        return (piece,)
    return (piece, *(piece.translate(signs) for signs in _SAID_BY_SIGNS))


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
