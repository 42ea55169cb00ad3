"""French typography: no line breaks where it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.text import NO_BREAK_SPACE, typeset


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Saisissez : votre nom ; merci !", "Saisissez~: votre nom~; merci~!"),
        ("Mot de passe oublié ?", "Mot de passe oublié~?"),
        ("« CRÉER MON COMPTE »", "«~CRÉER MON COMPTE~»"),
        ("jusqu'au 4 décembre à 16 h", "jusqu'au 4~décembre à 16~h"),
        ("à 16 h 50", "à 16~h~50"),
        ("le 1er décembre", "le 1er~décembre"),
        ("6 jours et 6 heures", "6~jours et 6~heures"),
        ("27 nov. 12:10", "27~nov. 12:10"),
        ("90 % et 20 Ko", "90~% et 20~Ko"),
    ],
)
def test_a_space_becomes_no_break_where_french_wants_it(source: str, shown: str) -> None:
    assert typeset(source) == shown.replace("~", NO_BREAK_SPACE)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.education.gouv.fr/electionspro2014/confirmation?jeton=abc",
        "10:30",
        "Attention!",
        "12 hommes",
        "4 marsouins",
        "l'adresse d'Arc",
        "a  : deux espaces alignent une colonne",
        "",
    ],
)
def test_all_else_comes_out_as_it_went_in(text: str) -> None:
    assert typeset(text) == text


@given(st.text(alphabet="aé1469h%:;!?«» \u00a0\u202f\njanv.moisréc", max_size=60))
def test_setting_twice_is_setting_once_and_only_spaces_change(text: str) -> None:
    once = typeset(text)

    assert typeset(once) == once
    assert once.replace(NO_BREAK_SPACE, " ") == text.replace(NO_BREAK_SPACE, " ")


@given(st.text(alphabet="aé146h:;!?«» ", max_size=60))
def test_no_single_space_is_left_before_high_punctuation(text: str) -> None:
    shown = typeset(text)

    for position in range(1, len(shown) - 1):
        if shown[position] == " " and shown[position + 1] in ":;!?»":
            assert shown[position - 1].isspace()
