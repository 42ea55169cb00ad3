"""A kill -9 at any statement: all of an act or nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Espace
from tests.models.processes.orders import CREATE, Order, Visit, perform
from tests.models.whole_acts import (
    NOTHING,
    WHOLE,
    confirmed,
    people,
    waiting_for_its_code,
    written,
)

MOST_STATEMENTS = 60


@pytest.fixture
def addresses(espace: Espace, tmp_path: Path) -> list[str]:
    """One person of the roll for each statement to be killed at."""
    return people(espace, tmp_path, MOST_STATEMENTS)


def killed(espace: Espace, visits: list[Visit]) -> int:
    espace.close()
    (statements,) = Order.of(espace.election, visits).run("killed")
    return int(statements)


def test_a_creation_killed_anywhere_leaves_account_and_mail_or_neither(
    espace: Espace, addresses: list[str]
) -> None:
    """The account, its code and the mail to send are one transaction."""
    before = espace.administration.verify_audit().events
    visits = [Visit(CREATE, address) for address in addresses]
    statements = killed(espace, visits)
    assert statements > 15
    states = [written(espace, address) for address in addresses[: statements + 1]]
    assert set(states[:-1]) <= {NOTHING, WHOLE}
    assert states[-1] == WHOLE
    assert espace.administration.verify_audit().first_fault is None
    assert espace.administration.verify_audit().events == before + states.count(WHOLE)
    for visit, state in zip(visits, states, strict=False):
        assert perform(espace, visit) == ("MustWait" if state == WHOLE else "done")


def test_a_confirmation_killed_anywhere_is_whole_or_can_be_made_again(
    espace: Espace, addresses: list[str]
) -> None:
    """Kill -9 at any point: nothing half done."""
    visits = [waiting_for_its_code(espace, address) for address in addresses]
    statements = killed(espace, visits)
    assert statements > 15
    for visit in visits[: statements + 1]:
        outcome = "StaleCode" if confirmed(espace, visit.address) else "done"
        assert perform(espace, visit) == outcome
    assert espace.administration.verify_audit().first_fault is None
