"""A NUMEN is understood however it is typed, and nothing else is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.first_passwords import NUMEN

NUMENS = st.from_regex(r"[0-9]{2}[A-Z][0-9]{7}[A-Z]{3}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    [
        "16E0501234ABC",
        "16e0501234abc",
        " 16E 05 01234 ABC ",
        "16-E-05-01234-ABC",
        "\uff11\uff16\uff25\uff10\uff15\uff10\uff11\uff12\uff13\uff14\uff21\uff22\uff23",
        "16E\u200b0501234ABC\n",
    ],
)
def test_it_is_understood_in_any_shape(typed: str) -> None:
    assert NUMEN.normalise(typed) == "16E0501234ABC"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "16E0501234AB",
        "16E0501234ABCD",
        "1EE0501234ABC",
        "160501234ABC6",
        "16É0501234ABC",
        "16E0501234A\u00df",
        "\u0661\u0666E0501234ABC",
        "NUMEN : 16E0501234ABC",
    ],
)
def test_another_shape_is_none(typed: str) -> None:
    assert NUMEN.normalise(typed) is None


@given(NUMENS, st.lists(st.sampled_from(" -\t\u2013"), max_size=12))
def test_case_and_separators_change_nothing(numen: str, separators: list[str]) -> None:
    typed = numen.lower()
    for place, separator in enumerate(separators):
        typed = typed[: 2 * place] + separator + typed[2 * place :]

    assert NUMEN.normalise(typed) == numen


@given(st.text())
def test_what_comes_out_is_stable(text: str) -> None:
    numen = NUMEN.normalise(text)

    assert numen is None or NUMEN.normalise(numen) == numen
