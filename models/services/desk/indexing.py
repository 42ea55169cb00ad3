"""Bringing the index of the search up to the roll, some people at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from peewee import JOIN, SQL, Case, Expression, fn

from models.context import Context
from models.files.private import file_lock
from models.rules.people_search import words_of
from models.tables.electors import Elector
from models.tables.search import (
    COMMON,
    SearchCommon,
    SearchedPerson,
    SearchPlace,
    SearchSchool,
    SearchWord,
)
from models.tables.staff import StaffMember
from models.views.progress import Counted, Stage, Tell, tell_nobody

AT_ONCE = 4_000
"""People of one transaction: some tenths of a second."""
WORDS_AT_ONCE = 5_000
"""Words that are asked for in one statement."""
LOCK_NUMBER = 0x696E646578
"""« index »: the number of the indexing among the locks of a database."""
_SEPARATOR = "\n"
_VERSION = "2"
"""Of the words that are made of names: as it goes up, everybody is indexed again."""


def refresh_search(context: Context, tell: Tell = tell_nobody) -> int:
    """Index the people of the roll who are not as the index has them, and all schools.

    Of several processes that do so at once each waits for the others: whoever comes last sees what
    all of them have imported. Killed at any moment, it goes on the next time.

    Args:
        context: The open election, which has a helpdesk: without staff nobody searches.
        tell: Called with how many people are done.

    Returns:
        How many people were indexed.
    """
    with _alone(context):
        if not StaffMember.select().exists():
            return 0
        counted = Counted(tell, Stage.INDEXING, _changed(after=0).count())
        done = last = 0
        while True:
            with context.store.database.atomic():
                people = list(_changed(after=last).limit(AT_ONCE).iterator())
                if not people:
                    break
                _index(context, people)
            last, done = people[-1].id, done + len(people)
            counted.add(len(people))
        with context.store.database.atomic():
            _index_schools()
            if done:
                context.store.dialect.continue_numbers("search_word")
                _count_common()
        if done:  # without them a server reads whole tables for one word
            context.store.dialect.tidy(
                "search_word", "search_place", "search_common", "search_school", "searched_person"
            )
    return done


@contextmanager
def _alone(context: Context) -> Iterator[None]:
    """Hold a connection while nobody else indexes, on this machine or another one."""
    store = context.store
    with (
        file_lock(store.key_directory / "search.lock"),
        context.connection(unlimited=True),
        store.dialect.lock(LOCK_NUMBER),
    ):
        yield


def _names() -> Expression:
    """Return the names by whose words a person is found; of the school its UAI, if it has one."""
    school = Case(None, [(Elector.uai == "", Elector.school)], Elector.uai)
    joined: Expression = (
        Elector.first_name.concat(_SEPARATOR)
        .concat(Elector.last_name)
        .concat(_SEPARATOR)
        .concat(Elector.uid)
        .concat(_SEPARATOR)
        .concat(school)
        .concat(_SEPARATOR)
        .concat(_VERSION)
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
    words = {one.id: words_of(*one.names.split(_SEPARATOR)[:-1]) for one in people}
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


def _count_common() -> None:
    """Count the people of each word that many have: an agent's search begins with another one."""
    SearchCommon.delete().execute()
    counted = SearchPlace.select(SearchPlace.word, fn.COUNT(SQL("1"))).group_by(SearchPlace.word)
    common = counted.having(fn.COUNT(SQL("1")) >= COMMON)
    SearchCommon.insert_from(common, [SearchCommon.word, SearchCommon.people]).execute()


def _index_schools() -> None:
    """Bring the words of the names of all schools up to date, changed people or not.

    A school is found by its UAI, which is a word of its people; without one, its words are theirs.
    """
    schools = Elector.select(Elector.uai, Elector.school).where(Elector.uai != "").distinct()
    words: dict[str, set[str]] = {}
    rows: Any = schools.tuples()
    for uai, school in rows:
        words.setdefault(uai.lower(), set()).update(words_of(school))
    numbers = dict(_known(words))
    wanted = {(word, numbers[uai]) for uai in words.keys() & numbers for word in words[uai]}
    written: Any = SearchSchool.select(SearchSchool.name_word, SearchSchool.uai_word).tuples()
    if wanted == set(written):
        return
    SearchSchool.delete().execute()  # all of them: they are few
    places = [{"name_word": word, "uai_word": number} for word, number in sorted(wanted)]
    while places:
        SearchSchool.insert_many(places[:WORDS_AT_ONCE]).execute()
        del places[:WORDS_AT_ONCE]
