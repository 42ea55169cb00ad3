"""An electoral roll: CSV in any usual form, or every fault with line, column and reason."""

from __future__ import annotations

import io
import os
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest

from models import RollError, toulouse_election
from models.roll.faults import MOST_FAULTS
from models.roll.file import (
    LARGEST_FILE,
    UTF_8,
    UTF_8_MARKED,
    WIDEST_LINE,
    WINDOWS,
    recognise,
    recognised,
)
from models.rules.roll_lines import RollLine
from tests.models.rolls import HEADER, read_roll

LINE = "fdupont,f.dupont@ac-toulouse.fr,Mme,Dupont,Françoise,certifie,31,0310001A,Collège"


def read(directory: Path, content: str | bytes) -> list[RollLine]:
    path = directory / "liste.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_roll(path).values())


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
        f"{HEADER}\n{LINE}\n,,,,,,,,\n,,,,,,,,\n",
        f"{HEADER}\n{LINE}\n".replace(",", ";"),
        f"{HEADER}\n{LINE}\n".replace(",", "\t"),
        f"{HEADER}\r{LINE}\r",
        f"{HEADER}\n{LINE}\n".encode("cp1252"),
        f"{HEADER.upper()}\n{LINE}\n",
        f"{HEADER}\n{LINE}\n".replace("Dupont", '"Dupont"'),
    ],
)
def test_the_usual_forms_are_understood(tmp_path: Path, content: str | bytes) -> None:
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


def test_an_election_without_departments_wants_no_column_for_them(tmp_path: Path) -> None:
    election = toulouse_election()
    everywhere = tuple(one.changed(department=None) for one in election.scrutins)
    path = tmp_path / "liste.csv"
    path.write_text(f"{HEADER}\n{LINE}\n".replace("department,", "").replace("31,", ""), "utf-8")
    (line,) = read_roll(path, election.changed(departments={}, scrutins=everywhere)).values()
    assert (line.corps, line.department, line.uai) == ("certifie", "", "0310001A")
    with pytest.raises(RollError) as refusal:
        read_roll(path, election)
    assert [fault.column for fault in refusal.value.faults] == ["department"]


def test_wrong_quotes_are_told_with_their_line(tmp_path: Path) -> None:
    broken = LINE.replace("Collège", '"Collège" Jean')
    assert faults(tmp_path, f"{HEADER}\n{LINE}\n{broken}\n")[0][0] == 3


