"""Who holds the whole database without the keys' directory cannot tell whose a ballot is."""

from __future__ import annotations

import json
import re
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from peewee import Table

from models.storage.store import sqlite_path
from models.tables.base import ROLL
from models.voting.ballots import tracker
from models.voting.engines import CHECKED_BY_ONE
from tests.models.polls import Poll

PEOPLE, FEW = 48, 12
LARGEST_CORRELATION = 0.65
"""Of 48 things in an order that is drawn: one time in a hundred thousand it is more."""
URN = "urn_ballot"


class Voted:
    """People who have voted one after the other, a second apart."""

    def __init__(self, poll: Poll) -> None:
        """Make nobody vote yet."""
        self.poll = poll
        self.names: list[str] = []
        self.ballots: list[bytes] = []

    def vote(self, number: int) -> None:
        """Let one more person vote; their choices differ."""
        name = f"personne{number}"
        text = self.poll.made(name, choice=number % 3)
        self.poll.clock.pass_by(seconds=1)
        self.poll.deposit(text, name, checked=CHECKED_BY_ONE)
        self.names.append(name)
        self.ballots.append(text)

    @property
    def trackers(self) -> list[str]:
        """Those of the ballots, the first one first."""
        return [tracker(text) for text in self.ballots]


@pytest.fixture
def voted(poll: Poll) -> Voted:
    """A few people have voted: each costs the work of a ballot."""
    voted = Voted(poll)
    for number in range(FEW):
        voted.vote(number)
    return voted


def tables(poll: Poll) -> dict[str, list[dict[str, object]]]:
    """Return every row of every table, in the order in which the database gives them."""
    database = poll.espace.context.store.database
    with poll.espace.context.connection():
        names = [name for name in ROLL.get_tables() if not name.startswith("sqlite_")]
        return {name: list(Table(name).bind(database).select().dicts()) for name in names}


def correlation(ranks: list[int]) -> float:
    """Return Spearman's correlation of things, given by their places, with their order."""
    order = sorted(range(len(ranks)), key=lambda at: ranks[at])
    squares = sum((place - at) ** 2 for place, at in enumerate(order))
    number = len(ranks)
    return 1 - 6 * squares / (number * (number**2 - 1))


def test_the_correlation_of_these_tests_sees_an_order() -> None:
    assert correlation([10, 20, 30, 40]) == 1
    assert correlation([40, 30, 20, 10]) == -1
    assert abs(correlation([20, 40, 10, 30])) < 0.1


def known_of(text: bytes) -> set[str]:
    """Return what can be computed of a ballot, in the writings of a database."""
    ballot = json.loads(text)
    known = [text, tracker(text).encode(), ballot["credential"].encode()]
    digests = [sha256(one).digest() for one in known]
    return {
        *(one.decode() for one in known),
        *(one.hex() for one in digests),
        *(b64encode(one).decode().rstrip("=") for one in digests),
    }


def test_no_column_of_any_table_leads_from_a_person_to_a_ballot(voted: Voted) -> None:
    espace = voted.poll.espace
    for send in (False, True):
        if send:
            espace.administration.send_waiting_mail()
        held = tables(voted.poll)
        ballots = held.pop(URN)
        keys = {row["key"] for row in held.pop("public_credential")}
        assert keys >= {row["credential"] for row in ballots}
        rest = json.dumps(held, default=str)
        assert not [one for text in voted.ballots for one in known_of(text) if one in rest]
        about = json.dumps(ballots, default=str)
        for name in voted.names:
            assert name not in about
            for kind in ("person", "identifier", "mail"):
                assert espace.context.pseudonym(kind, f"{name}@ac-toulouse.fr") not in about
    links = {row["link"] for row in held["notice_link"]}
    for text in voted.ballots:
        for number in range(1, 80):
            uuid, credential = (json.loads(text)[name] for name in ("election_uuid", "credential"))
            told = f"{number}|{uuid}|{credential}".encode()
            assert sha256(told).hexdigest() not in links


