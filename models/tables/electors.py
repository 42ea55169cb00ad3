"""Who is on the electoral roll, and for which scrutins."""

from __future__ import annotations

from peewee import CharField, CompositeKey, ForeignKeyField, IntegerField

from models.tables.base import NumberedRow, Row


class Elector(NumberedRow):
    """A person of the roll. `uid` is data from the directory, never computed."""

    uid = CharField(max_length=64, unique=True)
    mail = CharField(max_length=254, unique=True)
    civility = CharField(max_length=16, default="")
    last_name = CharField(max_length=200)
    first_name = CharField(max_length=200)
    corps = CharField(max_length=40)
    department = CharField(max_length=8, default="")
    uai = CharField(max_length=8, default="")
    school = CharField(max_length=200, default="")


class Scrutin(NumberedRow):
    """A ballot of the election file, as it was when the roll was loaded."""

    code = CharField(max_length=40, unique=True)
    short = CharField(max_length=40)
    title = CharField(max_length=200)
    level = CharField(max_length=200)
    seats = IntegerField(null=True)
    position = IntegerField()


class RollEntry(Row):
    """This elector may vote in this scrutin."""

    elector = ForeignKeyField(Elector, on_delete="CASCADE", index=False)
    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE")
    elector_id: int
    scrutin_id: int

    class Meta:
        """One entry for a person and a scrutin."""

        primary_key = CompositeKey("elector", "scrutin")
