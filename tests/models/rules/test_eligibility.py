"""Each person is called to their own scrutins, and only those."""

from __future__ import annotations

import pytest

from models.rules.eligibility import ScrutinRule, scrutins_of

RULES = (
    ScrutinRule("CTM", ("certifié", "agrégé", "professeur des écoles"), None),
    ScrutinRule("CTA", ("certifié", "agrégé", "professeur des écoles"), None),
    ScrutinRule("CAPN-certifié", ("certifié",), None),
    ScrutinRule("CAPD-31", ("professeur des écoles",), "31"),
    ScrutinRule("CAPD-09", ("professeur des écoles",), "09"),
    ScrutinRule("consultation", (), None),
    ScrutinRule("consultation-09", (), "09"),
)


@pytest.mark.parametrize(
    ("corps", "department", "called"),
    [
        ("certifié", "31", ("CTM", "CTA", "CAPN-certifié", "consultation")),
        ("agrégé", "31", ("CTM", "CTA", "consultation")),
        ("professeur des écoles", "31", ("CTM", "CTA", "CAPD-31", "consultation")),
        (
            "professeur des écoles",
            "09",
            ("CTM", "CTA", "CAPD-09", "consultation", "consultation-09"),
        ),
        ("inconnu", "", ("consultation",)),
    ],
)
def test_corps_and_departement_decide(corps: str, department: str, called: tuple[str, ...]) -> None:
    assert scrutins_of(corps, department, RULES) == called


def test_without_rules_nobody_is_called() -> None:
    assert scrutins_of("certifié", "31", ()) == ()
