"""Openings move to a table of their own, and back, with their data."""

from __future__ import annotations

from datetime import datetime

from peewee import Table

from models import Espace
from models.migrations.state import ROLL_MIGRATIONS
from models.tables.mailboxes import MailboxOpening
from tests.models.steps import open_box


def openings() -> list[tuple[str, datetime]]:
    return [
        (row.elector.uid, row.opened_at)
        for row in MailboxOpening.select().order_by(MailboxOpening.elector)
    ]


def test_what_is_known_of_openings_goes_back_and_forth(espace: Espace) -> None:
    open_box(espace, "fdupont")
    database = espace.context.store.database
    with espace.context.connection():
        runner = ROLL_MIGRATIONS.runner(database)
        opened = openings()
        assert ("fdupont", espace.clock.now()) in opened
        runner.down("0003_openings")
        mailboxes = Table("mailbox").bind(database)
        known = mailboxes.select().where(mailboxes.c.opened_at.is_null(False)).count()
        assert known == len(opened)
        assert not database.table_exists("mailbox_opening")
        runner.up()
        assert openings() == opened
        assert "opened_at" not in {column.name for column in database.get_columns("mailbox")}
        assert {key.column for key in database.get_foreign_keys("mailbox_opening")} == {
            "elector_id"
        }
