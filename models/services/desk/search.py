"""Finding a person as an agent types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce
from operator import and_
from typing import Any

from peewee import SQL, Expression, fn

from models.context import Context
from models.rules.people_search import (
    SHORTEST_WITH_SLIP,
    Question,
    joined,
    slips_of,
    understand,
)
from models.services.desk.sign_in import require_staff
from models.services.shared.people import person_of
from models.storage.dialect import Dialect
from models.tables.electors import Elector
from models.tables.search import COMMON, SearchCommon, SearchPlace, SearchSchool, SearchWord
from models.views.desk import StaffSession
from models.views.voter import Person

MOST = 50
"""People that are shown: whoever reads further had better type on."""
MANY = 20_000
"""People of a word from which on they are not read through."""
USUAL = 4
"""People of a word that is not common, as a guess: most have one."""
LISTED = 500
"""Words that are listed: a database that is told them looks them up, one by one; it is asked for
more of them by a condition."""
SHORT = 2
"""Letters of a word that begins too many to be listed."""
PLACES = 2
"""Times as many places as people that are read first: few have more words that are meant."""
_AFTER_LETTERS = "{"
"""Comes after every letter and digit of a word."""


class Near(Enum):
    """How near a word has to come to one that was typed; each holds those before it.

    Whole words come first: « Martin » finds fifty Martins, though there are more Martinez; and of
    those the words of one's own names: « Fermat » finds them before all who teach at « Fermat ».
    """

    NAMED = "named"
    WHOLE = "whole"
    BEGUN = "begun"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a word that was typed may mean.

    Attributes:
        word: As it was typed.
        near: How near to it.
        numbers: Of the words that are meant, those of schools as their UAI; None: of too many to
            be listed.
        slips: Numbers of the words of people that are a slip away.
        names: Words of the names of schools that are a slip away.
        people: How many have it at most; None: it is not known, or they are too many.
    """

    word: str
    near: Near
    numbers: tuple[int, ...] | None
    slips: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    people: int | None = None


def search_people(
    context: Context, session: StaffSession, typed: str, *, most: int = MOST
) -> tuple[Person, ...]:
    """Return the people whom a text may mean, those whom it names exactly first.

    Args:
        context: The open election, its search indexed.
        session: Who looks for somebody.
        typed: Words of a name, a user name, an address, a school or its UAI; in any order.
        most: People that are returned.

    Raises:
        SessionExpired: The agent's account was closed or reset meanwhile.
    """
    question = understand(typed)
    with context.connection():
        require_staff(context, session)
        found = _found(context, question, most)
        return tuple(person_of(context, one) for one in _in_order(found)[:most])


Groups = list[list[int]]
"""Numbers of people; whoever is in an earlier list is shown before all of the later ones."""


def _found(context: Context, question: Question, most: int) -> Groups:
    if question.address:
        exact = Elector.select(Elector.id).where(Elector.mail == question.address)
        if numbers := [one.id for one in exact]:
            return [numbers]
    finder = Finder(context.store.dialect, most)
    if question.uai:
        return [finder.found([finder.meant(question.uai.lower(), Near.NAMED)])]
    found = [_at_address(question.local_part, most)] if question.local_part else []
    for asked in (question, *joined(question)):
        found += _of_words(finder, asked.words, most)
        if any(found):
            break
    return found


def _in_order(groups: Groups) -> list[Elector]:
    """Return the people of all lists, each once, within a list by name, school and number."""
    place = {number: at for at in range(len(groups))[::-1] for number in groups[at]}
    people = Elector.select().where(Elector.id.in_(list(place)))
    return sorted(
        people,
        key=lambda one: (place[one.id], one.last_name, one.first_name, one.school, one.id),
    )


def _at_address(local_part: str, most: int) -> list[int]:
    """Return the numbers of those whose address begins so, « jean.martin7 »: one, or few."""
    begins = (Elector.mail >= local_part) & (Elector.mail < local_part + _AFTER_LETTERS)
    return [one.id for one in Elector.select(Elector.id).where(begins).limit(most)]


def _of_words(finder: Finder, words: Sequence[str], most: int) -> Groups:
    if not words:
        return []
    begun = finder.rarest_first([finder.meant(word, Near.BEGUN) for word in words])
    found = finder.found(begun)
    if len(found) < most:
        return [found, finder.found(finder.rarest_first(finder.with_slips(begun)))]
    # Some were left out, perhaps those who are named exactly.
    exact = [
        finder.found([replace(finder.meant(one.word, near), people=one.people) for one in begun])
        for near in (Near.NAMED, Near.WHOLE)
    ]
    return [*exact, found]


