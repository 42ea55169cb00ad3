"""Short names of scrutins that tell those apart which share one: one CAPN a corps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Protocol

MOST_NAMED = 3
"""Scrutins that a sentence names, if it is about more than one other besides."""


class Named(Protocol):
    """A scrutin, by what names it."""

    @property
    def code(self) -> str:
        """As the election file names it; no person reads it."""

    @property
    def short(self) -> str:
        """« CAPN »."""

    @property
    def title(self) -> str:
        """In full."""


def short_names(scrutins: Iterable[Named]) -> Mapping[str, str]:
    """Return the name of each scrutin by its code: « CTM », « CAPN professeurs certifiés ».

    Those that share a short name are told apart by the words that their titles do not begin with
    together.

    Args:
        scrutins: All of the election, so that a name is the same everywhere.
    """
    sharing: dict[str, list[Named]] = defaultdict(list)
    for one in scrutins:
        sharing[one.short].append(one)
    names: dict[str, str] = {}
    for short, alike in sharing.items():
        titles = [one.title.split() for one in alike]
        columns = zip(*titles, strict=False)  # as far as the shortest one
        same = len(list(takewhile(lambda words: len(set(words)) == 1, columns)))
        for one, words in zip(alike, titles, strict=True):
            names[one.code] = " ".join([short, *(words[same:] if len(alike) > 1 else [])])
    return names


def say_scrutins(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Return « CTM », « CTM, CTA », « CTM, CTA, CCP et 40 autres scrutins ».

    Args:
        codes: One at least.
        names: What `short_names` gave.
    """
    if len(codes) <= MOST_NAMED + 1:
        return ", ".join(names[code] for code in codes)
    named = ", ".join(names[code] for code in codes[:MOST_NAMED])
    return f"{named} et {len(codes) - MOST_NAMED} autres scrutins"
