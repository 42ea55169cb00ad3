"""Finding a person as one types: the words by which each is found, and what was meant by others.

Accents, case, hyphens, apostrophes and the order of the words do not matter, nor does one slip in
a word: a letter left out, added, replaced, or two of them exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.rules.text import fold_accents

SHORTEST = 2
"""Letters of a word that counts: « d'Arc » is found by « arc » and « darc »."""
SHORTEST_WITH_SLIP = 4
"""Letters of a word that may hold a slip: of three, too many others are one slip away."""
MOST_WORDS = 6
"""Words of a question that are looked for: nobody types more of one person."""
LONGEST_WORD = 40
"""Letters of a word that are kept."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_BETWEEN = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_UAI = re.compile(r"[0-9]{7}[a-z]")
_LOCAL_PART = re.compile(r"(?=.*[._0-9])[a-z0-9]+(?:[._-][a-z0-9]+)*")
_PARTICLES = frozenset(
    _SPACES.split(
        "aux ben d da de del della den der des di do dos du el l la las le les los o saint sainte "
        "st ste van von"
    )
)
"""Begin a name that many write in one word: « de la Tour », « Delatour »."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed into the search.

    Attributes:
        words: Of a name, a user name or a school, each without accents in lower case.
        address: A whole address, or empty.
        local_part: What may begin one, « jean.martin7 », or empty.
        uai: Of a school, in capitals, or empty.
    """

    words: tuple[str, ...] = field(repr=False)
    address: str = field(default="", repr=False)
    local_part: str = field(default="", repr=False)
    uai: str = field(default="", repr=False)


def understand(typed: str) -> Question:
    """Return what a text asks for; a part of an address is its words, too."""
    text = fold_accents(typed).lower().strip()
    if _UAI.fullmatch(text):
        return Question((), uai=text.upper())
    local, at, _ = text.partition("@")
    words = dict.fromkeys(word[:LONGEST_WORD] for word in _BETWEEN.split(local) if word)
    long = [word for word in words if len(word) >= SHORTEST] or list(words)
    begins = local if _LOCAL_PART.fullmatch(local) else ""
    return Question(tuple(long[:MOST_WORDS]), text if at else "", local_part=begins)


def joined(question: Question) -> Iterator[Question]:
    """Yield what else may have been meant: two words that follow each other are one, or all are.

    « de la tour » asks for Delatour, too.
    """
    words = question.words
    if len(words) > 1:
        yield Question(("".join(words)[:LONGEST_WORD],))
    for at in range(1, len(words)):
        whole = "".join(words[at - 1 : at + 1])[:LONGEST_WORD]
        if len(words) > 2:
            yield Question((*words[: at - 1], whole, *words[at + 1 :]))


def words_of(*texts: str) -> set[str]:
    """Return the words by which a person of these names is found.

    « O'Brien d'Arc » gives brien, obrien, arc and darc; « Jean-Noël » jean, noel and jeannoel; « de
    la Tour » de, la, tour, latour and delatour; a name that is one letter, such as « O », is that
    letter.
    """
    return {word[:LONGEST_WORD] for text in texts for word in _long_or_all(text)}


def _long_or_all(text: str) -> list[str]:
    text = fold_accents(text).lower()
    names = _SPACES.split(text)
    words = [word for name in names for word in _with_parts(name)] + [*_with_particles(names)]
    if any(len(part) >= SHORTEST for part in _BETWEEN.split(text)):
        return [word for word in words if len(word) >= SHORTEST]
    return words


def _with_parts(name: str) -> Iterator[str]:
    parts = [part for part in _BETWEEN.split(name) if part]
    yield from parts
    if len(parts) > 1:
        yield "".join(parts)


def _with_particles(names: list[str]) -> Iterator[str]:
    """Yield the words that particles make with the name that they begin."""
    begun: list[str] = []
    for name in names:
        begun = [f"{before}{name}" for before in begun]
        if name in _PARTICLES:
            begun.append(name)
        else:
            yield from begun
            begun = []


def slips_of(word: str) -> set[str]:
    """Return the words that one slip makes of a word, or of which it makes the word."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {left + right[1:] for left, right in cuts if right}
    exchanged = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    replaced = {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    added = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return (left_out | exchanged | replaced | added) - {word}


def finds(question: Question, words: Iterable[str]) -> bool:
    """Tell whether each word of a question begins a word of a person, or is one slip from it."""
    known = set(words)
    return bool(question.words) and all(
        any(one.startswith(asked) for one in known)
        or (len(asked) >= SHORTEST_WITH_SLIP and not known.isdisjoint(slips_of(asked)))
        for asked in question.words
    )
