"""`[purge]`: the urns go last."""

from __future__ import annotations

import pytest

from models.settings.upkeep import PurgeSection


def test_the_urns_are_kept_for_two_years() -> None:
    section = PurgeSection()
    assert (section.after_days, section.vote_after_days) == (90, 730)
    assert list(section.flaws()) == []


@pytest.mark.parametrize(("vote_after_days", "right"), [(99, False), (100, True), (101, True)])
def test_the_urns_never_go_before_the_accounts(vote_after_days: int, right: bool) -> None:
    section = PurgeSection(after_days=100, vote_after_days=vote_after_days)
    assert [flaw.place for flaw in section.flaws()] == ([] if right else [("vote_after_days",)])
