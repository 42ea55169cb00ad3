"""Two who touch several counts of one person hold them in the same order: neither is given up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from models import Espace
from models.services.accounts.codes import consume
from models.services.administration import release
from tests.models.postgresql.watching import LONGEST_WAIT, wait_until, waits_for_a_lock
from tests.models.steps import PASSWORD, SOURCE, create, newest_code, open_box, sample

NAME = "fdupont"
ADDRESS = sample(NAME).address


def meet(espace: Espace, monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Let a confirmation wait in its transaction until a release holds its first counts.

    The release goes on once the confirmation waits for it.

    Returns:
        Set when the confirmation has begun, and when the release holds its counts.
    """
    begun, held = Event(), Event()
    about: Callable[..., Any] = release._about

    def consumed(*given: Any) -> None:
        consume(*given)
        begun.set()
        assert held.wait(LONGEST_WAIT)

    def found(*given: Any) -> Any:
        if not held.is_set():
            held.set()
            wait_until(lambda: waits_for_a_lock(espace.election))
        return about(*given)

    monkeypatch.setattr("models.services.accounts.confirmation.consume", consumed)
    monkeypatch.setattr(release, "_about", found)
    return begun, held


def test_a_release_and_a_confirmation_at_once_are_both_done(
    espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = replace(create(espace, ADDRESS), proof=None)
    code, box = newest_code(espace, NAME), open_box(espace, NAME)
    begun, _ = meet(espace, monkeypatch)
    with ThreadPoolExecutor(1) as other:
        confirmed = other.submit(
            espace.account.confirm, pending, code, password=PASSWORD, mailbox=box, source=SOURCE
        )
        assert begun.wait(LONGEST_WAIT)
        released = espace.administration.release(ADDRESS, reason="essai", source=SOURCE)
        assert confirmed.result(LONGEST_WAIT).person.address == ADDRESS
    assert released.waits == 2  # of the password and of the code
    assert espace.administration.verify_audit().first_fault is None
