"""A disk without room: no half of a vote, and a vote that is whole is not called lost."""

from __future__ import annotations

import pytest
from peewee import SqliteDatabase

from models.errors import DiskFull
from models.storage.store import sqlite_path
from tests.models.polls import Poll
from tests.models.processes.orders import Order


def test_a_full_database_takes_ballot_and_signature_or_neither(file_poll: Poll) -> None:
    poll = file_poll
    database = poll.espace.context.store.database
    assert isinstance(database, SqliteDatabase)
    made = [(f"personne{number}", poll.made(f"personne{number}")) for number in range(20)]
    with poll.espace.context.connection():
        pages = database.pragma("page_count")
        database.pragma("max_page_count", pages, permanent=True)
    with pytest.raises(DiskFull, match="prévenez l'assistance"):
        deposit_all(poll, made)
    taken, signed = poll.counts()
    assert taken == signed
    assert not poll.signed(made[taken][0])
    with poll.espace.context.connection():
        database.pragma("max_page_count", pages + 1_000, permanent=True)
    poll.deposit(made[taken][1], made[taken][0], checked="")
    assert poll.signed(made[taken][0])
    assert poll.espace.administration.verify_audit().first_fault is None


def deposit_all(poll: Poll, made: list[tuple[str, bytes]]) -> None:
    for name, text in made:
        poll.deposit(text, name, checked="")


def test_a_write_cut_short_by_the_machine_is_no_vote(file_poll: Poll) -> None:
    visit = file_poll.visit()
    file_poll.espace.close()
    assert Order.of(file_poll.espace.election, [visit]).run("limited") == ["DiskFull"]
    assert not file_poll.signed("fdupont")
    file_poll.vote(file_poll.enter())
    assert file_poll.counts() == (1, 1)


def test_a_vote_that_only_the_log_has_room_for_is_a_vote(file_poll: Poll) -> None:
    """The log cannot be copied back into the file: that is the next ballot's to do."""
    poll = file_poll
    for number in range(15):
        poll.deposit(poll.made(f"personne{number}"), f"personne{number}", checked="")
    visit = poll.visit()
    poll.espace.close()
    path = sqlite_path(poll.espace.election.database)
    assert path
    size = path.stat().st_size
    assert Order.of(poll.espace.election, [visit]).run("limited", MOST_BYTES=str(size)) == ["done"]
    assert path.with_name(f"{path.name}-wal").stat().st_size
    assert poll.signed("fdupont")
    poll.vote(poll.enter("kbenali"))
    assert not path.with_name(f"{path.name}-wal").stat().st_size
    assert poll.counts() == (17, 17)
