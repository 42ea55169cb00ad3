"""What is read out letter by letter on the telephone."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from models.rules.spelling import NAMES, spell


def test_a_user_name_is_spelled() -> None:
    assert spell("fd1") == ("F comme François", "D comme Désiré", "le chiffre un")


def test_an_address_is_spelled() -> None:
    assert spell("n-l.é@") == (
        "N comme Nicolas",
        "trait d'union",
        "L comme Louis",
        "point",
        "E comme Eugène",
        "arobase",
    )


def test_every_letter_has_a_name_that_begins_with_it() -> None:
    assert set(NAMES) == set(string.ascii_lowercase)


@given(st.text(string.ascii_letters + string.digits + "@.-_ "))
def test_nothing_is_left_out(text: str) -> None:
    assert len(spell(text)) == len(text.replace(" ", ""))
