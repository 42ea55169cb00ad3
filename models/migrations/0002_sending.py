"""What a sender of another process leaves on a mail. A frozen copy."""

from typing import Any

from peewee import BooleanField, CharField, Database, Table

TABLE = "waiting_mail"


def up(migrator: Any, db: Database) -> None:
    """Add who holds a mail, how far it is handed over, and its name."""
    migrator.migrate(
        migrator.add_column(TABLE, "message_id", CharField(max_length=320, null=True)),
        migrator.add_column(TABLE, "sender", CharField(max_length=32, null=True)),
        migrator.add_column(TABLE, "handing_over", BooleanField(default=False)),
        migrator.add_column(TABLE, "perhaps_twice", BooleanField(default=False)),
    )


def down(migrator: Any, db: Database) -> None:
    """Take them away again; mails kept for a full mailbox are given up."""
    mails = Table(TABLE).bind(db)
    mails.update({mails.c.state: "refused", mails.c.subject: None, mails.c.body: None}).where(
        mails.c.state == "full"
    ).execute()
    migrator.migrate(
        *(
            migrator.drop_column(TABLE, name)
            for name in ("perhaps_twice", "handing_over", "sender", "message_id")
        )
    )
