"""A line of the roll is taken whole, or every fault of it is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.roll_lines import (
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    RollLine,
    parse_roll_line,
)

LINE = {
    "uid": "fdupont",
    "mail": "francoise.dupont@ac-toulouse.fr",
    "civility": "Mme",
    "last_name": "Dupont",
    "first_name": "Françoise",
    "corps": "certifié",
    "department": "31",
    "uai": "0310001A",
    "school": "Collège Jean-Jaurès",
    "numen": "16E0501234ABC",
}


def parse(**cells: str) -> RollLine | list[tuple[str, str]]:
    """Parse the sample line with some cells replaced."""
    return parse_roll_line(
        LINE | cells,
        corps={"certifié", "agrégé"},
        scrutins={"CTM", "CTA"},
        departments={"09", "31"},
        domains={"ac-toulouse.fr"},
    )


def taken(**cells: str) -> RollLine:
    """Return the person of the sample line with some cells replaced."""
    line = parse(**cells)
    assert isinstance(line, RollLine), line
    return line


def faulty_columns(**cells: str) -> list[str]:
    """Return the columns at fault of the sample line with some cells replaced."""
    faults = parse(**cells)
    assert isinstance(faults, list), faults
    assert all(reason for _, reason in faults)
    return [column for column, _ in faults]


def test_a_right_line_gives_its_person() -> None:
    assert taken() == RollLine(
        uid="fdupont",
        mail="francoise.dupont@ac-toulouse.fr",
        civility="Mme",
        last_name="Dupont",
        first_name="Françoise",
        corps="certifié",
        department="31",
        uai="0310001A",
        school="Collège Jean-Jaurès",
        numen="16E0501234ABC",
        scrutins=(),
    )


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("uid", "FDupont ", "fdupont"),
        ("mail", " Francoise.Dupont@AC-Toulouse.fr", "francoise.dupont@ac-toulouse.fr"),
        ("civility", "M", "M."),
        ("civility", "mme", "Mme"),
        ("civility", "", ""),
        ("department", "9", "09"),
        ("uai", "0310001a", "0310001A"),
        ("numen", "16e0501234abc", "16E0501234ABC"),
        ("numen", "", None),
        ("scrutins", "CTM|CTA CTM", ("CTM", "CTA")),
        ("scrutins", "CTA, CTM;", ("CTA", "CTM")),
        ("last_name", "E\u0301tienne", "Étienne"),
    ],
)
def test_small_liberties_are_set_right(column: str, cell: str, value: object) -> None:
    assert getattr(taken(**{column: cell}), column) == value


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien d'Arc",
        "[/]",
        "Mme [Martin]",
        "Zoé 🎉",
        "=SUM(A1:A9)",
        "\u202b\u0645\u0627\u0631\u202c",
        "-Li",
    ],
)
def test_a_name_is_kept_as_it_is(name: str) -> None:
    assert taken(last_name=name, first_name=name).last_name == name


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("uid", "f dupont"),
        ("uid", "fdupônt"),
        ("uid", "-"),
        ("mail", "francoise.dupont"),
        ("mail", "francoise.dupont@gmail.com"),
        ("mail", "françoise.dupont@ac-toulouse.fr"),
        ("mail", "francoise..dupont@ac-toulouse.fr"),
        ("mail", "a" * 65 + "@ac-toulouse.fr"),
        ("mail", "a@ac-toulouse.fr@ac-toulouse.fr"),
        ("civility", "Docteur"),
        ("corps", "boulanger"),
        ("department", "75"),
        ("uai", "310001A"),
        ("uai", "03100012"),
        ("numen", "16E0501234"),
        ("scrutins", "CTM CHSCT"),
        ("last_name", "Du\x1b[31mpont"),
        ("first_name", "Fran\nçoise"),
        ("school", "x" * 201),
        ("first_name", "\ud800"),
        ("last_name", "Dupont\t"),
    ],
)
def test_a_fault_names_its_column(column: str, cell: str) -> None:
    assert faulty_columns(**{column: cell}) == [column]


@pytest.mark.parametrize("column", [name for name in REQUIRED_COLUMNS if name != "civility"])
def test_only_the_civility_may_be_empty(column: str) -> None:
    assert faulty_columns(**{column: " "}) == [column]


def test_missing_columns_are_empty_cells() -> None:
    faults = parse_roll_line({}, corps=(), scrutins=(), departments=(), domains=())

    assert isinstance(faults, list)
    assert [column for column, _ in faults] == [
        name for name in REQUIRED_COLUMNS if name != "civility"
    ]


def test_all_the_faults_of_a_line_are_told_at_once() -> None:
    assert faulty_columns(uid="", mail="x", corps="?", numen="?") == [
        "uid",
        "mail",
        "corps",
        "numen",
    ]


def test_no_reason_repeats_a_numen_in_the_wrong_column() -> None:
    for column in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS):
        assert "0501234" not in repr(parse(**{column: "16E0501234ABC\x00"}))


def test_the_repr_of_a_person_holds_neither_name_nor_numen() -> None:
    shown = repr(taken())

    assert not any(LINE[column] in shown for column in ("uid", "mail", "last_name", "numen"))


@given(
    st.dictionaries(
        st.sampled_from((*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)),
        st.text(alphabet=st.characters(exclude_categories=[])),
    )
)
def test_any_line_is_taken_or_explained(cells: dict[str, str]) -> None:
    outcome = parse(**cells)

    assert outcome
    if isinstance(outcome, list):
        assert {column for column, _ in outcome} <= set(cells)
