"""Two hosts on one database: copies of the keys, temporary files of their own, and one election."""

from __future__ import annotations

import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from models import Election, Espace
from models.crypto.keys import make_missing_keys
from models.migrations.state import ROLL_MIGRATIONS
from models.tables.accounts import ConfirmationCode, VoterAccount
from models.tables.electors import Elector
from tests.models.databases import PostgresqlDatabases
from tests.models.processes.orders import (
    CONFIRM,
    CREATE,
    MIGRATE,
    SIGN_IN,
    Order,
    Visit,
)
from tests.models.steps import WRONG_CODE, account_of, create, newest_code, sample

HOSTS = ("premier", "second")
CROWD = 12
"""Processes on each host."""

FDUPONT = sample("fdupont").address
KBENALI = sample("kbenali").address


def on_both(election: Election, visits: list[Visit], directory: Path) -> Counter[str]:
    """Make the visits on both hosts at once, each in a process of its own."""

    def on(host: str) -> list[str]:
        keys, temporary = directory / host / "keys", directory / host / "tmp"
        shutil.copytree(election.database.keys or "", keys)
        temporary.mkdir()
        order = replace(Order.of(election, visits), keys=str(keys))
        return order.run("crowd", TMPDIR=str(temporary), XDG_DATA_HOME=str(directory / host))

    with ThreadPoolExecutor(len(HOSTS)) as pool:
        return Counter(outcome for outcomes in pool.map(on, HOSTS) for outcome in outcomes)


def test_one_code_is_one_success(espace: Espace, tmp_path: Path) -> None:
    """Used once: exactly one row changed, whatever the host."""
    pending = create(espace, FDUPONT)
    visit = Visit(
        CONFIRM, FDUPONT, newest_code(espace, "fdupont"), pending.proof, pending.reference
    )
    outcomes = on_both(espace.election, [visit] * CROWD, tmp_path)
    assert outcomes.total() == CROWD * len(HOSTS)
    assert outcomes["done"] == 1
    assert set(outcomes) <= {"done", "StaleCode", "ExhaustedCode", "SignInRefused"}
    account = account_of(espace, FDUPONT)
    assert account
    assert account.state == "active"
    assert espace.administration.verify_audit().first_fault is None


def test_five_wrong_codes_are_compared_in_all(espace: Espace, tmp_path: Path) -> None:
    pending = create(espace, FDUPONT)
    visit = Visit(CONFIRM, FDUPONT, WRONG_CODE, pending.proof, pending.reference)
    outcomes = on_both(espace.election, [visit] * CROWD, tmp_path)
    assert outcomes == {"WrongCode": 5, "ExhaustedCode": CROWD * len(HOSTS) - 5}
    assert espace.administration.verify_audit().first_fault is None


def test_wrong_passwords_are_counted_together(espace: Espace, tmp_path: Path) -> None:
    """Three free tries an account, then it waits: three in all, not three a host."""
    before = espace.administration.verify_audit().events
    visit = Visit(SIGN_IN, KBENALI, proof="PasLeBon77Motdepasse")
    outcomes = on_both(espace.election, [visit] * CROWD, tmp_path)
    assert outcomes == {"SignInRefused": 3, "MustWait": CROWD * len(HOSTS) - 3}
    audit = espace.administration.verify_audit()
    assert audit.first_fault is None
    assert audit.events == before + CROWD * len(HOSTS)


def test_creations_for_one_address_are_one_live_code(espace: Espace, tmp_path: Path) -> None:
    outcomes = on_both(espace.election, [Visit(CREATE, FDUPONT)] * CROWD, tmp_path)
    assert outcomes == {"done": 1, "MustWait": CROWD * len(HOSTS) - 1}
    with espace.context.connection():
        live = ConfirmationCode.select().where(ConfirmationCode.live_for.is_null(False))
        of_fdupont = live.join(VoterAccount).join(Elector).where(Elector.mail == FDUPONT)
        assert of_fdupont.count() == 1
    assert espace.administration.send_waiting_mail().sent == 1
    assert espace.administration.verify_audit().first_fault is None


@pytest.fixture
def bare(postgresql: PostgresqlDatabases, tmp_path: Path) -> Election:
    """A database without tables, and keys that were made beforehand."""
    election = postgresql.empty(tmp_path)
    assert election.database.keys
    make_missing_keys(election.database.keys)
    return election


def test_a_migration_started_on_both_hosts_is_applied_once(bare: Election, tmp_path: Path) -> None:
    """The lock is the database's, not one machine's."""
    outcomes = on_both(bare, [Visit(MIGRATE)] * 3, tmp_path)
    applied = f"{len(ROLL_MIGRATIONS.known())} applied"
    assert outcomes == {applied: 1, "0 applied": 3 * len(HOSTS) - 1}
