"""Finding a person as an agent types."""

from __future__ import annotations

from collections.abc import Sequence
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
MANY = 5_000
"""People of a word from which on it is no good one to begin with."""
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
        found = _numbers(question, most)
        rows = {one.id: one for one in Elector.select().where(Elector.id.in_(found))}
        return tuple(person_of(context, rows[number]) for number in found if number in rows)


def _numbers(question: Question, most: int) -> list[int]:
    """Return the numbers of people, in the order in which they are shown."""
    if question.address:
        exact = Elector.select(Elector.id).where(Elector.mail == question.address)
        if numbers := [one.id for one in exact]:
            return numbers
    found = _at_address(question.local_part, most) if question.local_part else []
    for asked in (question, *joined(question)):
        found += _of_words((asked.uai.lower(),) if asked.uai else asked.words, most)
        if found:
            break
    return list(dict.fromkeys(found))[:most]


def _at_address(local_part: str, most: int) -> list[int]:
    """Return the numbers of those whose address begins so, « jean.martin7 »: one, or few."""
    begins = (Elector.mail >= local_part) & (Elector.mail < local_part + _AFTER_LETTERS)
    return _in_order([one.id for one in Elector.select(Elector.id).where(begins).limit(most)])


def _of_words(words: Sequence[str], most: int) -> list[int]:
    if not words:
        return []
    ordered = _rarest_first(words, Near.BEGUN)
    found = _with_words(ordered, most, Near.BEGUN)
    if len(found) < most:
        found += _with_words(_rarest_first(words, Near.SLIP), most, Near.SLIP)
    else:  # some were left out, perhaps those who are named exactly
        named = _with_words(ordered, most, Near.NAMED)
        found = named + _with_words(ordered, most, Near.WHOLE) + found
    return found


def _with_words(words: Sequence[str], most: int, near: Near) -> list[int]:
    first, *others = words
    found = SearchPlace.select(SearchPlace.elector).where(SearchPlace.word.in_(_meant(first, near)))
    for other in others:
        place, word = SearchPlace.alias(), SearchWord.alias()
        has = (
            place.select(SQL("1"))
            .join(word, on=(place.word == word.id))
            .where((place.elector == SearchPlace.elector) & _is_meant(word, other, near))
        )
        found = found.where(fn.EXISTS(has))
    # Most people have the word once or twice: to drop what is twice there is quicker than to sort.
    rows: Any = found.limit(most * PLACES).tuples()
    numbers = list(dict.fromkeys(number for (number,) in rows))
    if len(numbers) < most and len(rows) == most * PLACES:
        rows = found.distinct().limit(most).tuples()
        numbers = [number for (number,) in rows]
    return _in_order(numbers[:most])


def _in_order(numbers: list[int]) -> list[int]:
    order = (Elector.last_name, Elector.first_name, Elector.school, Elector.id)
    people = Elector.select(Elector.id).where(Elector.id.in_(numbers)).order_by(*order)
    return [one.id for one in people]


def _rarest_first(words: Sequence[str], near: Near) -> Sequence[str]:
    if len(words) == 1:
        return words
    return sorted(words, key=lambda word: _people_of(word, near))


def _people_of(word: str, near: Near) -> int:
    """Return how many people have a word, or `MANY`."""
    places = SearchPlace.select(SQL("1")).where(SearchPlace.word.in_(_meant(word, near)))
    return int(places.limit(MANY).count())


def _meant(word: str, near: Near) -> Any:
    """Return the query of the numbers of the words that one that was typed may mean.

    A union, not one condition: each part has its index, and a server that is asked for either of
    two things reads the places of everybody.
    """
    own = SearchWord.select(SearchWord.id).where(_is_near(SearchWord.word, word, near))
    return own if near is Near.NAMED else own | _schools(word, near)


def _is_meant(column: Any, word: str, near: Near) -> Expression:
    """Return the same as a condition, for the few words of one person."""
    meant = _is_near(column.word, word, near)
    if near is not Near.NAMED:
        meant |= column.id.in_(_schools(word, near))
    return meant


def _schools(word: str, near: Near) -> Any:
    is_named = _is_like(SearchSchool.name_word, word, near)
    return SearchSchool.select(SearchSchool.uai_word).where(is_named)


def _is_near(text: Any, word: str, near: Near) -> Expression:
    is_like = _is_like(text, word, near)
    if near is Near.SLIP and len(word) >= SHORTEST_WITH_SLIP:
        is_like |= text.in_(sorted(slips_of(word)))
    return is_like


def _is_like(text: Any, word: str, near: Near) -> Expression:
    """Return the condition of the texts that are a word, or begin with it."""
    if near in (Near.NAMED, Near.WHOLE):
        whole: Expression = text == word
        return whole
    begun: Expression = (text >= word) & (text < word + _AFTER_LETTERS)
    return begun
