"""Bringing the index of the search up to the roll, some people at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from peewee import JOIN, Expression, fn

from models.context import Context
from models.rules.people_search import words_of
from models.tables.electors import Elector
from models.tables.search import SearchedPerson, SearchPlace, SearchSchool, SearchWord
from models.tables.staff import StaffMember
from models.views.progress import Counted, Stage, Tell, tell_nobody

AT_ONCE = 4_000
"""People of one transaction: some tenths of a second."""
WORDS_AT_ONCE = 5_000
"""Words that are asked for in one statement."""
_SEPARATOR = "\n"


def refresh_search(context: Context, tell: Tell = tell_nobody) -> int:
    """Index the people of the roll who are not as the index has them, and all schools.

    Several processes may do so at once; killed at any moment, it goes on the next time.

    Args:
        context: The open election, which has a helpdesk: without staff nobody searches.
        tell: Called with how many people are done.

    Returns:
        How many people were indexed.
    """
    with context.connection(unlimited=True):
        if not StaffMember.select().exists():
            return 0
        counted = Counted(tell, Stage.INDEXING, _changed(after=0).count())
    done = last = 0
    while True:
        with context.transaction(unlimited=True):
            people = list(_changed(after=last).limit(AT_ONCE).iterator())
            if not people:
                break
            _index(context, people)
        last, done = people[-1].id, done + len(people)
        counted.add(len(people))
    if done:
        with context.transaction(unlimited=True):
            _index_schools()
            context.store.dialect.continue_numbers("search_word")
    return done


def _names() -> Expression:
    joined: Expression = (
        Elector.first_name.concat(_SEPARATOR)
        .concat(Elector.last_name)
        .concat(_SEPARATOR)
        .concat(Elector.uid)
        .concat(_SEPARATOR)
        .concat(Elector.uai)
    )
    return joined


def _changed(after: int) -> Any:
    """Return the people, in the order of their numbers, who are not in the index as they are."""
    names = _names()
    return (
        Elector.select(Elector.id, names.alias("names"))
        .join(SearchedPerson, JOIN.LEFT_OUTER, on=(SearchedPerson.elector == Elector.id))
        .where(Elector.id > after)
        .where(SearchedPerson.names.is_null() | (SearchedPerson.names != names))
        .order_by(Elector.id)
    )


def _index(context: Context, people: list[Any]) -> None:
    words = {one.id: words_of(*one.names.split(_SEPARATOR)) for one in people}
    numbers = _numbers(context, {word for some in words.values() for word in some})
    ids = list(words)
    SearchPlace.delete().where(SearchPlace.elector.in_(ids)).execute()
    SearchedPerson.delete().where(SearchedPerson.elector.in_(ids)).execute()
    dialect = context.store.dialect
    dialect.copy_rows(
        "search_place",
        ("word_id", "elector_id"),
        sorted((numbers[word], one) for one, some in words.items() for word in some),
    )
    dialect.copy_rows(
        "searched_person", ("elector_id", "names"), [(one.id, one.names) for one in people]
    )


def _numbers(context: Context, words: set[str]) -> dict[str, int]:
    """Return the number of each word, writing those that are new."""
    numbers = dict(_known(words))
    new = sorted(words - numbers.keys())
    newest = SearchWord.select(fn.MAX(SearchWord.id)).scalar() or 0
    rows = [(newest + place, word) for place, word in enumerate(new, start=1)]
    context.store.dialect.copy_rows("search_word", ("id", "word"), rows)
    return numbers | {word: number for number, word in rows}


def _known(words: Iterable[str]) -> Iterator[tuple[str, int]]:
    remaining = iter(words)
    while some := list(islice(remaining, WORDS_AT_ONCE)):
        rows = SearchWord.select(SearchWord.word, SearchWord.id).where(SearchWord.word.in_(some))
        yield from rows.tuples().iterator()


def _index_schools() -> None:
    """Write the words of the names of all schools again: they are few."""
    SearchSchool.delete().execute()
    schools = Elector.select(Elector.uai, Elector.school).where(Elector.uai != "").distinct()
    words: dict[str, set[str]] = {}
    rows: Any = schools.tuples()
    for uai, school in rows:
        words.setdefault(uai.lower(), set()).update(words_of(school))
    numbers = dict(_known(words))
    places = [
        {"name_word": word, "uai_word": numbers[uai]}
        for uai, some in words.items()
        if uai in numbers
        for word in sorted(some)
    ]
    while places:
        SearchSchool.insert_many(places[:WORDS_AT_ONCE]).execute()
        del places[:WORDS_AT_ONCE]
