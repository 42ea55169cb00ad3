"""Two who do the same act of the count at once: it is done and written down once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models import Espace
from models.services.board import adding_up, finishing
from tests.models.polls import Poll
from tests.models.services.board.count import add_up, close, finish, kinds, take, vote
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND


def with_another(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, act: Callable[[], object]
) -> None:
    """Have another one do an act whole, after this one has looked and before it keeps anything."""
    function = getattr(module, name)
    begun = False

    def work(*arguments: Any) -> object:
        nonlocal begun
        found = function(*arguments)
        if not begun:
            begun = True
            act()
        return found

    monkeypatch.setattr(module, name, work)


def test_urns_are_added_up_and_counted_once(poll: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
    vote(poll)
    close(poll)
    other = replace(poll, espace=Espace(poll.espace.election, poll.clock))
    with_another(monkeypatch, adding_up, "compare_urn", lambda: add_up(other))
    add_up(poll)
    for member in (PRESIDENT, FIRST, SECOND):
        take(poll, member)
    with_another(monkeypatch, finishing, "_count", lambda: finish(other))
    assert finish(poll).counted
    found = kinds(poll)
    assert [found.count(kind) for kind in ("added_up", "counted")] == [3, 3]
    assert found.count("board_add_up/1") == 1
    assert found.count("board_finish_count/1") == 1
    other.espace.close()
    assert poll.espace.administration.verify_audit().first_fault is None
