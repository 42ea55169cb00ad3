"""The connection dies at any message of an act: all of it or nothing, and the next call works."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Espace
from tests.models.faults.proxy import Proxy
from tests.models.processes.orders import CREATE, Visit, perform
from tests.models.whole_acts import (
    NOTHING,
    WHOLE,
    confirmed,
    people,
    waiting_for_its_code,
    written,
)

MOST_MESSAGES = 60


@pytest.fixture
def addresses(espace: Espace, tmp_path: Path) -> list[str]:
    """One person of the roll for each message to be cut at."""
    return people(espace, tmp_path, MOST_MESSAGES)


def cut_one_after_the_other(
    espace: Espace, proxy: Proxy, visits: list[Visit], *, answered: bool
) -> int:
    """Make each visit, cut a message later than the one before; return how many were cut."""
    for number, visit in enumerate(visits, start=1):
        proxy.cut_at(number, answered=answered)
        outcome = perform(espace, visit)
        if proxy.spare():
            assert outcome == "done"
            return number - 1
        assert outcome in {"DatabaseUnavailable", "done"}
    pytest.fail("no visit came to its end")


ways = pytest.mark.parametrize("answered", [False, True], ids=["unheard", "heard"])


@ways
def test_a_creation_cut_anywhere_leaves_account_and_mail_or_neither(
    espace: Espace, proxy: Proxy, addresses: list[str], answered: bool
) -> None:
    before = espace.administration.verify_audit().events
    visits = [Visit(CREATE, address) for address in addresses]
    messages = cut_one_after_the_other(espace, proxy, visits, answered=answered)
    assert messages > 15
    states = [written(espace, address) for address in addresses[: messages + 1]]
    assert set(states) <= {NOTHING, WHOLE}
    assert states[-1] == WHOLE
    assert states.count(NOTHING) > 10
    audit = espace.administration.verify_audit()
    assert audit.first_fault is None
    assert audit.events == before + states.count(WHOLE)
    for visit, state in zip(visits, states, strict=False):
        assert perform(espace, visit) == ("MustWait" if state == WHOLE else "done")


@ways
def test_a_confirmation_cut_anywhere_is_whole_or_can_be_made_again(
    espace: Espace, proxy: Proxy, addresses: list[str], answered: bool
) -> None:
    visits = [waiting_for_its_code(espace, address) for address in addresses]
    messages = cut_one_after_the_other(espace, proxy, visits, answered=answered)
    assert messages > 15
    for visit in visits[: messages + 1]:
        outcome = "StaleCode" if confirmed(espace, visit.address) else "done"
        assert perform(espace, visit) == outcome
    assert espace.administration.verify_audit().first_fault is None
