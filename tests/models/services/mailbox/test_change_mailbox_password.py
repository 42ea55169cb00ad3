"""Replacing the NUMEN by a password of one's own."""

from __future__ import annotations

import unicodedata

import pytest

from models import Espace, PasswordRefused, Verdict, all_kept
from tests.models.steps import SOURCE, open_box

GOOD = "Marmotte-42-pic"


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("court-1", "length"),
        ("12345-67890", "letters"),
        ("marmotte-pic-midi", "digits"),
        ("marmotte42pic", "punctuation"),
        ("16E0501234ABC", "guessable"),
        ("16e-0501234-abc", "guessable"),
        ("Dupont-1", "guessable"),
        ("", "length"),
        (GOOD * 9, "length"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused(espace: Espace, password: str, rule: str) -> None:
    box = open_box(espace, "fdupont")
    with pytest.raises(PasswordRefused) as refusal:
        espace.mailbox.change_password(box, password, password, source=SOURCE)
    broken = {check.rule for check in refusal.value.checks if check.verdict is not Verdict.KEPT}
    assert rule in broken
    assert open_box(espace, "fdupont").numen_in_use


def test_both_entries_must_be_the_same(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    with pytest.raises(PasswordRefused):
        espace.mailbox.change_password(box, GOOD, f"{GOOD} ", source=SOURCE)


def test_the_rules_shown_are_the_rules_that_decide(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    for password in ("", "a", "Dupont-1", "16E0501234ABC", GOOD * 20):
        shown = espace.mailbox.judge_password(password, password, mailbox=box)
        assert not all_kept(shown)
        with pytest.raises(PasswordRefused) as refusal:
            espace.mailbox.change_password(box, password, password, source=SOURCE)
        assert refusal.value.checks == shown
    assert all_kept(espace.mailbox.judge_password(GOOD, GOOD, mailbox=box))
    espace.mailbox.change_password(box, GOOD, GOOD, source=SOURCE)


def test_an_accent_is_the_same_however_it_was_typed(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    typed = unicodedata.normalize("NFD", "Évêché-42-brûlé")
    espace.mailbox.change_password(box, typed, typed, source=SOURCE)
    composed = unicodedata.normalize("NFC", typed)
    assert not espace.mailbox.open("fdupont", composed, source=SOURCE).numen_in_use