def test_no_column_of_the_urn_holds_a_moment_or_a_number(voted: Voted) -> None:
    for row in tables(voted.poll)[URN]:
        row.pop("scrutin", row.pop("scrutin_id", None))
        assert all(isinstance(value, str) for value in row.values())
        assert not re.search(r"20\d\d-\d\d-\d\d", json.dumps(row))


def test_a_file_numbers_neither_ballots_nor_signatures(file_poll: Poll) -> None:
    with closing(sqlite3.connect(file_of(file_poll))) as file:
        for table in (URN, "signature"):
            with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
                file.execute(f"SELECT rowid FROM {table}")  # noqa: S608


def test_what_is_written_of_a_voter_has_the_same_size_for_all(voted: Voted) -> None:
    held = tables(voted.poll)
    mails = [row for row in held["waiting_mail"] if str(row["recipient"]).startswith("personne")]
    assert len(mails) == FEW
    for column in ("subject", "body"):
        assert len({len(str(row[column])) for row in mails}) == 1
        assert len({row[column] for row in mails}) == FEW
    events = [row for row in held["audit_event"] if row["kind"] == "ballot_taken/CTM"]
    assert len(events) == FEW
    assert len({tuple(len(str(row[column])) for column in SIZED) for row in events}) == 1


SIZED = ("kind", "subject", "source", "source_digest", "previous", "digest")


def test_the_size_of_a_ballot_does_not_tell_its_choice(file_poll: Poll) -> None:
    """Only how many digits a random number has differs from one ballot to the next."""
    lists, shapes = file_poll.sealed().election.lists, set()
    for choice in (0, 1, lists):
        ballot = file_poll.made(choice=choice)
        shapes.add(re.sub(rb'"(\d{60,77}|[0-9a-f]{64}|[\w+/]{43})"', b"-", ballot))
    (shape,) = shapes
    assert len(shape) < 200 * (lists + 1)


def file_of(poll: Poll) -> Path:
    path = sqlite_path(poll.espace.election.database)
    assert path
    return path


def log_of(poll: Poll) -> bytes:
    """Return what stands in SQLite's log."""
    path = file_of(poll)
    log = path.with_name(f"{path.name}-wal")
    return log.read_bytes() if log.exists() else b""


def place_in(file: bytes, ballot: bytes) -> int:
    """Return where the end of a ballot stands in a file, which holds it once."""
    end = ballot[-200:]
    assert file.count(end) == 1
    return file.index(end)


def test_neither_its_place_in_the_file_nor_its_row_tells_when_a_ballot_came(
    file_poll: Poll,
) -> None:
    voted = Voted(file_poll)
    newest_is_last = 0
    for number in range(PEOPLE):
        voted.vote(number)
        file = file_of(file_poll).read_bytes()
        places = [place_in(file, text) for text in voted.ballots]
        newest_is_last += number >= 16 and max(places) == places[-1]
    assert abs(correlation(places)) < LARGEST_CORRELATION
    assert newest_is_last <= 12, "two of 32 are expected: one of sixteen"
    held = tables(file_poll)
    rows = [row["tracker"] for row in held[URN]]
    assert abs(correlation([rows.index(one) for one in voted.trackers])) < LARGEST_CORRELATION
    keys = [row["key"] for row in held["public_credential"]]
    used = [keys.index(json.loads(text)["credential"]) for text in voted.ballots]
    assert abs(correlation(used)) < LARGEST_CORRELATION


def test_the_log_beside_the_file_tells_of_no_ballot(file_poll: Poll) -> None:
    """From one commit to the next it has one ballot more, and the line of whoever signed."""
    voted = Voted(file_poll)
    for number in range(3):
        voted.vote(number)
        assert log_of(file_poll) == b""


def test_a_log_that_somebody_still_reads_is_emptied_by_the_next_ballot(file_poll: Poll) -> None:
    voted = Voted(file_poll)
    with reading(file_of(file_poll)):
        voted.vote(0)
    assert voted.trackers[0].encode() in log_of(file_poll)
    voted.vote(1)
    assert log_of(file_poll) == b""
    assert file_poll.counts() == (2, 2)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Hold an older state of the database, as a backup does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM audit_event").fetchone()
        yield
