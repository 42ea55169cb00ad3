"""No vote is prepared in a demonstration, which takes seconds, unless a test asks for it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.demo.vote_preparation.PAUSE", 3600.0)
