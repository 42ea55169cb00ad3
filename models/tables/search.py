"""The words by which the helpdesk finds a person: an index of the roll, made from it."""

from __future__ import annotations

from peewee import CharField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.tables.base import NumberedRow, Row
from models.tables.electors import Elector


class SearchWord(NumberedRow):
    """A word of names, a user name or a UAI, without accents in lower case."""

    word = CharField(max_length=40, unique=True)


class SearchPlace(Row):
    """This word is of this person."""

    word = ForeignKeyField(SearchWord, on_delete="CASCADE", index=False)
    elector = ForeignKeyField(Elector, on_delete="CASCADE", index=False)
    word_id: int
    elector_id: int

    class Meta:
        """Found by word, and by person; both ways from an index alone."""

        primary_key = CompositeKey("word", "elector")
        indexes = ((("elector", "word"), False),)


COMMON = 500
"""People of a word from which on their number is kept."""


class SearchCommon(Row):
    """How many people have a word that many have, counted as the roll was indexed."""

    word = ForeignKeyField(SearchWord, on_delete="CASCADE", primary_key=True)
    word_id: int
    people = IntegerField()


class SearchSchool(Row):
    """This word is in the name of the school that another word, a UAI, stands for."""

    name_word = CharField(max_length=40)
    uai_word = ForeignKeyField(SearchWord, on_delete="CASCADE")
    uai_word_id: int

    class Meta:
        """Found by the word of its name."""

        primary_key = CompositeKey("name_word", "uai_word")


class SearchedPerson(Row):
    """What of a person is in the index: whoever differs from it is to be indexed again."""

    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    elector_id: int
    names = TextField()
