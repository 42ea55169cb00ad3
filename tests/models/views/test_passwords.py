"""A policy is kept when every rule is, and a neutral one is not kept."""

from __future__ import annotations

import pytest

from models.views.passwords import RuleCheck, Verdict, all_kept


@pytest.mark.parametrize(
    ("verdicts", "kept"),
    [
        ((Verdict.KEPT, Verdict.KEPT), True),
        ((Verdict.KEPT, Verdict.NEUTRAL), False),
        ((Verdict.MISSING, Verdict.KEPT), False),
    ],
)
def test_only_kept_rules_are_kept(verdicts: tuple[Verdict, ...], kept: bool) -> None:
    checks = tuple(RuleCheck("digit", verdict, "un chiffre") for verdict in verdicts)

    assert all_kept(checks) is kept
