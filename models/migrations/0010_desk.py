"""The helpdesk: who it is, and the index by which it finds people."""

from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    CompositeKey,
    DatabaseProxy,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Elector(Row):
    id = AutoField()


class SearchWord(Row):
    id = AutoField()
    word = CharField(max_length=40)


class SearchPlace(Row):
    word = ForeignKeyField(SearchWord, on_delete="CASCADE", index=False)
    elector = ForeignKeyField(Elector, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("word", "elector")


class SearchSchool(Row):
    name_word = CharField(max_length=40)
    uai_word = ForeignKeyField(SearchWord, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("name_word", "uai_word")


class SearchedPerson(Row):
    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    names = TextField()


class StaffMember(Row):
    id = AutoField()
    name = CharField(max_length=40, unique=True)
    role = CharField(max_length=10)
    password_hash = CharField(max_length=200)
    must_change = BooleanField()
    version = IntegerField()
    totp = TextField(null=True)
    totp_step = IntegerField()
    created_at = DateTimeField()
    disabled_at = DateTimeField(null=True)


class DeskCall(Row):
    id = AutoField()
    staff = ForeignKeyField(StaffMember, on_delete="CASCADE", index=False)
    elector = ForeignKeyField(Elector, on_delete="CASCADE")
    state = CharField(max_length=12)
    cause = CharField(max_length=24, null=True)
    right_answers = IntegerField(null=True)
    recognised = BooleanField()
    opened_at = DateTimeField()
    changed_at = DateTimeField()
    call_back_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("staff", "state"), False), (("opened_at",), False))


class DeskRequest(Row):
    id = AutoField()
    elector = ForeignKeyField(Elector, on_delete="CASCADE")
    act = CharField(max_length=10)
    reason = CharField(max_length=24)
    asked_by = ForeignKeyField(StaffMember, on_delete="CASCADE", index=False)
    asked_at = DateTimeField()
    live_for = CharField(max_length=32, null=True, unique=True)


TABLES = [
    StaffMember,
    SearchWord,
    SearchPlace,
    SearchSchool,
    SearchedPerson,
    DeskCall,
    DeskRequest,
]


def up(migrator: Any, db: Any) -> None:
    """Create the tables; words are compared by their bytes, whatever language a server speaks."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)
    if not isinstance(db, SqliteDatabase):
        for table, column in (("search_word", "word"), ("search_school", "name_word")):
            db.execute_sql(
                f'ALTER TABLE {table} ALTER COLUMN {column} TYPE VARCHAR(40) COLLATE "C"'
            )
    db.execute_sql("CREATE UNIQUE INDEX search_word_word ON search_word (word)")
    db.execute_sql("CREATE INDEX audit_event_subject ON audit_event (subject, sequence)")


def down(migrator: Any, db: Any) -> None:
    """Drop them."""
    database.initialize(db)
    db.execute_sql("DROP INDEX audit_event_subject")
    db.drop_tables(TABLES[::-1], safe=False)