class Finder:
    """Asks a database for people by what words may mean, inside a connection."""

    def __init__(self, dialect: Dialect, most: int) -> None:
        """Take how the database speaks, and how many people are wanted."""
        self._dialect = dialect
        self._most = most

    def meant(self, word: str, near: Near) -> Meant:
        """Return what a word may mean, slips apart."""
        if near is Near.BEGUN and len(word) <= SHORT:
            return Meant(word, near, None)
        rows: Any = _words(Meant(word, near, None)).limit(LISTED + 1).tuples()
        numbers = tuple(number for (number,) in rows)
        return Meant(word, near, numbers if len(numbers) <= LISTED else None)

    def rarest_first(self, asked: Sequence[Meant]) -> Sequence[Meant]:
        """Return the words in the order in which they are best asked for.

        If many people have each of them, how many is told with those who can be read through.
        """
        if len(asked) < 2:
            return asked
        counted = sorted(self._counted(asked), key=lambda both: both[0])
        if counted[0][0] < COMMON:
            return [one for _, one in counted]
        return [replace(one, people=people if people < MANY else None) for people, one in counted]

    def with_slips(self, asked: Sequence[Meant]) -> Sequence[Meant]:
        """Return the words with those that are there a slip away: all are asked for at once.

        Nothing, if there are none: what was found without them is all there is.
        """
        slips = {
            one.word: slips_of(one.word) for one in asked if len(one.word) >= SHORTEST_WITH_SLIP
        }
        texts, is_one_of = sorted(set().union(*slips.values())), self._dialect.is_one_of
        if not texts:
            return []
        words: Any = SearchWord.select(SearchWord.word, SearchWord.id)
        numbers = dict(words.where(is_one_of(SearchWord.word, texts)).tuples())
        schools: Any = SearchSchool.select(SearchSchool.name_word).distinct()
        rows = schools.where(is_one_of(SearchSchool.name_word, texts)).tuples()
        names = {name for (name,) in rows}
        if not (numbers or names):
            return []
        return [self._slipped(one, slips.get(one.word, set()), numbers, names) for one in asked]

    def _slipped(
        self, one: Meant, slips: set[str], numbers: dict[str, int], names: set[str]
    ) -> Meant:
        own = tuple(numbers[word] for word in numbers.keys() & slips)
        near = Meant(one.word, Near.SLIP, None, own, tuple(names & slips))
        if one.numbers is None or not near.names:
            known = None if one.numbers is None else (*one.numbers, *own)
            return replace(near, numbers=known)
        rows: Any = _words(near).limit(LISTED + 1).tuples()
        listed = tuple(number for (number,) in rows)
        return replace(near, numbers=listed if len(listed) <= LISTED else None)

    def found(self, asked: Sequence[Meant]) -> list[int]:
        """Return the numbers of people who have all words, at most so many as are wanted."""
        if not asked or any(one.numbers == () for one in asked):
            return []
        first, *others = asked
        found = SearchPlace.select(SearchPlace.elector).where(self._are(SearchPlace, first))
        together = [one for one in asked if one.people is not None and one.numbers is not None]
        if len(together) > 1:  # quicker than to look at thousands of people, one after the other
            found = found.where(SearchPlace.elector.in_(self._have_all(together)))
            others = [one for one in others if one not in together]
        for other in others:
            # With an offset a server asks for each person, and does not read all places first.
            found = found.where(fn.EXISTS(self._has(other).offset(0)))
        # Most have a word once or twice: to drop what is twice there is quicker than to sort.
        most = self._most
        rows: Any = found.limit(most * PLACES).tuples()
        numbers = list(dict.fromkeys(number for (number,) in rows))
        if len(numbers) < most and len(rows) == most * PLACES:
            rows = found.distinct().limit(most).tuples()
            numbers = [number for (number,) in rows]
        return numbers[:most]

    def _have_all(self, asked: Sequence[Meant]) -> Any:
        """Return the query of the numbers of people who have all words."""
        places = [SearchPlace.alias() for _ in asked]
        first, *others = [
            place.select(place.elector).where(self._are(place, one))
            for place, one in zip(places, asked, strict=True)
        ]
        return reduce(and_, others, first)

    def _counted(self, asked: Sequence[Meant]) -> list[tuple[int, Meant]]:
        """Return about how many people have each word."""
        numbers = [number for one in asked for number in one.numbers or ()]
        rows: Any = SearchCommon.select(SearchCommon.word, SearchCommon.people).where(
            self._dialect.is_one_of(SearchCommon.word, numbers)
        )
        people = dict(rows.tuples())
        return [
            (
                MANY
                if one.numbers is None
                else sum(people.get(number, USUAL) for number in one.numbers),
                one,
            )
            for one in asked
        ]

    def _are(self, places: Any, one: Meant) -> Any:
        """Return the condition of the places of a word."""
        if one.numbers is not None:
            return self._dialect.is_one_of(places.word, one.numbers)
        return places.word.in_(_words(one))

    def _has(self, one: Meant) -> Any:
        """Return the query whether the person of a place has a word, too."""
        place, word = SearchPlace.alias(), SearchWord.alias()
        own = place.select(SQL("1")).where(place.elector == SearchPlace.elector)
        if one.numbers is not None:  # a sum has no index: the person's few places are looked at
            return own.where(self._dialect.is_one_of(place.word + 0, one.numbers))
        return own.join(word, on=(place.word == word.id)).where(_is_meant(word, one))


def _words(one: Meant) -> Any:
    """Return the query of the numbers of the words that are meant.

    A union, not one condition: each part has its index, and a server that is asked for either of
    two things reads the places of everybody.
    """
    own: Any = SearchWord.select(SearchWord.id).where(_is_like(SearchWord.word, one))
    meant = own if one.near is Near.NAMED else own | _schools(one)
    if one.slips:
        meant |= SearchWord.select(SearchWord.id).where(SearchWord.id.in_(one.slips))
    return meant


def _is_meant(column: Any, one: Meant) -> Expression:
    """Return the same as a condition, for the few words of one person."""
    meant = _is_like(column.word, one)
    if one.near is not Near.NAMED:
        meant |= column.id.in_(_schools(one))
    if one.slips:
        meant |= column.id.in_(one.slips)
    return meant


def _schools(one: Meant) -> Any:
    """Return the query of the UAI, as words, of the schools that a word may mean."""
    is_named = _is_like(SearchSchool.name_word, one)
    if one.names:
        is_named |= SearchSchool.name_word.in_(one.names)
    return SearchSchool.select(SearchSchool.uai_word).where(is_named)


def _is_like(text: Any, one: Meant) -> Expression:
    """Return the condition of the texts that are a word, or begin with it."""
    if one.near in (Near.NAMED, Near.WHOLE):
        whole: Expression = text == one.word
        return whole
    begun: Expression = (text >= one.word) & (text < one.word + _AFTER_LETTERS)
    return begun
