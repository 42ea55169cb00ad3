"""Finding a person as an agent types."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from peewee import SQL, Expression, fn

from models.context import Context
from models.rules.people_search import SHORTEST_WITH_SLIP, Question, slips_of, understand
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
_AFTER_LETTERS = "{"
"""Comes after every letter and digit of a word."""


class Near(Enum):
    """How near a word has to come to one that was typed; each holds those before it.

    Whole words come first: « Martin » finds fifty Martins, though there are more Martinez.
    """

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
    words: Sequence[str] = (question.uai.lower(),) if question.uai else question.words
    if not words:
        return []
    found = _with_words(words, most, Near.BEGUN)
    if len(found) < most:
        found += _with_words(words, most, Near.SLIP)
    else:  # some were left out, perhaps those who are named exactly
        found = _with_words(words, most, Near.WHOLE) + found
    return list(dict.fromkeys(found))[:most]


def _with_words(words: Sequence[str], most: int, near: Near) -> list[int]:
    first, *others = _rarest_first(words, near)
    word = SearchWord.alias()
    found = (
        SearchPlace.select(SearchPlace.elector)
        .join(word, on=(SearchPlace.word == word.id))
        .where(_is_meant(word, first, near))
    )
    for other in others:
        place, its_word = SearchPlace.alias(), SearchWord.alias()
        has = (
            place.select(SQL("1"))
            .join(its_word, on=(place.word == its_word.id))
            .where(place.elector == SearchPlace.elector)
            .where(_is_meant(its_word, other, near))
        )
        found = found.where(fn.EXISTS(has))
    rows: Any = found.distinct().limit(most).tuples()
    return _in_order([number for (number,) in rows])


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
    meant = SearchWord.alias()
    some = (
        SearchPlace.select(SQL("1"))
        .join(meant, on=(SearchPlace.word == meant.id))
        .where(_is_meant(meant, word, near))
        .limit(MANY)
    )
    return int(some.count())


def _is_meant(column: Any, word: str, near: Near) -> Expression:
    """Return the condition of the words that one that was typed may mean."""
    schools = SearchSchool.select(SearchSchool.uai_word).where(
        _is_like(SearchSchool.name_word, word, near)
    )
    meant: Expression = _is_like(column.word, word, near) | column.id.in_(schools)
    if near is Near.SLIP and len(word) >= SHORTEST_WITH_SLIP:
        meant |= column.word.in_(sorted(slips_of(word)))
    return meant


def _is_like(text: Any, word: str, near: Near) -> Expression:
    """Return the condition of the texts that are a word, or begin with it."""
    if near is Near.WHOLE:
        whole: Expression = text == word
        return whole
    begun: Expression = (text >= word) & (text < word + _AFTER_LETTERS)
    return begun
