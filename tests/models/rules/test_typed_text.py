"""What a hand or a paste brings along is dropped, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.text import compact, drop_invisible, fold_accents


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Éléonore Lœw", "Eleonore Loew"),
        ("ÇA ŒUVRE À NOËL", "CA OEUVRE A NOEL"),
        ("Łukasz Søren Straße", "Lukasz Soren Strasse"),
        ("Dupont", "Dupont"),
        ("e\u0301te\u0301", "ete"),
    ],
)
def test_accents_fold_and_the_case_stays(name: str, folded: str) -> None:
    assert fold_accents(name) == folded


def test_marks_nobody_sees_are_dropped() -> None:
    assert drop_invisible("\ufeffa\u200bb\u202ec\u00add") == "abcd"


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d")
def test_dashes_of_every_kind_are_dropped(dash: str) -> None:
    assert compact(f"ab{dash}cd") == "abcd"


def test_full_width_forms_become_ordinary_and_spaces_go() -> None:
    assert compact(" \uff22c \u00a0\u3000\uff11\n") == "Bc1"


@pytest.mark.parametrize("sign", "ǢǣǼǽǾǿᴭꟹ\U00010783\U000107a2")
def test_a_letter_that_is_spelled_out_loses_its_own_accent_too(sign: str) -> None:
    assert fold_accents(sign).isascii()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_accents(text)

    assert fold_accents(once) == once
    assert not any(unicodedata.combining(sign) for sign in once)


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    assert all(unicodedata.category(sign) != "Cf" for sign in drop_invisible(text))
    assert not any(sign.isspace() for sign in compact(text))
