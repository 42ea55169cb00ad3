"""Openings of mailboxes have a table of their own, wherever the mailboxes are kept."""

from typing import Any

from peewee import SQL, Database, DatabaseProxy, DateTimeField, ForeignKeyField, Model

database = DatabaseProxy()


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Elector(Row):
    pass


class Mailbox(Row):
    elector = ForeignKeyField(Elector, on_delete="CASCADE", unique=True)
    opened_at = DateTimeField(null=True)


class MailboxOpening(Row):
    elector = ForeignKeyField(Elector, on_delete="CASCADE", primary_key=True)
    opened_at = DateTimeField()


def up(migrator: Any, db: Database) -> None:
    """Make the table, and move there what the embedded mailboxes know."""
    database.initialize(db)
    db.create_tables([MailboxOpening], safe=False)
    known = Mailbox.select(Mailbox.elector, Mailbox.opened_at).where(
        Mailbox.opened_at.is_null(False)
    )
    MailboxOpening.insert_from(known, [MailboxOpening.elector, MailboxOpening.opened_at]).execute()
    migrator.migrate(migrator.drop_column("mailbox", "opened_at"))


def down(migrator: Any, db: Database) -> None:
    """Give the embedded mailboxes their column back, and drop the table."""
    database.initialize(db)
    migrator.migrate(migrator.add_column("mailbox", "opened_at", DateTimeField(null=True)))
    opened = MailboxOpening.select(MailboxOpening.opened_at).where(
        MailboxOpening.elector == Mailbox.elector
    )
    Mailbox.update(opened_at=opened).where(SQL("1 = 1")).execute()
    db.drop_tables([MailboxOpening], safe=False)
