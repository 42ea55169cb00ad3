"""The migration of the mails to send, there and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from peewee import SQL, Table

from models import Election
from models.migrations.state import ROLL_MIGRATIONS
from models.storage.store import dialect_of

MOMENT = datetime(2014, 11, 28, 8, 30)
ADDED = {"message_id", "sender", "handing_over", "perhaps_twice"}


@pytest.fixture
def runner(empty_election: Election) -> Iterator[Any]:
    """What applies migrations, on a database that has the first one."""
    dialect = dialect_of(empty_election.database)
    dialect.prepare()
    database = dialect.database
    with database.connection_context():
        runner = ROLL_MIGRATIONS.runner(database)
        runner.up("0001_leaflet")
        yield runner


def write_mail(runner: Any, state: str, **added: bool) -> None:
    Table("waiting_mail").bind(runner.database).insert(
        recipient="personne@ac-toulouse.fr",
        carries_code=False,
        subject="sealed",
        body="sealed",
        state=state,
        tries=0,
        reply="",
        created_at=MOMENT,
        next_try_at=MOMENT,
        **added,
    ).execute()


def mails(runner: Any) -> list[dict[str, Any]]:
    table = Table("waiting_mail").bind(runner.database)
    return list(table.select(SQL("*")).dicts())


def test_mails_that_waited_before_it_wait_after_it(runner: Any) -> None:
    write_mail(runner, "waiting")
    runner.up("0002_sending")
    (mail,) = mails(runner)
    assert (mail["state"], mail["body"]) == ("waiting", "sealed")
    assert (mail["message_id"], mail["sender"]) == (None, None)
    assert not mail["handing_over"]
    assert not mail["perhaps_twice"]


def test_the_way_back_gives_up_what_is_kept_for_a_full_mailbox(runner: Any) -> None:
    runner.up("0002_sending")
    for state in ("waiting", "full"):
        write_mail(runner, state, handing_over=False, perhaps_twice=False)
    assert runner.down("0002_sending") == ["0002_sending"]
    kept = {mail["state"]: mail["body"] for mail in mails(runner)}
    assert kept == {"waiting": "sealed", "refused": None}
    assert not ADDED & set(mails(runner)[0])
