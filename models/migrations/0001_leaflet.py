"""The tables of the leaflet's path. A frozen copy: later changes are later migrations."""

from typing import Any

from peewee import (
    SQL,
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    DatabaseProxy,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Elector(Row):
    uid = CharField(max_length=64, unique=True)
    mail = CharField(max_length=254, unique=True)
    civility = CharField(max_length=16)
    last_name = CharField(max_length=200)
    first_name = CharField(max_length=200)
    corps = CharField(max_length=40)
    department = CharField(max_length=8)
    uai = CharField(max_length=8)
    school = CharField(max_length=200)


class Scrutin(Row):
    code = CharField(max_length=40, unique=True)
    short = CharField(max_length=8)
    title = CharField(max_length=200)
    level = CharField(max_length=200)
    seats = IntegerField(null=True)
    position = IntegerField()


class RollEntry(Row):
    elector = ForeignKeyField(Elector, on_delete="CASCADE", index=False)
    scrutin = ForeignKeyField(Scrutin, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("elector", "scrutin")


class Mailbox(Row):
    elector = ForeignKeyField(Elector, on_delete="CASCADE", unique=True)
    password_hash = CharField(max_length=200)
    numen_in_use = BooleanField()
    quota_bytes = IntegerField()
    used_bytes = IntegerField(constraints=[SQL("CHECK (used_bytes >= 0)")])
    opened_at = DateTimeField(null=True)


class MailboxMessage(Row):
    mailbox = ForeignKeyField(Mailbox, on_delete="CASCADE", index=False)
    folder = CharField(max_length=8)
    sender = CharField(max_length=320)
    subject = TextField()
    body = TextField()
    size = IntegerField()
    received_at = DateTimeField()
    read_at = DateTimeField(null=True)
    from_election = BooleanField()

    class Meta:
        indexes = ((("mailbox", "folder", "received_at"), False),)


class VoterAccount(Row):
    elector = ForeignKeyField(Elector, on_delete="CASCADE", unique=True)
    password_hash = CharField(max_length=200)
    state = CharField(max_length=10)
    version = IntegerField()
    created_at = DateTimeField()
    confirmed_at = DateTimeField(null=True)


class ConfirmationCode(Row):
    account = ForeignKeyField(VoterAccount, on_delete="CASCADE")
    live = IntegerField(null=True, unique=True)
    purpose = CharField(max_length=10)
    account_version = IntegerField()
    code_digest = CharField(max_length=64)
    link_digest = CharField(max_length=64, unique=True)
    created_at = DateTimeField()
    expires_at = DateTimeField()
    consumed_at = DateTimeField(null=True)


class WaitingMail(Row):
    recipient = CharField(max_length=254, index=True)
    carries_code = BooleanField()
    expires_at = DateTimeField(null=True)
    subject = TextField(null=True)
    body = TextField(null=True)
    state = CharField(max_length=10)
    tries = IntegerField()
    reply = CharField(max_length=80)
    created_at = DateTimeField()
    next_try_at = DateTimeField()
    sent_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("state", "next_try_at"), False),)


class AuditEvent(Row):
    sequence = IntegerField(primary_key=True)
    at = DateTimeField()
    kind = CharField(max_length=64)
    subject = CharField(max_length=64)
    source = CharField(max_length=80)
    source_digest = CharField(max_length=64)
    previous = CharField(max_length=64)
    digest = CharField(max_length=64)


class AuditHead(Row):
    sequence = IntegerField()
    digest = CharField(max_length=64)


class Throttle(Row):
    kind = CharField(max_length=16)
    subject = CharField(max_length=64)
    count = IntegerField()
    last_at = DateTimeField()

    class Meta:
        primary_key = CompositeKey("kind", "subject")


class RecentAct(Row):
    kind = CharField(max_length=16)
    subject = CharField(max_length=64)
    at = DateTimeField()

    class Meta:
        indexes = ((("kind", "subject", "at"), False),)


class Installation(Row):
    name = CharField(max_length=32, primary_key=True)
    value = CharField(max_length=200)


TABLES = [
    Elector,
    Scrutin,
    RollEntry,
    Mailbox,
    MailboxMessage,
    VoterAccount,
    ConfirmationCode,
    WaitingMail,
    AuditEvent,
    AuditHead,
    Throttle,
    RecentAct,
    Installation,
]


def up(migrator: Any, db: Database) -> None:
    """Create every table, and the head that the audit chain starts from."""
    database.initialize(db)
    db.create_tables(TABLES, safe=False)
    AuditHead.create(sequence=0, digest="0" * 64)
