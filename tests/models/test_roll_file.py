"""An electoral roll: CSV in any usual form, or every fault with line, column and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import RollError, toulouse_election
from models.roll_file import MOST_FAULTS, read_roll
from models.rules.roll_lines import RollLine

ELECTION = toulouse_election()
HEADER = "uid,mail,civility,last_name,first_name,corps,department,uai,school"
LINE = "fdupont,f.dupont@ac-toulouse.fr,Mme,Dupont,Françoise,certifie,31,0310001A,Collège"


def read(directory: Path, content: str | bytes) -> list[RollLine]:
    path = directory / "liste.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_roll(path, ELECTION).values())


def faults(directory: Path, content: str | bytes) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(RollError, match="rien n'a été chargé") as refusal:
        read(directory, content)
    return [(fault.line, fault.column, fault.reason) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{LINE}\n",
        f"{HEADER}\n{LINE}",
        f"{HEADER}\r\n{LINE}\r\n",
        f"\ufeff{HEADER}\n{LINE}\n",
        f"{HEADER}\n\n{LINE}\n\n",
        f"{HEADER}\n{LINE}\n".replace(",", ";"),
        f"{HEADER.upper()}\n{LINE}\n",
        f"{HEADER}\n{LINE}\n".replace("Dupont", '"Dupont"'),
    ],
)
def test_the_usual_forms_are_understood(tmp_path: Path, content: str) -> None:
    (line,) = read(tmp_path, content)
    assert (line.uid, line.last_name, line.school) == ("fdupont", "Dupont", "Collège")


def test_the_columns_come_in_any_order(tmp_path: Path) -> None:
    header = ",".join(reversed(HEADER.split(",")))
    values = ",".join(reversed(LINE.split(",")))
    assert read(tmp_path, f"{header}\n{values}\n") == read(tmp_path, f"{HEADER}\n{LINE}\n")


def test_a_semicolon_file_may_hold_commas_and_quotes(tmp_path: Path) -> None:
    content = f"{HEADER}\n{LINE}\n".replace(",", ";").replace("Collège", '"Collège ""A"", Albi"')
    assert read(tmp_path, content)[0].school == 'Collège "A", Albi'


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("fdupont", "f dupont", "uid"),
        ("f.dupont@ac-toulouse.fr", "f.dupont@gmail.com", "mail"),
        ("Mme", "Docteur", "civility"),
        ("Dupont,", ",", "last_name"),
        ("Françoise", "x" * 201, "first_name"),
        ("certifie", "boulanger", "corps"),
        (",31,", ",75,", "department"),
        ("0310001A", "0310001", "uai"),
        ("Collège", "Coll\x00ège", "school"),
        ("Collège", "Coll\x1bège", "school"),
    ],
)
def test_each_fault_has_its_line_and_column(
    tmp_path: Path, old: str, new: str, column: str
) -> None:
    other = LINE.replace("dupont", "autre")
    found = faults(tmp_path, f"{HEADER}\n{other}\n{LINE.replace(old, new, 1)}\n")
    assert [(line, where) for line, where, _ in found] == [(3, column)]
    assert "dupont@" not in found[0][2]


def test_a_person_or_address_that_comes_twice_points_to_the_first(tmp_path: Path) -> None:
    other = LINE.replace("fdupont,", "fdupont1,")
    again = LINE.replace("f.dupont@", "g.dupont@").replace("fdupont", "FDupont")
    found = faults(tmp_path, f"{HEADER}\n{LINE}\n{other}\n{again}\n")
    assert found == [
        (3, "mail", "déjà présent ligne 2"),
        (4, "uid", "déjà présent ligne 2"),
    ]


def test_a_line_of_another_length_is_told(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HEADER}\n{LINE},de trop\nseul\n")
    assert found == [(2, None, "10 colonnes au lieu de 9"), (3, None, "1 colonnes au lieu de 9")]


def test_columns_that_are_missing_unknown_or_double_are_told(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HEADER.replace('uai', 'rne')},corps\n{LINE},x\n")
    assert found == [
        (1, "uai", "cette colonne manque"),
        (1, "corps", "cette colonne est donnée deux fois"),
        (1, "rne", "cette colonne n'est pas connue"),
    ]


def test_wrong_quotes_are_told_with_their_line(tmp_path: Path) -> None:
    broken = LINE.replace("Collège", '"Collège" Jean')
    assert faults(tmp_path, f"{HEADER}\n{LINE}\n{broken}\n")[0][0] == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "manque"),
        (HEADER.encode(), "aucune personne"),
        (f"{HEADER}\n{LINE}".encode("utf-16"), "UTF-8"),
        (f"{HEADER}\n{LINE}".encode("latin-1"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
    ],
)
def test_what_is_no_roll_at_all_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in faults(tmp_path, content)[0][2]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absente.csv", tmp_path):
        with pytest.raises(RollError, match="ne peut pas être lu"):
            read_roll(path, ELECTION)


def test_a_hundred_faults_are_enough(tmp_path: Path) -> None:
    lines = "\n".join(f"x{number}" for number in range(500))
    assert len(faults(tmp_path, f"{HEADER}\n{lines}\n")) == MOST_FAULTS
