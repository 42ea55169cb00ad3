"""A line of the roll is taken whole, or every fault of it is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.roll_cells import COLUMNS, OPTIONAL_COLUMNS, REQUIRED_COLUMNS, KnownCodes
from models.rules.roll_lines import FastLines, RollLine, parse_roll_line

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


KNOWN = KnownCodes(
    corps={"certifié", "agrégé"},
    scrutins={"CTM", "CTA"},
    departments={"09", "31"},
    domains={"ac-toulouse.fr"},
)


def parse(**cells: str) -> RollLine | list[tuple[str, str]]:
    """Parse the sample line with some cells replaced."""
    return parse_roll_line(LINE | cells, KNOWN)


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
        ("civility", "Madame", "Mme"),
        ("civility", "MONSIEUR", "M."),
        ("civility", "Mademoiselle", "Mlle"),
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
    faults = parse_roll_line({}, KnownCodes((), (), {"31"}, ()))

    assert isinstance(faults, list)
    assert [column for column, _ in faults] == [
        name for name in REQUIRED_COLUMNS if name != "civility"
    ]


@pytest.mark.parametrize("cell", [None, "", "31", "Haute-Garonne"])
def test_an_election_without_departments_reads_none(cell: str | None) -> None:
    known = replace(KNOWN, departments=())
    cells = {name: LINE[name] for name in LINE if name != "department"}
    if cell is not None:
        cells["department"] = cell
    line = parse_roll_line(cells, known)
    assert isinstance(line, RollLine), line
    assert line.department == ""
    fast = FastLines(tuple(cells), known).values(tuple(cells.values()))
    assert fast == line.values


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


USUAL = {
    "uid": ["fdupont", "FDupont", " fdupont", "f.d", "f-", "é"],
    "mail": ["f.d@ac-toulouse.fr", "F@ac-toulouse.fr", "f@ac-toulouse.fr\n", "f..d@ac-toulouse.fr"],
    "civility": ["Mme", "mme", "M", "", "Docteur"],
    "last_name": ["Dupont", " Le Gall ", "E\u0301luard", "", "\x07", "x" * 201],
    "first_name": ["Anne", "\u00a0Zoé", "\ud800"],
    "corps": ["certifié", "agrégé ", "boulanger"],
    "department": ["31", "9", "09", "75"],
    "uai": ["0310001A", "0310001a", "0310001"],
    "school": ["Collège", "=cmd|'/c calc'!A1", ""],
    "numen": ["16E0501234ABC", "16e0501234abc", "", "\uff116E0501234ABC", "16E0501234AB"],
    "scrutins": ["", "CTM", "CTM|CTA", "CHSCT", " "],
}


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Draw the columns of a file, in any order, and lines of usual or of any cells."""
    optional = draw(st.lists(st.sampled_from(OPTIONAL_COLUMNS), unique=True))
    columns = draw(st.permutations([*REQUIRED_COLUMNS, *optional]))
    anything = st.text(alphabet=st.characters(exclude_categories=[]))
    usual = [st.sampled_from(USUAL[column]) | anything for column in columns]
    right = [st.just(USUAL[column][0]) for column in columns]
    lines = draw(st.lists(st.tuples(*usual) | _nearly(right, usual), max_size=4))
    return list(columns), [list(line) for line in lines]


@st.composite
def _nearly(
    draw: st.DrawFn, right: list[st.SearchStrategy[str]], usual: list[st.SearchStrategy[str]]
) -> tuple[str, ...]:
    """Draw a line that is right but for one cell at most."""
    place = draw(st.integers(0, len(right)))
    return tuple(
        draw(usual[number] if number == place else cell) for number, cell in enumerate(right)
    )


@given(files())
def test_the_fast_reading_says_what_the_cell_by_cell_reading_says(
    file: tuple[list[str], list[list[str]]],
) -> None:
    columns, lines = file
    fast = FastLines(columns, KNOWN)
    for cells in lines * 2:  # what is remembered is the same
        values = fast.values(cells)
        found = parse_roll_line(dict(zip(columns, cells, strict=True)), KNOWN)
        if values is not None:
            assert isinstance(found, RollLine)
            assert values == found.values


NEARLY_RIGHT = (
    st.tuples(st.just("uid"), st.text("a9.-_A é", max_size=6) | st.text("a-", min_size=62)),
    st.tuples(
        st.just("mail"),
        st.builds(
            "{}@{}".format,
            st.text("a9.-_'+@A é", max_size=6) | st.text("a", min_size=62, max_size=67),
            st.sampled_from(["ac-toulouse.fr", "ac-toulouse.fr.example", "AC-toulouse.fr", ""]),
        ),
    ),
    st.tuples(
        st.just("numen"),
        st.from_regex(r"[0-9]{2}[A-Z][0-9]{7}[A-Z]{3}[\n A0a]?", fullmatch=True),
    ),
)


@given(st.one_of(NEARLY_RIGHT))
def test_no_name_address_or_numen_is_taken_by_the_fast_reading_alone(
    changed: tuple[str, str],
) -> None:
    cells = LINE | dict([changed])
    values = FastLines(COLUMNS, KNOWN).values([cells.get(column, "") for column in COLUMNS])
    found = parse_roll_line(cells, KNOWN)
    assert values is None or (isinstance(found, RollLine) and values == found.values)


def test_the_fast_reading_takes_the_lines_of_a_usual_roll() -> None:
    cells = [LINE.get(column, "") for column in COLUMNS]
    assert FastLines(COLUMNS, KNOWN).values(cells) == taken().values


def test_the_fast_reading_remembers_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.rules.roll_lines.REMEMBERED", 3)
    fast = FastLines(COLUMNS, KNOWN)
    for number in range(10):
        name = f"Nom{number}"
        cells = [(LINE | {"last_name": name}).get(column, "") for column in COLUMNS]
        assert fast.values(cells) == taken(last_name=name).values
