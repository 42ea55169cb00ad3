"""Both ways in which a roll is written."""

from __future__ import annotations

import pytest

IN_PLACE, ASIDE = "in place", "aside"


@pytest.fixture(params=[IN_PLACE, ASIDE])
def either_writing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Rows changed in place as in a small load, or tables written aside as in a large one.

    On a server it is the same.
    """
    way: str = request.param
    if way == ASIDE:
        monkeypatch.setattr("models.roll.rewriting.MOST_AT_ONCE", -1)
    return way
