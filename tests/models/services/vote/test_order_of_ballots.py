"""After the closing, the database itself does not tell in which order ballots came."""

from __future__ import annotations

import random
import string
from collections.abc import Sequence

import psycopg
import pytest

from models import Espace
from models.tables.electors import Scrutin
from models.tables.urn import UrnBallot
from tests.models.services.vote.voting_day import VotingDay
from tests.models.steps import SOURCE

BALLOTS = 120
LENGTH = 10_600
"""Characters of a ballot with seventeen lists."""
MARK = 40
"""Characters by which a piece of a ballot is found again."""
HEADER = 100
"""Bytes of a SQLite file before its pages: how often it was written, and by which version."""
PLACES_SQL = """
SELECT tracker, xmin::text, row_number() OVER (ORDER BY ctid) FROM urn_ballot ORDER BY tracker"""
LONG_VALUES_SQL = """
SELECT reltoastrelid::regclass FROM pg_class WHERE oid = 'urn_ballot'::regclass"""


def made(espace: Espace) -> list[UrnBallot]:
    """Return ballots of two urns."""
    draw = random.Random(20_141_127)
    letters = string.ascii_letters + string.digits
    with espace.context.connection():
        scrutins = [row.id for row in Scrutin.select().where(Scrutin.code.in_(["CTM", "CTA"]))]
        return [
            UrnBallot(
                scrutin=draw.choice(scrutins),
                tracker="".join(draw.choices(letters, k=43)),
                credential="".join(draw.choices(letters, k=64)),
                ballot="".join(draw.choices(letters, k=LENGTH)),
            )
            for _ in range(BALLOTS)
        ]


def put(espace: Espace, cast: Sequence[UrnBallot]) -> None:
    """Put ballots into their urns, each by itself."""
    for one in cast:
        with espace.context.transaction():
            one.save(force_insert=True)


def in_order(cast: Sequence[UrnBallot]) -> list[UrnBallot]:
    """Return ballots in the order of their key, which says nothing of when they came."""
    return sorted(cast, key=lambda one: (one.scrutin_id, one.tracker))


def ranks(cast: Sequence[UrnBallot], places: Sequence[object]) -> list[UrnBallot]:
    """Return ballots in the order of their places."""
    return [one for _, one in sorted(zip(places, cast, strict=True), key=lambda pair: pair[0])]  # type: ignore[arg-type, return-value]


def close(day: VotingDay) -> None:
    day.end()
    assert day.espace.vote.close_vote(source=SOURCE).in_order


on_sqlite = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
on_a_server = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


@on_sqlite
def test_a_file_is_the_same_whatever_the_order_was(day: VotingDay) -> None:
    files = day.espace.context.store.dialect.files()
    cast = made(day.espace)
    begun = contents(day.espace)
    contents_before, contents_after = [], []
    for order in (cast, cast[::-1], in_order(cast)):
        for path in files:
            path.unlink(missing_ok=True)
        files[0].write_bytes(begun)
        put(day.espace, order)
        contents_before.append(contents(day.espace))
        assert cast[0].ballot[:MARK].encode() in contents_before[-1]
        close(day)
        contents_after.append(contents(day.espace))
        assert cast[0].ballot[:MARK].encode() in contents_after[-1]
    assert len(set(contents_before)) == 3
    assert len({content[HEADER:] for content in contents_after}) == 1


def contents(espace: Espace) -> bytes:
    """Return the file of a database, once its log is in it."""
    with espace.context.connection():
        espace.context.store.dialect.settle()
    espace.context.store.close()
    file, *beside = espace.context.store.dialect.files()
    assert not any(path.exists() and path.read_bytes() for path in beside)
    return file.read_bytes()


@pytest.fixture
def server(day: VotingDay) -> psycopg.Connection[tuple[object, ...]]:
    url = day.espace.election.database.url or ""
    return psycopg.connect(url, autocommit=True)


@on_a_server
def test_a_server_keeps_its_rows_and_their_long_values_by_their_trackers(
    day: VotingDay, server: psycopg.Connection[tuple[object, ...]]
) -> None:
    # Long values are then found in the table that holds them apart as they were written.
    server.execute("ALTER TABLE urn_ballot ALTER COLUMN ballot SET STORAGE EXTERNAL")
    cast = made(day.espace)
    put(day.espace, cast)
    assert len({row[1] for row in rows(server)}) == BALLOTS
    assert ranks(cast, row_places(server, cast)) == cast
    assert ranks(cast, [place for place, _ in long_values(server, cast)]) == cast
    close(day)
    assert len({row[1] for row in rows(server)}) == 1
    assert ranks(cast, row_places(server, cast)) == in_order(cast)
    for place in (0, 1):
        assert ranks(cast, [each[place] for each in long_values(server, cast)]) == in_order(cast)
    server.close()


def rows(server: psycopg.Connection[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return server.execute(PLACES_SQL).fetchall()


def row_places(
    server: psycopg.Connection[tuple[object, ...]], cast: Sequence[UrnBallot]
) -> list[object]:
    by_tracker = {row[0]: row[2] for row in rows(server)}
    return [by_tracker[one.tracker] for one in cast]


def long_values(
    server: psycopg.Connection[tuple[object, ...]], cast: Sequence[UrnBallot]
) -> list[tuple[object, object]]:
    """Return of each ballot the number of its long value, and its place."""
    (name,) = server.execute(LONG_VALUES_SQL).fetchone() or ("",)
    statement = f"""
        SELECT convert_from(substr(chunk_data, 1, {MARK}), 'UTF8'), chunk_id::bigint,
            row_number() OVER (ORDER BY ctid) FROM {name} WHERE chunk_seq = 0"""  # noqa: S608
    found = {row[0]: (row[1], row[2]) for row in server.execute(statement.encode()).fetchall()}
    return [found[one.ballot[:MARK]] for one in cast]


@on_a_server
def test_a_role_keeps_its_rights_and_the_table_its_rules(
    day: VotingDay, server: psycopg.Connection[tuple[object, ...]]
) -> None:
    shape = """
        SELECT relacl::text, (SELECT string_agg(pg_get_constraintdef(c.oid), ' ' ORDER BY conname)
            FROM pg_constraint c WHERE conrelid = t.oid),
            (SELECT string_agg(pg_get_indexdef(indexrelid), ' ' ORDER BY indexrelid)
            FROM pg_index WHERE indrelid = t.oid)
        FROM pg_class t WHERE oid = 'urn_ballot'::regclass"""
    server.execute("GRANT INSERT ON urn_ballot TO PUBLIC")
    before = server.execute(shape).fetchone()
    close(day)
    assert server.execute(shape).fetchone() == before
    server.close()
