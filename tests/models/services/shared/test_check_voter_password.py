"""The voter password's rules as one types them."""

from __future__ import annotations

import pytest

from models import Espace, PasswordRefused, Verdict, all_kept
from tests.models.steps import SOURCE, STRANGER, open_box, sample

FDUPONT = sample("fdupont").address


def advice(espace: Espace, password: str, *, opened: bool) -> str:
    box = open_box(espace, "fdupont") if opened else None
    checks = espace.account.judge_password(password, password, address=FDUPONT, mailbox=box)
    return next(check.advice for check in checks if check.rule == "guessable")


def test_the_rules_come_in_the_order_of_the_screen(espace: Espace) -> None:
    checks = espace.account.judge_password("", "", address="", mailbox=None)
    rules = [check.rule for check in checks]
    assert rules == ["length", "upper", "lower", "digit", "guessable", "equal"]
    assert {check.verdict for check in checks} == {Verdict.NEUTRAL}


def test_a_visit_that_opened_the_mailbox_is_told_of_its_own_names(espace: Espace) -> None:
    assert advice(espace, "Jaures31", opened=True) == "retirez le nom de l'établissement"
    assert "établissement" not in advice(espace, "Jaures31", opened=False)


def test_the_mailbox_of_another_address_tells_nothing(espace: Espace) -> None:
    box = open_box(espace, "jmartin1")
    for address in (FDUPONT, STRANGER):
        alone = espace.account.judge_password("Tilleuls31", "", address=address, mailbox=None)
        beside = espace.account.judge_password("Tilleuls31", "", address=address, mailbox=box)
        assert alone == beside


@pytest.mark.parametrize(
    "password", ["", "A", "Vacances2014", "Dupont2014", "Aa1" * 60, "é" * 10_000, "\ud800"]
)
def test_a_rule_that_is_shown_missing_is_the_rule_that_refuses(
    espace: Espace, password: str
) -> None:
    shown = espace.account.judge_password(password, password, address=FDUPONT, mailbox=None)
    with pytest.raises(PasswordRefused) as refusal:
        espace.account.create(FDUPONT, password, password, mailbox=None, source=SOURCE)
    assert refusal.value.checks == shown


@pytest.mark.parametrize("password", ["Pr1ntempsFleuri-", "Vq7-xB3é", "Xk9\u202e\U0001f5f3Trousse"])
def test_a_password_shown_as_good_is_taken(espace: Espace, password: str) -> None:
    assert all_kept(
        espace.account.judge_password(password, password, address=FDUPONT, mailbox=None)
    )
    pending = espace.account.create(FDUPONT, password, password, mailbox=None, source=SOURCE)
    assert pending.tries_left == 5
