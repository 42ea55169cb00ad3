"""What is printed of names: letters beyond Latin-1, and signs that no face has."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import pytest
from msgspec import structs
from pypdf import PdfReader

from models.notices.export import ExportHeader, NoticeElector, NoticeScrutin
from models.notices.fonts import FIXED, STRONG, TEXT, face
from models.notices.notice import Notice
from models.notices.page import NoticePages
from models.notices.paper import sheets
from models.voting.identifiers import ALPHABET, draw_identifier

LETTERS = (
    "àâäçéèêëîïôöùûüÿœæñ ÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆÑ şłőűčřžěğışțșđðþß ŞŁŐŰČŘŽ Ełżbieta ’ « » – … № · ạếữ"
)

HEADER = ExportHeader(
    title="Élections professionnelles 2014",
    organiser="académie de Toulouse",
    vote="du 27 novembre à 10 h au 4 décembre 2014 à 17 h, heure de Paris",
    vote_url="vote2014.education.gouv.fr",
    space_url="www.education.gouv.fr/electionspro2014",
    accounts_close="4 décembre à 16 h",
    scrutins=tuple(
        NoticeScrutin(f"S{number}", f"uuid{number}", "CAPN", f"Commission n° {number}, " * 6)
        for number in range(40)
    ),
    electors=1,
)


@pytest.mark.parametrize("name", [TEXT, STRONG])
def test_the_letters_of_a_civil_register_are_printed_as_they_are(name: str) -> None:
    shown = face(name).printed(LETTERS)
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == LETTERS
    assert face(name).prints(LETTERS)


def test_the_face_of_the_identifier_has_its_signs() -> None:
    assert face(FIXED).printed(ALPHABET) == ALPHABET


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("D'Arc", "D’Arc"),
        ("Zoe\N{COMBINING DIAERESIS}", "Zoë"),
        ("ǩoda", "ǩoda"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Roy", "Roy"),
        ("漢字 😀", "?? ?"),
    ],
)
def test_no_sign_is_printed_as_a_black_box(written: str, printed: str) -> None:
    assert face(TEXT).printed(written) == printed
    assert face(TEXT).prints(written) == ("?" not in printed)


def test_the_longest_names_and_lists_stay_on_one_page(tmp_path: Path) -> None:
    long = "Clémence-Aurélie de la Très Longue Maison " * 5
    person = NoticeElector(
        "uid", "Mme", long, "W" * 200, long, "0310001A", long, tuple(range(len(HEADER.scrutins)))
    )
    path = tmp_path / "n.pdf"
    with path.open("wb") as file, sheets(file, "Notices") as pages:
        drawn = NoticePages(pages, HEADER)
        drawn.draw(Notice(9_999_999, draw_identifier(secrets.randbelow), person))
    (page,) = PdfReader(path).pages
    words = " ".join(page.extract_text().split())
    assert "autres : votre espace électeur en donne la liste." in words
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_all_faces_are_embedded(tmp_path: Path) -> None:
    """A printer that lacks a face would put another one in its place."""
    path = tmp_path / "n.pdf"
    with path.open("wb") as file, sheets(file, "Notices") as pages:
        NoticePages(pages, HEADER).draw(Notice(1, draw_identifier(secrets.randbelow)))
    names = set(re.findall(rb"/FontName /\w{6}\+(\w+)-", path.read_bytes()))
    assert {b"FiraSans", b"IBMPlexMono"} <= names
    (page,) = PdfReader(path).pages
    assert page.extract_text()


def test_long_short_names_stand_over_the_titles_whole(tmp_path: Path) -> None:
    """Beside them a title would have no room, and would be cut."""
    short = "Comité social d'administration ministér."
    title = "Comité social d'administration de l'administration centrale, des services et écoles"
    header = structs.replace(
        HEADER, scrutins=(NoticeScrutin("A", "a", short, title), NoticeScrutin("B", "b", "B", "C"))
    )
    person = NoticeElector("uid", "Mme", "A", "B", "c", "0310001A", "Lycée", (0, 1))
    path = tmp_path / "n.pdf"
    with path.open("wb") as file, sheets(file, "Notices") as pages:
        NoticePages(pages, header).draw(Notice(1, draw_identifier(secrets.randbelow), person))
    (page,) = PdfReader(path).pages
    lines = [" ".join(line.split()).replace("’", "'") for line in page.extract_text().splitlines()]
    place = lines.index(short)
    assert " ".join(lines[place + 1 : place + 3]).startswith(title[:60])
    assert title in " ".join(lines)
