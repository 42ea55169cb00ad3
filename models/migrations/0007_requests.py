"""Requests for an account wait side by side, each with its password and its code."""

import secrets
from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Database,
    DatabaseProxy,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    Table,
)

database = DatabaseProxy()
ACCOUNTS, CODES, MAILS = "voter_account", "confirmation_code", "waiting_mail"


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class VoterAccount(Row):
    pass


class AccountRequest(Row):
    id = AutoField()
    account = ForeignKeyField(VoterAccount, on_delete="CASCADE")
    reference = CharField(max_length=43, unique=True)
    password_hash = CharField(max_length=200)
    by_owner = BooleanField()
    source_digest = CharField(max_length=64)
    created_at = DateTimeField()


def up(migrator: Any, db: Database) -> None:
    """Make a request of each account that awaits its confirmation."""
    database.initialize(db)
    db.create_tables([AccountRequest], safe=False)
    request: Any = ForeignKeyField(
        AccountRequest, field=AccountRequest.id, on_delete="SET NULL", null=True, index=True
    )
    migrator.migrate(
        migrator.add_column(CODES, "request_id", request),
        migrator.add_column(CODES, "live_for", CharField(max_length=32, null=True)),
        migrator.add_column(MAILS, "code_for", CharField(max_length=32, null=True)),
        migrator.add_column(MAILS, "priority", IntegerField(default=1)),
    )
    _move_pending(db)
    migrator.migrate(
        migrator.drop_index(CODES, "confirmation_code_live"),
        migrator.drop_column(CODES, "live"),
        migrator.drop_index(MAILS, "waiting_mail_state_next_try_at"),
        migrator.add_index(CODES, ("live_for",), unique=True),
        migrator.add_index(MAILS, ("code_for",)),
        migrator.add_index(MAILS, ("state", "priority", "next_try_at")),
    )


def down(migrator: Any, db: Any) -> None:
    """Keep the newest request of each account as its password, and the newest code alone."""
    migrator.migrate(migrator.add_column(CODES, "live", IntegerField(null=True)))
    db.execute_sql(
        "UPDATE voter_account SET password_hash = (SELECT r.password_hash FROM account_request r "
        "WHERE r.account_id = voter_account.id ORDER BY r.id DESC LIMIT 1) "
        "WHERE state = 'pending'"
    )
    db.execute_sql(
        "UPDATE confirmation_code SET live = account_id WHERE id IN (SELECT MAX(id) "
        "FROM confirmation_code WHERE live_for IS NOT NULL GROUP BY account_id)"
    )
    migrator.migrate(
        migrator.drop_index(CODES, "confirmation_code_live_for"),
        migrator.drop_index(CODES, "confirmation_code_request_id"),
        migrator.drop_index(MAILS, "waiting_mail_code_for"),
        migrator.drop_index(MAILS, "waiting_mail_state_priority_next_try_at"),
        migrator.drop_column(CODES, "live_for"),
        migrator.drop_column(CODES, "request_id"),
        migrator.drop_column(MAILS, "code_for"),
        migrator.drop_column(MAILS, "priority"),
        migrator.add_index(CODES, ("live",), unique=True),
        migrator.add_index(MAILS, ("state", "next_try_at")),
    )
    database.initialize(db)
    db.drop_tables([AccountRequest])


def _move_pending(db: Any) -> None:
    """Move the passwords of pending accounts to requests, and their live codes with them."""
    accounts, requests = (Table(name).bind(db) for name in (ACCOUNTS, "account_request"))
    pending = accounts.select(accounts.c.id, accounts.c.password_hash, accounts.c.created_at).where(
        accounts.c.state == "pending"
    )
    for row in list(pending.dicts()):
        requests.insert(
            account_id=row["id"],
            reference=secrets.token_urlsafe(32),
            password_hash=row["password_hash"],
            by_owner=False,
            source_digest="",
            created_at=row["created_at"],
        ).execute()
    accounts.update({accounts.c.password_hash: ""}).where(accounts.c.state == "pending").execute()
    db.execute_sql(
        "UPDATE confirmation_code SET request_id = (SELECT id FROM account_request "
        "WHERE account_request.account_id = confirmation_code.account_id) "
        "WHERE purpose = 'confirm'"
    )
    db.execute_sql(
        "UPDATE confirmation_code SET live_for = CASE WHEN request_id IS NULL "
        "THEN 'account ' || account_id || ' stranger' ELSE 'request ' || request_id END "
        "WHERE live IS NOT NULL"
    )
    db.execute_sql(
        "UPDATE waiting_mail SET code_for = (SELECT MAX(c.live_for) FROM confirmation_code c "
        "JOIN voter_account a ON a.id = c.account_id JOIN elector e ON e.id = a.elector_id "
        "WHERE e.mail = waiting_mail.recipient) "
        "WHERE carries_code AND state IN ('waiting', 'full')"
    )
