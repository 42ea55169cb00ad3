"""The lists of a scrutin: `[[scrutins.lists]]` of the election file, `[[lists]]` of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from models.rules.candidate_lists import (
    LONGEST_NAME,
    LONGEST_SHORT,
    holds_commands,
    name_of,
    repeated,
    same_candidate,
    same_name,
)
from models.rules.french_numbers import say_count
from models.settings.parts import Flaw, Positive, Section

MOST_LISTS = 100
"""A ballot grows with them: 0.6 KB a list."""
MOST_CANDIDATES = 200

COMMANDS = (
    "un nom tient sur une ligne, sans caractère de commande : retapez-le au lieu de le coller"
)
PATH_COMMANDS = "ce chemin contient un caractère de commande : retapez-le"
EMPTY = "le texte est vide"
TWICE = "la liste « {name} » est décrite deux fois dans ce scrutin : retirez-en une"
SAME_SHORT = (
    "« {short} » est déjà le nom court d'une autre liste de ce scrutin : changez l'un d'eux"
)
SAME_ORDER = (
    "l'ordre {order} est déjà celui de « {name} » : donnez à chaque liste celui que le sort lui a "
    "donné"
)
NO_ORDER = "il manque l'ordre {order} : ceux des {count} listes vont de 1 à {count}, sans trou"
CANDIDATE_TWICE = "« {candidate} » est déjà sur cette liste, au rang {rank} : retirez-en un"
ON_TWO_LISTS = (
    "« {candidate} » est déjà sur la liste « {short} » : une personne est sur une seule liste d'un "
    "scrutin. Retirez-en une ; pour un homonyme, écrivez son établissement entre parenthèses"
)

SEATS_ALONE = "donnez aussi previous_votes, ses voix à l'élection précédente"
FEWER_BEFORE = (
    "les listes ont eu {votes} à l'élection précédente : « previous_valid » ne peut pas être plus "
    "petit. Corrigez l'un des deux"
)

Candidate = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
Number = Annotated[int, Meta(ge=0)]
PreviousName = Annotated[str, Meta(max_length=LONGEST_SHORT)]
"""How the election before is called, for a narrow column: « 2011 »."""


class ListSection(Section, frozen=True, kw_only=True):
    """`[[scrutins.lists]]`: a list of candidates.

    Attributes:
        name: In full.
        short: For a narrow column.
        order: Among the lists of its scrutin, from 1, as drawn by lot.
        candidates: Each on one line, « Mme Anne MARTIN (lycée Gambetta, Cahors) »; the first one
            has rank 1. A rank written beside it could only contradict its place.
        profession: File of its profession de foi, UTF-8; None: it has none.
        previous_votes: How many ballots chose it in the election before; None: it is not known.
        previous_seats: How many seats it won there; None: likewise.
    """

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    short: Annotated[str, Meta(min_length=1, max_length=LONGEST_SHORT)]
    order: Positive
    candidates: Annotated[tuple[Candidate, ...], Meta(min_length=1, max_length=MOST_CANDIDATES)]
    profession: Path | None = None
    previous_votes: Number | None = None
    previous_seats: Number | None = None

    def flaws(self) -> Iterator[Flaw]:
        """Yield names that no screen should show."""
        yield from _unfit(("name",), self.name)
        yield from _unfit(("short",), self.short)
        for number, candidate in enumerate(self.candidates):
            yield from _unfit(("candidates", number), candidate)
        yield from unfit_path("profession", self.profession)
        if self.previous_seats is not None and self.previous_votes is None:
            yield Flaw(("previous_seats",), SEATS_ALONE)


Lists = Annotated[tuple[ListSection, ...], Meta(max_length=MOST_LISTS)]


def beside(lists: tuple[ListSection, ...], directory: Path) -> tuple[ListSection, ...]:
    """Return lists with their relative paths starting from an absolute directory."""
    return tuple(
        one.changed(profession=directory / one.profession) if one.profession else one
        for one in lists
    )


def flaws_among(lists: Sequence[ListSection]) -> Iterator[Flaw]:
    """Yield what is wrong between the lists of one scrutin; places begin with `lists`.

    A list is there once, and a person is on one of them: who is elected would not be known.
    """
    twice = repeated([same_name(one.name) for one in lists])
    for number in twice:
        yield Flaw(("lists", number, "name"), TWICE.format(name=lists[number].name))
    # What a list that is there twice has in common with itself is said by that.
    rest = [(number, one) for number, one in enumerate(lists) if number not in twice]
    for place in repeated([same_name(one.short) for _, one in rest]):
        number, one = rest[place]
        yield Flaw(("lists", number, "short"), SAME_SHORT.format(short=one.short))
    if not twice:
        yield from _disorder(lists)
    yield from _candidates_twice(rest)


def unfit_past(name: str, valid: int | None, lists: Sequence[ListSection]) -> Iterator[Flaw]:
    """Yield what is wrong with what is said of the election before.

    Args:
        name: How it is called.
        valid: How many valid ballots it had; None: it is not said.
        lists: Those of the scrutin.
    """
    if holds_commands(name):
        yield Flaw(("previous",), COMMANDS)
    votes = sum(one.previous_votes or 0 for one in lists)
    if valid is not None and valid < votes:
        told = FEWER_BEFORE.format(votes=say_count(votes, "voix", plural="voix"))
        yield Flaw(("previous_valid",), told)


def unfit_path(name: str, path: Path | None) -> Iterator[Flaw]:
    """Yield what is wrong with a path, whatever is there.

    Args:
        name: Of the value.
        path: None: there is none.
    """
    if path is not None and holds_commands(str(path)):
        yield Flaw((name,), PATH_COMMANDS)


def _unfit(place: tuple[int | str, ...], line: str) -> Iterator[Flaw]:
    if holds_commands(line):
        yield Flaw(place, COMMANDS)
    elif not name_of(line):
        yield Flaw(place, EMPTY)


def _disorder(lists: Sequence[ListSection]) -> Iterator[Flaw]:
    """Yield orders that two lists have, otherwise the first that none has."""
    orders = [one.order for one in lists]
    twice = repeated(orders)
    for number, first in twice.items():
        reason = SAME_ORDER.format(order=orders[number], name=lists[first].name)
        yield Flaw(("lists", number, "order"), reason)
    if not twice and orders and max(orders) > len(orders):
        missing = min(set(range(1, len(orders) + 1)) - set(orders))
        reason = NO_ORDER.format(order=missing, count=len(orders))
        yield Flaw(("lists", orders.index(max(orders)), "order"), reason)


def _candidates_twice(lists: Iterable[tuple[int, ListSection]]) -> Iterator[Flaw]:
    """Yield candidates that are on a list twice, or on two lists."""
    first: dict[str, tuple[ListSection, int]] = {}
    for number, one in lists:
        for index, candidate in enumerate(one.candidates):
            other, rank = first.setdefault(same_candidate(candidate), (one, index + 1))
            if other is not one:
                reason = ON_TWO_LISTS.format(candidate=candidate, short=other.short)
            elif rank <= index:
                reason = CANDIDATE_TWICE.format(candidate=candidate, rank=rank)
            else:
                continue
            yield Flaw(("lists", number, "candidates", index), reason)
