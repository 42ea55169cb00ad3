"""No statement, transaction or lock of a visit lasts long; the administrator's work may."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import DatabaseBusy, DatabaseUnavailable, Election, Espace
from models.storage.faults import TOO_SLOW
from tests.models.clocks import HandClock
from tests.models.postgresql.watching import (
    answer,
    backends,
    limited,
    own_backend,
    setting,
    wait_until,
)


@pytest.fixture
def hurried(election: Election, clock: HandClock) -> Iterator[Espace]:
    """The services with statements of half a second at most."""
    opened = Espace(limited(election, statement_seconds=0.5), clock)
    yield opened
    opened.close()


def test_the_server_is_told_every_limit(espace: Espace) -> None:
    with espace.context.connection():
        assert setting(espace, "statement_timeout") == "15s"
        assert setting(espace, "lock_timeout") == "5s"
        assert setting(espace, "idle_in_transaction_session_timeout") == "15s"
        assert setting(espace, "application_name") == "espace-electeur"


def test_a_statement_that_lasts_too_long_is_said_to_be_busy(hurried: Espace) -> None:
    with pytest.raises(DatabaseBusy), hurried.context.connection():
        answer(hurried, "SELECT pg_sleep(30)")
    assert hurried.administration.verify_audit().first_fault is None


def test_a_transaction_left_alone_is_ended_and_frees_its_locks(hurried: Espace) -> None:
    with pytest.raises(DatabaseUnavailable) as away:
        lock_the_audit_chain_and_do_nothing(hurried)
    assert away.value.reason == TOO_SLOW
    assert hurried.administration.verify_audit().first_fault is None


def lock_the_audit_chain_and_do_nothing(espace: Espace) -> None:
    """Go on only when the server has ended the connection."""
    with espace.context.transaction():
        answer(espace, "UPDATE audit_head SET sequence = sequence RETURNING 1")
        wait_until(lambda: not backends(espace.election))
        answer(espace, "SELECT 1")


def test_the_administrator_s_statements_may_last(hurried: Espace) -> None:
    with hurried.context.transaction(unlimited=True):
        answer(hurried, "SELECT pg_sleep(1)")
        assert setting(hurried, "statement_timeout") == "0"
        assert setting(hurried, "idle_in_transaction_session_timeout") == "0"
        assert setting(hurried, "lock_timeout") == "5s"


def test_a_connection_without_limits_serves_no_visit_afterwards(espace: Espace) -> None:
    with espace.context.connection(unlimited=True):
        lifted = own_backend(espace)
    with espace.context.connection():
        assert own_backend(espace) != lifted
        assert setting(espace, "statement_timeout") == "15s"


def test_a_file_has_no_limit_to_lift(file_espace: Espace) -> None:
    with file_espace.context.transaction(unlimited=True):
        assert answer(file_espace, "SELECT 1") == 1