def zipped(*names: str) -> bytes:
    """Return a ZIP archive with a kind and some names, as office programs write theirs."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            kind = name == "mimetype" and "application/vnd.oasis.opendocument.spreadsheet"
            archive.writestr(name, kind or "…")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        (f"{HEADER}\n{LINE}".encode("utf-16"), "UTF-16"),
        (f"{HEADER}\n{LINE}".encode("utf-16-le"), "manque"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "manque"),
        (b"\x00" * 5_000, "manque"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "classeur Excel : ouvrez-le"),
        (zipped("mimetype"), "classeur LibreOffice : ouvrez-le"),
        (zipped("liste.csv"), "archive ZIP : sortez-en la liste"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "ancien tableur : ouvrez-le"),
        (b"%PDF-1.7\n", "c'est un PDF"),
        (b"x" * 10_000_000, "une ligne dépasse"),
    ],
)
def test_what_is_no_roll_at_all_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in faults(tmp_path, content)[0][2]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (f"{HEADER}\n{LINE}".encode(), UTF_8),
        (f"{HEADER}\n{LINE}".encode("utf-8-sig"), UTF_8_MARKED),
        (f"{HEADER}\n{LINE}".encode("cp1252"), WINDOWS),
        (f"{HEADER}\n{LINE}\n".encode("cp1252") * 2, WINDOWS),
    ],
)
def test_the_encoding_is_that_of_the_whole_file(
    tmp_path: Path, content: bytes, encoding: str
) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    assert recognise(path).encoding == encoding


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"{HEADER}\n".encode() + f"{LINE}\n".encode() * 2_000 + LINE.encode("cp1252"), 2_002),
        (f"{HEADER}\n{LINE}\n".encode() + "é".encode()[:1], 3),
        (f"{HEADER}\n".encode() + f"{LINE}\n".encode("cp1252") * 2 + LINE.encode(), 4),
    ],
)
def test_a_line_of_another_encoding_than_the_others_is_named(
    tmp_path: Path, content: bytes, line: int
) -> None:
    """Read as the others are, its names would be nonsense on every screen."""
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    with pytest.raises(RollError) as refusal:
        recognise(path)
    assert [fault.line for fault in refusal.value.faults] == [line]


@pytest.mark.parametrize("place", [65_535, 65_536, 65_537, 131_071])
def test_a_letter_of_two_bytes_may_stand_anywhere(tmp_path: Path, place: int) -> None:
    before = f"{HEADER}\n".encode()
    lines = (f"{LINE}\n" * 2_000).encode()
    path = tmp_path / "liste.csv"
    filling = b"\n" * (place - len(before) - 1)
    path.write_bytes(before + filling + "é".encode() + lines)
    assert recognise(path).encoding == UTF_8


def test_a_byte_that_means_nothing_in_windows_1252_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    content = f"{HEADER}\n{LINE}\n".encode("cp1252").replace(b"Coll", b"Col\x81")
    assert faults(tmp_path, content) == [(2, "school", "un caractère de contrôle s'y trouve")]


def test_an_accent_far_down_in_windows_1252_is_read(tmp_path: Path) -> None:
    lines = "\n".join(
        LINE.replace("fdupont", f"p{number}").replace("f.dupont", f"p{number}").replace("ç", "c")
        for number in range(2_000)
    ).replace("è", "e")
    content = f"{HEADER}\n{lines}\n{LINE}\n{lines.replace('p', 'q')}\n".replace("Cq", "Cp")
    path = tmp_path / "liste.csv"
    path.write_bytes(content.encode("cp1252"))
    assert path.stat().st_size > 2 * WIDEST_LINE
    assert recognise(path).encoding == WINDOWS


def test_a_file_that_goes_away_after_it_was_recognised_is_told(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(f"{HEADER}\n{LINE}\n", encoding="utf-8")
    known = recognise(path)
    path.unlink()
    with pytest.raises(RollError, match="ne peut plus être lu"), known.opened():
        pytest.fail("it was opened")


def test_a_cell_that_is_long_by_its_blanks_only_is_read(tmp_path: Path) -> None:
    (line,) = read(tmp_path, f"{HEADER}\n{LINE}{' ' * 300}\n")
    assert line.school == "Collège"


def test_a_header_whose_quotes_are_wrong_is_told(tmp_path: Path) -> None:
    found = faults(tmp_path, f'"uid"x{HEADER[3:]}\n{LINE}\n')
    assert found == [(1, None, "l'écriture CSV n'est pas correcte")]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RollError, match="ne peut pas être lu"):
        read_roll(tmp_path / "absente.csv")
    with pytest.raises(RollError, match="pas un fichier"):
        read_roll(tmp_path)


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    """A roll that is decrypted on its way never lies on a disk."""
    pipe = tmp_path / "liste.csv"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(f"{HEADER}\n{LINE}\n",))
    writer.start()
    with recognised(pipe) as file:
        writer.join()
        assert not file.open_to_all, "its bytes are in memory"
        with file.opened() as text:
            assert text.read() == f"{HEADER}\n{LINE}\n"


def test_five_gigabytes_are_refused_by_their_size(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    with path.open("wb") as file:
        file.truncate(5 << 30)
    with pytest.raises(RollError, match=f"dépasse {LARGEST_FILE >> 30} Gio"):
        read_roll(path)


def test_a_hundred_faults_are_listed_and_ten_thousand_counted(tmp_path: Path) -> None:
    lines = "\n".join(f"x{number}" for number in range(10_000))
    path = tmp_path / "liste.csv"
    path.write_text(f"{HEADER}\n{lines}\n", encoding="utf-8")
    with pytest.raises(RollError, match="et 9900 autres fautes") as refusal:
        read_roll(path)
    assert len(refusal.value.faults) == MOST_FAULTS
    assert refusal.value.count == 10_000


def test_as_many_faults_are_listed_as_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(f"{HEADER}\nx1\nx2\nx3\n", encoding="utf-8")
    with pytest.raises(RollError) as refusal:
        read_roll(path, most=2)
    assert [fault.line for fault in refusal.value.faults] == [2, 3]


def test_the_lines_after_wrong_quotes_are_read_too(tmp_path: Path) -> None:
    broken = LINE.replace("Collège", '"Collège" Jean')
    wrong = LINE.replace("certifie", "boulanger")
    found = faults(tmp_path, f"{HEADER}\n{broken}\n{LINE}\n{wrong}\n")
    assert [(line, column) for line, column, _ in found] == [(2, None), (4, "corps")]


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    broken = LINE.replace("Collège", '"Collège')
    found = faults(tmp_path, f"{HEADER}\n{broken}\n" + f"{LINE}\n" * 5_000)
    assert found[0][2] == "l'écriture CSV n'est pas correcte"


def test_a_header_is_repeated_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HEADER},\x1b]0;titre\x07x\n{LINE},\n")
    assert found == [(1, "x", "cette colonne n'est pas connue")]
