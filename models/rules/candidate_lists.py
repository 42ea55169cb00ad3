"""Lists of candidates: their texts made safe and comparable, and their form for a seal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from models.rules.text import clean_line, clean_text, fold_accents

if TYPE_CHECKING:  # each program reads the rules at its start, and few show a list
    from models.views.candidate_lists import CandidateList

K = TypeVar("K", bound=Hashable)

LONGEST_NAME = 120
"""Characters of the name of a list, and of a candidate with what is said of them."""
LONGEST_SHORT = 20
"""Characters of a short name: a fourth of a line of 80 columns."""
LONGEST_PROFESSION = 20_000
"""Characters of a profession de foi: some six printed pages."""

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""What commands a terminal or ends a line, but tab and line feed."""
_ORDINARY = re.compile("[ -~À-ÖØ-öø-ÿŒœŸ’]*")
"""What French names are written with: composed already, and nothing to be dropped."""
_CIVILITY = re.compile(r"^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)(?:\.\s*|\s+)")
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
"""That of typographers."""


def holds_commands(line: str) -> bool:
    """Return whether a text is more than one line, or holds what commands a terminal."""
    return "\n" in line or bool(_COMMANDS.search(line))


def name_of(line: str) -> str:
    """Return a name as it is shown and kept for ever.

    It is composed (NFC), so that the same name is the same bytes; runs of spaces are one, signs
    that nobody sees are dropped.

    Args:
        line: As the file has it.
    """
    if _ORDINARY.fullmatch(line):  # a tenth of the time, for thousands of candidates
        return " ".join(line.split())
    return unicodedata.normalize("NFC", clean_line(line, longest=max(1, len(line))))


def profession_of(text: str) -> str:
    """Return a profession de foi as it is shown and kept: as `name_of`, but with its lines.

    They are ended by a line feed; spaces at their ends and empty lines around the text are no part
    of it.

    Args:
        text: As the file has it.
    """
    cleaned, _ = clean_text(text, longest=len(text) * 8)
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", cleaned).split("\n"))
    return "\n".join(lines).strip("\n")


def commanding_line(text: str) -> int | None:
    """Return the line, from 1, of what commands a terminal in a text of many lines; None: nowhere.

    Args:
        text: Its lines ended by a line feed, or by a carriage return and one.
    """
    found = _COMMANDS.search(text := text.replace("\r\n", "\n"))
    return text.count("\n", 0, found.start()) + 1 if found else None


def same_name(line: str) -> str:
    """Return what two names have in common that differ by accents, case or apostrophe only."""
    return fold_accents(name_of(line)).casefold().replace(_APOSTROPHE, "'")


def same_candidate(line: str) -> str:
    """Return likewise what two lines of candidates have in common, whatever their civility."""
    return _CIVILITY.sub("", same_name(line))


def same_person(line: str) -> tuple[str, ...]:
    """Return the words of a candidate's name in an order of their own.

    What stands between brackets is no part of it: two people of one name in different schools are
    told apart by `same_candidate` only.
    """
    name = re.sub(r"\(.*", "", same_candidate(line))
    return tuple(sorted(re.findall(r"\w+", name)))


def repeated(keys: Sequence[K]) -> dict[int, int]:
    """Return the index of each key that was there before, with that of the first one."""
    first: dict[K, int] = {}
    return {
        number: first[key]
        for number, key in enumerate(keys)
        if first.setdefault(key, number) != number
    }


def canonical_lists(lists: Iterable[CandidateList]) -> list[dict[str, object]]:
    """Return the lists of a scrutin as a value of JSON: the same lists are always the same value.

    Whoever seals them hashes it written without spaces and with its keys in this order.

    Args:
        lists: Any order; the value has them in that of the lot.
    """
    return [
        {
            "order": one.order,
            "name": one.name,
            "short": one.short,
            "candidates": list(one.candidates),
            "profession": one.profession,
        }
        for one in sorted(lists, key=lambda one: one.order)
    ]
