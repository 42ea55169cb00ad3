"""A kiosk's role goes the whole way of a vote, and no machine reads or changes one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest

from models import Machine, WrongIdentifier
from models.errors import AlreadyVoted, MustWait, VotePasswordRefused
from models.voting.identifiers import draw_identifier
from tests.models.clocks import HandClock
from tests.models.counts import RESULTS_DAY, draw_lot, write_counts
from tests.models.databases import PostgresqlDatabases
from tests.models.polls import Poll, Polls
from tests.models.postgresql.roles import as_role, roles_on
from tests.models.steps import OTHER_PASSWORD


@pytest.fixture
def poll(
    alone: None,
    postgresql: PostgresqlDatabases,
    polls: Polls,
    tmp_path: Path,
    clock: HandClock,
) -> Iterator[Poll]:
    """A sealed election, opened by its administrator; somebody has voted."""
    election = polls.on(postgresql, tmp_path)
    with roles_on(election):
        opened = polls.opened(postgresql, election, clock)
        opened.vote(opened.enter("kbenali"))
        yield opened
        opened.espace.close()
    postgresql.drop(election)


def test_everything_on_the_way_of_a_vote_is_allowed_to_a_kiosk(poll: Poll, tmp_path: Path) -> None:
    borne = replace(poll, espace=as_role(poll.espace.election, Machine.KIOSK, tmp_path))
    session = borne.sign_in()
    with pytest.raises(VotePasswordRefused):
        borne.enter(session=session, password=OTHER_PASSWORD)
    for _ in range(5):
        with pytest.raises(WrongIdentifier):
            borne.enter(session=session, identifier=draw_identifier(secrets.randbelow).shown)
    with pytest.raises(MustWait):
        borne.enter(session=session)
    borne.clock.pass_by(seconds=5)
    access = borne.enter(session=session)
    ballot = borne.open(access)
    receipt = borne.vote(access)
    with pytest.raises(AlreadyVoted):
        borne.espace.voting.cast(access, ballot, 2, source="kiosque")
    assert borne.espace.voting.find_receipt(access, "CTM").tracker == receipt.tracker
    assert borne.espace.voting.look_up(receipt.tracker[:12]).tracker == receipt.tracker
    listed = {one.code: one for one in borne.espace.account.list_scrutins(session)}
    assert listed["CTM"].voted_at == receipt.voted_at
    borne.espace.close()
    assert poll.counts() == (2, 2)
    assert poll.espace.administration.verify_audit().first_fault is None


PUT = (
    "INSERT INTO urn_ballot (scrutin_id, tracker, credential, ballot) "
    "SELECT scrutin_id, tracker, credential, 'x' FROM urn_ballot"
)
NOBODY_S = (
    "SELECT ballot FROM urn_ballot",
    "SELECT * FROM urn_ballot",
    # The transaction that wrote a ballot is that of its signature, until the urn is closed.
    "SELECT xmin FROM urn_ballot",
    "COPY urn_ballot (ballot) TO STDOUT",
    f"{PUT} ON CONFLICT DO NOTHING RETURNING ballot",
    f"{PUT} ON CONFLICT (scrutin_id, tracker) DO UPDATE SET ballot = EXCLUDED.ballot",
    "UPDATE urn_ballot SET ballot = 'x'",
    "DELETE FROM urn_ballot",
    "TRUNCATE urn_ballot",
    "ALTER TABLE urn_ballot ADD COLUMN moment timestamp DEFAULT now()",
    "UPDATE signature SET elector_id = 1",
    "DELETE FROM signature",
    "TRUNCATE signature",
    "INSERT INTO closed_urn SELECT id, now(), 0, 0, '' FROM scrutin",
    "UPDATE closed_urn SET closed_at = now()",
    "DELETE FROM closed_urn",
    "UPDATE scrutin_key SET election = ''",
    "DELETE FROM vote_seal",
)
A_KIOSK_S = (
    "SELECT COUNT(*) FROM urn_ballot",
    "SELECT tracker FROM urn_ballot",
    PUT,
    "SELECT COUNT(*) FROM signature",
    "SELECT * FROM signature",
    "INSERT INTO signature SELECT elector_id, scrutin_id, now(), '' FROM roll_entry",
    "SELECT * FROM closed_urn",
    "SELECT * FROM notice_link",
    "SELECT * FROM public_credential",
)


@pytest.mark.parametrize("machine", Machine)
def test_no_machine_reads_or_changes_what_is_in_an_urn(
    poll: Poll, tmp_path: Path, machine: Machine
) -> None:
    """Desk and sender do not know that there is something in it either."""
    others = () if machine is Machine.KIOSK else A_KIOSK_S
    espace = as_role(poll.espace.election, machine, tmp_path)
    with psycopg.connect(espace.election.database.url or "", autocommit=True) as connection:
        allowed = [one for one in (*NOBODY_S, *others) if is_allowed(connection, one)]
    espace.close()
    assert not allowed


def is_allowed(connection: psycopg.Connection, statement: str) -> bool:
    """Return whether the server lets a role run a statement, which is undone."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement.encode())
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def test_the_owner_of_the_tables_may_do_all_that_asks_nothing_else(poll: Poll) -> None:
    """So that the roles are refused for want of rights, not for what else is wrong."""
    asking = [one for one in (*NOBODY_S, *A_KIOSK_S) if one.startswith("SELECT")]
    with psycopg.connect(poll.espace.election.database.url or "", autocommit=True) as owner:
        assert [one for one in asking if is_allowed(owner, one)] == asking


def test_a_kiosk_shows_the_results_and_changes_none(poll: Poll, tmp_path: Path) -> None:
    write_counts(poll.espace, {"CTM": (1, 4, 2, 3, 0)})
    draw_lot(poll.espace, "CTM", 15, 1)
    borne = as_role(poll.espace.election, Machine.KIOSK, tmp_path)
    with patch.object(borne.context.clock, "moment", RESULTS_DAY):
        assert borne.voting.can_see_results()
        (found,) = borne.voting.list_results()
        assert borne.voting.show_result("CTM") == found
    with psycopg.connect(borne.election.database.url or "", autocommit=True) as connection:
        for statement in (
            "UPDATE scrutin_count SET result = ''",
            "DELETE FROM scrutin_count",
            "INSERT INTO drawn_lot SELECT scrutin_id, 1, 2, drawn_at FROM drawn_lot",
            "SELECT * FROM member_decryption",
        ):
            assert not is_allowed(connection, statement)
    borne.close()
