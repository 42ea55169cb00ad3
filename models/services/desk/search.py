"""Finding a person as an agent types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
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
from models.tables.electors import Elector
from models.tables.search import SearchPlace, SearchSchool, SearchWord
from models.views.desk import StaffSession
from models.views.voter import Person

MOST = 50
"""People that are shown: whoever reads further had better type on."""
FEW, MANY = 500, 5_000
"""People of a word up to which it is a good one to begin with, and from which on it is none."""
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
class Typed:
    """A word that was typed.

    Attributes:
        word: As `Question.words`.
        numbers: Of the words of people that are a slip away.
        names: Words of the names of schools that are a slip away.
    """

    word: str
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def has_slips(self) -> bool:
        """Whether it may mean more than what it begins."""
        return bool(self.numbers or self.names)


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
    found = [_at_address(question.local_part, most)] if question.local_part else []
    for asked in (question, *joined(question)):
        found += _of_words(context, (asked.uai.lower(),) if asked.uai else asked.words, most)
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


def _of_words(context: Context, words: Sequence[str], most: int) -> Groups:
    if not words:
        return []
    asked = _rarest_first([Typed(word) for word in words])
    begun = _with_words(asked, most, Near.BEGUN)
    if len(begun) >= most:  # some were left out, perhaps those who are named exactly
        exact = [_with_words(asked, most, near) for near in (Near.NAMED, Near.WHOLE)]
        return [*exact, begun]
    asked = _with_slips(context, asked)
    if not any(one.has_slips for one in asked):
        return [begun]
    return [begun, _with_words(asked, most, Near.SLIP)]


def _with_slips(context: Context, asked: Sequence[Typed]) -> list[Typed]:
    """Return the words with those that are there a slip away: both are asked for once."""
    slips = {one.word: slips_of(one.word) for one in asked if len(one.word) >= SHORTEST_WITH_SLIP}
    if not slips:
        return [*asked]
    texts, dialect = sorted(set().union(*slips.values())), context.store.dialect
    words: Any = SearchWord.select(SearchWord.word, SearchWord.id).where(
        dialect.is_one_of(SearchWord.word, texts)
    )
    numbers = dict(words.tuples())
    names: Any = SearchSchool.select(SearchSchool.name_word).where(
        dialect.is_one_of(SearchSchool.name_word, texts)
    )
    schools = {name for (name,) in names.distinct().tuples()}
    return [
        Typed(
            one.word,
            tuple(numbers[word] for word in numbers if word in slips.get(one.word, ())),
            tuple(name for name in schools if name in slips.get(one.word, ())),
        )
        for one in asked
    ]


def _with_words(asked: Sequence[Typed], most: int, near: Near) -> list[int]:
    """Return the numbers of people who have all words, at most so many."""
    first, *others = asked
    found = SearchPlace.select(SearchPlace.elector).where(SearchPlace.word.in_(_meant(first, near)))
    for other in others:
        place, word = SearchPlace.alias(), SearchWord.alias()
        has = (
            place.select(SQL("1"))
            .join(word, on=(place.word == word.id))
            .where((place.elector == SearchPlace.elector) & _is_meant(word, other, near))
        )
        # With an offset a server asks for each person, and does not read everybody's places first.
        found = found.where(fn.EXISTS(has.offset(0)))
    # Most people have the word once or twice: to drop what is twice there is quicker than to sort.
    rows: Any = found.limit(most * PLACES).tuples()
    numbers = list(dict.fromkeys(number for (number,) in rows))
    if len(numbers) < most and len(rows) == most * PLACES:
        rows = found.distinct().limit(most).tuples()
        numbers = [number for (number,) in rows]
    return numbers[:most]


def _rarest_first(asked: Sequence[Typed]) -> Sequence[Typed]:
    """Return the words in the order in which they are best asked for.

    The longest is counted first: it is rare more often than « de », and then no other is counted.
    """
    if len(asked) == 1:
        return asked
    longest = sorted(asked, key=lambda one: -len(one.word))
    for one in longest:
        if _people_of(one, FEW) < FEW:
            return [one, *(other for other in longest if other is not one)]
    return sorted(longest, key=lambda one: _people_of(one, MANY))


def _people_of(one: Typed, most: int) -> int:
    """Return how many people have a word that begins so, counted up to a number."""
    places = SearchPlace.select(SQL("1")).where(SearchPlace.word.in_(_meant(one, Near.BEGUN)))
    return int(places.limit(most).count())


def _meant(one: Typed, near: Near) -> Any:
    """Return the query of the numbers of the words that one that was typed may mean.

    A union, not one condition: each part has its index, and a server that is asked for either of
    two things reads the places of everybody.
    """
    meant: Any = SearchWord.select(SearchWord.id).where(_is_like(SearchWord.word, one.word, near))
    if near is not Near.NAMED:
        meant |= _schools(one, near)
    if near is Near.SLIP and one.numbers:
        meant |= SearchWord.select(SearchWord.id).where(SearchWord.id.in_(one.numbers))
    return meant


def _is_meant(column: Any, one: Typed, near: Near) -> Expression:
    """Return the same as a condition, for the few words of one person."""
    meant = _is_like(column.word, one.word, near)
    if near is not Near.NAMED:
        meant |= column.id.in_(_schools(one, near))
    if near is Near.SLIP and one.numbers:
        meant |= column.id.in_(one.numbers)
    return meant


def _schools(one: Typed, near: Near) -> Any:
    """Return the query of the UAI, as words, of the schools that a word may mean."""
    is_named = _is_like(SearchSchool.name_word, one.word, near)
    if near is Near.SLIP and one.names:
        is_named |= SearchSchool.name_word.in_(one.names)
    return SearchSchool.select(SearchSchool.uai_word).where(is_named)


def _is_like(text: Any, word: str, near: Near) -> Expression:
    """Return the condition of the texts that are a word, or begin with it."""
    if near in (Near.NAMED, Near.WHOLE):
        whole: Expression = text == word
        return whole
    begun: Expression = (text >= word) & (text < word + _AFTER_LETTERS)
    return begun
