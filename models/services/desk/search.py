"""Finding a person as an agent types."""

from __future__ import annotations

from collections.abc import Sequence
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
    found = _with_words(words, most, slips=False)
    if len(found) < most:
        more = _with_words(words, most, slips=True)
        found += [number for number in more if number not in found]
    return found[:most]


def _with_words(words: Sequence[str], most: int, *, slips: bool) -> list[int]:
    first, *others = sorted(words, key=lambda word: _people_of(word, slips=slips))
    word = SearchWord.alias()
    found = (
        SearchPlace.select(SearchPlace.elector)
        .join(word, on=(SearchPlace.word == word.id))
        .where(_is_meant(word, first, slips=slips))
    )
    for other in others:
        place, its_word = SearchPlace.alias(), SearchWord.alias()
        has = (
            place.select(SQL("1"))
            .join(its_word, on=(place.word == its_word.id))
            .where(place.elector == SearchPlace.elector)
            .where(_is_meant(its_word, other, slips=slips))
        )
        found = found.where(fn.EXISTS(has))
    rows: Any = found.distinct().limit(most).tuples()
    return _in_order([number for (number,) in rows])


def _in_order(numbers: list[int]) -> list[int]:
    order = (Elector.last_name, Elector.first_name, Elector.school, Elector.id)
    people = Elector.select(Elector.id).where(Elector.id.in_(numbers)).order_by(*order)
    return [one.id for one in people]


def _people_of(word: str, *, slips: bool) -> int:
    """Return how many people have a word, or `MANY`."""
    meant = SearchWord.alias()
    some = (
        SearchPlace.select(SQL("1"))
        .join(meant, on=(SearchPlace.word == meant.id))
        .where(_is_meant(meant, word, slips=slips))
        .limit(MANY)
    )
    return int(some.count())


def _is_meant(column: Any, word: str, *, slips: bool) -> Expression:
    """Return the condition of the words that one that was typed may mean."""
    end = word + _AFTER_LETTERS
    schools = SearchSchool.select(SearchSchool.uai_word).where(
        (SearchSchool.name_word >= word) & (SearchSchool.name_word < end)
    )
    meant: Expression = ((column.word >= word) & (column.word < end)) | column.id.in_(schools)
    if slips and len(word) >= SHORTEST_WITH_SLIP:
        meant |= column.word.in_(sorted(slips_of(word)))
    return meant
