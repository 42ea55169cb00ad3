"""Lists of candidates in the election file: each fault with its line and one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import Election, ElectionFileError, load_election
from models.errors import FileError, ListsFileError, ScrutinUnknown
from models.rules.candidate_lists import LONGEST_PROFESSION, canonical_lists
from models.settings.presented_lists import lists_and_past, lists_of
from models.settings.reading import election_template
from models.views.results import PastElection, PastResult

LISTS = """
[[{table}]]
name = "Union de l'école [premier degré]"
short = "Union"
order = 2
profession = "listes/union.txt"
candidates = [
    "Mme Anne MARTIN (école du Pont)",  # tête de liste
    "M. Paul DURAND (école du Parc)",
]

[[{table}]]
name = "Alliance des lycées"
short = "Alliance"
order = 1
candidates = ["Mme Zoé MARTIN (lycée du Parc)"]
"""
END_OF_CTM = '\n[[scrutins]]\ncode = "CTA"'
PROFESSION = "Notre liste :\n\n\tl'école d'abord.\n"


def written(directory: Path, lists: str = LISTS) -> Path:
    """Write an election file whose first scrutin has lists, and the profession of one of them."""
    (directory / "listes").mkdir(exist_ok=True)
    (directory / "listes" / "union.txt").write_text(PROFESSION, encoding="utf-8")
    path = directory / "election.toml"
    text = election_template().replace(
        END_OF_CTM, lists.format(table="scrutins.lists") + END_OF_CTM
    )
    path.write_text(text, encoding="utf-8")
    return path


def apart(directory: Path, lists: str = LISTS) -> Path:
    """Write an election file whose first scrutin names a file of lists; return that file."""
    election = written(directory, "")
    text = election.read_text("utf-8").replace("#lists_file", "lists_file")
    election.write_text(text, encoding="utf-8")
    path = directory / "listes" / "ctm.toml"
    path.write_text(lists.format(table="lists").replace("listes/", ""), encoding="utf-8")
    return path


def refusal(read: Callable[[], object], kind: type[FileError] = ElectionFileError) -> FileError:
    with pytest.raises(kind) as refused:
        read()
    return refused.value


def line_of(path: Path, text: str) -> int:
    """Return the line on which a text comes last."""
    source = path.read_text("utf-8")
    return source[: source.rindex(text)].count("\n") + 1


def test_the_lists_come_in_the_order_of_the_lot_with_their_texts(tmp_path: Path) -> None:
    alliance, union = lists_of(load_election(written(tmp_path)), "CTM")
    assert (alliance.order, alliance.short, alliance.profession) == (1, "Alliance", None)
    assert union.name == "Union de l'école [premier degré]"
    assert union.candidates == (
        "Mme Anne MARTIN (école du Pont)",
        "M. Paul DURAND (école du Parc)",
    )
    assert union.profession == "Notre liste :\n\n        l'école d'abord."


def test_a_file_apart_holds_the_same_lists(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    apart(there)
    lists = lists_of(load_election(written(here)), "CTM")
    assert lists_of(load_election(there / "election.toml"), "CTM") == lists


def test_an_election_without_lists_is_one_as_before(tmp_path: Path) -> None:
    election = load_election(written(tmp_path, ""))
    assert lists_of(election, "CTM") == ()
    with pytest.raises(ScrutinUnknown, match="lists check"):
        lists_of(election, "CT")


def test_the_same_lists_are_the_same_value_of_json(tmp_path: Path) -> None:
    lists = lists_of(load_election(written(tmp_path)), "CTM")
    assert canonical_lists(reversed(lists)) == canonical_lists(lists)
    assert canonical_lists(lists)[0] == {
        "order": 1,
        "name": "Alliance des lycées",
        "short": "Alliance",
        "candidates": ["Mme Zoé MARTIN (lycée du Parc)"],
        "profession": None,
    }


ON_THE_FIRST = [
    ('short = "Union"', 'short = "Union"\nrang = 3', "scrutins.1.lists.1.rang", "pas connue"),
    ('short = "Union"', f'short = "{"U" * 21}"', "scrutins.1.lists.1.short", "20 caractères"),
    ('name = "Union', f'name = "{"U" * 120}', "scrutins.1.lists.1.name", "120 caractères"),
    ('name = "Union', 'name = "\\u001b[31mUnion', "scrutins.1.lists.1.name", "de commande"),
    ('name = "Union', 'name = "Union\\nU', "scrutins.1.lists.1.name", "sur une ligne"),
    ('short = "Union"', 'short = "\\u200b"', "scrutins.1.lists.1.short", "le texte est vide"),
    ('"M. Paul', '"\\u0007M. Paul', "scrutins.1.lists.1.candidates.2", "de commande"),
    ('"M. Paul', '"", "M. Paul', "scrutins.1.lists.1.candidates.2", "le texte est vide"),
    ("order = 2", "order = 0", "scrutins.1.lists.1.order", "1 au minimum"),
    ("order = 2", 'order = "deux"', "scrutins.1.lists.1.order", "nombre entier"),
    (
        "order = 2",
        "order = 2\nprevious_votes = -1",
        "scrutins.1.lists.1.previous_votes",
        "0 au mini",
    ),
    (
        "order = 2",
        "order = 2\nprevious_seats = 3",
        "scrutins.1.lists.1.previous_seats",
        "donnez aussi previous_votes",
    ),
    (
        "M. Paul DURAND (école du Parc)",
        "MME ANNE  Martin (Ecole du Pont)",
        "scrutins.1.lists.1.candidates.2",
        "au rang 1 : retirez-en un",
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), ON_THE_FIRST)
def test_each_fault_of_a_list_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, key: str, reason: str
) -> None:
    path = written(tmp_path, LISTS.replace(old, new, 1))
    (fault,) = refusal(lambda: load_election(path)).faults
    assert fault.column == key
    assert reason in fault.reason
    assert fault.line == line_of(path, new.splitlines()[-1])


def test_a_missing_value_is_told_at_its_list(tmp_path: Path) -> None:
    path = written(tmp_path, LISTS.replace("order = 1", ""))
    (fault,) = refusal(lambda: load_election(path)).faults
    assert (fault.column, fault.reason) == (
        "scrutins.1.lists.2.order",
        "cette valeur est obligatoire",
    )
    assert fault.line == line_of(path, 'name = "Alliance') - 1


BETWEEN_THE_TWO = [
    ('name = "Alliance des lycées"', 'name = "UNION de l’ecole [premier degré]"', "deux fois"),
    ('short = "Alliance"', 'short = "ÙNION"', "le nom court d'une autre liste"),
    ("order = 1", "order = 2", "l'ordre 2 est déjà celui de « Union de l'école"),
    ("order = 1", "order = 3", "il manque l'ordre 1 : ceux des 2 listes vont de 1 à 2"),
    (
        'candidates = ["Mme Zoé MARTIN (lycée du Parc)"]',
        'candidates = ["Paul Durand (école du parc)"]',
        "est déjà sur la liste « Union »",
    ),
]


@pytest.mark.parametrize(("old", "new", "reason"), BETWEEN_THE_TWO)
def test_what_two_lists_may_not_share_is_told_once_at_the_second(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    path = written(tmp_path, LISTS.replace(old, new))
    (fault,) = refusal(lambda: load_election(path)).faults
    assert reason in fault.reason
    assert fault.line == line_of(path, new)
    file = apart(tmp_path, LISTS.replace(old, new))
    election = load_election(tmp_path / "election.toml")
    (same,) = refusal(lambda: lists_of(election, "CTM"), ListsFileError).faults
    assert (same.reason, same.line) == (fault.reason, line_of(file, new))


def test_a_list_that_is_there_twice_is_one_fault(tmp_path: Path) -> None:
    once = LISTS[LISTS.rindex("\n[[") :]
    (fault,) = refusal(lambda: load_election(written(tmp_path, LISTS + once))).faults
    assert fault.column == "scrutins.1.lists.3.name"


def test_two_scrutins_may_have_the_same_lists(tmp_path: Path) -> None:
    path = written(tmp_path)
    lists = LISTS.format(table="scrutins.lists")
    with path.open("a", encoding="utf-8") as file:
        file.write(lists)
    election = load_election(path)
    assert lists_of(election, election.scrutins[-1].code) == lists_of(election, "CTM")


def test_homonyms_of_two_schools_are_two_candidates(tmp_path: Path) -> None:
    homonym = LISTS.replace("Mme Zoé MARTIN", "Mme Anne MARTIN")
    assert len(lists_of(load_election(written(tmp_path, homonym)), "CTM")) == 2


def test_lists_stand_here_or_apart(tmp_path: Path) -> None:
    path = written(tmp_path)
    text = path.read_text("utf-8").replace("#lists_file", "lists_file")
    path.write_text(text, encoding="utf-8")
    (fault,) = refusal(lambda: load_election(path)).faults
    assert (fault.line, fault.column) == (line_of(path, "lists_file = "), "scrutins.1.lists_file")
    assert "retirez l'un des deux" in fault.reason


def test_a_path_that_no_system_takes_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, LISTS.replace('profession = "', 'profession = "\\u0000'))
    (fault,) = refusal(lambda: load_election(path)).faults
    assert fault.column == "scrutins.1.lists.1.profession"
    assert "de commande" in fault.reason
    path = written(tmp_path, "")
    text = path.read_text("utf-8").replace('#lists_file = "', 'lists_file = "\\u0000')
    path.write_text(text, encoding="utf-8")
    (fault,) = refusal(lambda: load_election(path)).faults
    assert fault.column == "scrutins.1.lists_file"


def unlink(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BROKEN: list[tuple[Callable[[Path], Any], str]] = [
    (unlink, "n'existe pas"),
    (folder, "ce n'est pas un fichier"),
    (lambda path: path.write_bytes("été".encode("latin-1")), "pas en UTF-8"),
    (lambda path: path.write_text(" \n\t\n"), "le fichier est vide"),
    (lambda path: path.write_text("a\nb\nrouge \x1b[31m\n"), "la ligne 3 du texte"),
    (lambda path: path.write_text("a" * (LONGEST_PROFESSION + 1)), "caractères : raccourcissez"),
    (lambda path: path.write_text("a" * (5 * LONGEST_PROFESSION)), "caractères : raccourcissez"),
]


@pytest.mark.parametrize(("harm", "reason"), BROKEN)
def test_a_profession_that_cannot_be_shown_is_told_when_it_is_read(
    tmp_path: Path, harm: Callable[[Path], Any], reason: str
) -> None:
    """At the start of a visit nothing of it is read: who opens an account needs no such file."""
    path = written(tmp_path)
    profession = tmp_path / "listes" / "union.txt"
    harm(profession)
    election = load_election(path)
    told = refusal(lambda: lists_of(election, "CTM"))
    (fault,) = told.faults
    assert told.path == path
    assert fault.line == line_of(path, 'profession = "listes/union')
    assert str(profession) in fault.reason
    assert reason in fault.reason


def test_a_profession_from_another_system_is_the_same_text(tmp_path: Path) -> None:
    path = written(tmp_path)
    profession = tmp_path / "listes" / "union.txt"
    profession.write_bytes(b"\xef\xbb\xbf" + PROFESSION.replace("\n", "\r\n").encode())
    assert lists_of(load_election(path), "CTM")[1].profession == PROFESSION.expandtabs().rstrip()


def test_a_file_of_lists_that_is_missing_or_empty_is_told_with_its_scrutin(tmp_path: Path) -> None:
    path = apart(tmp_path)
    election = load_election(tmp_path / "election.toml")
    path.write_text("", encoding="utf-8")
    (fault,) = refusal(lambda: lists_of(election, "CTM"), ListsFileError).faults
    assert (fault.column, fault.reason) == ("lists", "cette valeur est obligatoire")
    path.unlink()
    told = refusal(lambda: lists_of(election, "CTM"), ListsFileError)
    assert re.search(r"n'existe pas.*scrutin CTM", told.text)
    assert told.path == path


def test_a_profession_named_by_a_file_apart_starts_from_its_folder(tmp_path: Path) -> None:
    path = apart(tmp_path)
    (tmp_path / "listes" / "union.txt").unlink()
    election = load_election(tmp_path / "election.toml")
    (fault,) = refusal(lambda: lists_of(election, "CTM"), ListsFileError).faults
    assert fault.line == line_of(path, 'profession = "union')
    assert fault.column == "lists.1.profession"


def test_too_many_candidates_are_told(tmp_path: Path) -> None:
    many = ", ".join(f'"Mme N° {number}"' for number in range(201))
    lists = LISTS.replace('"Mme Zoé MARTIN (lycée du Parc)"', many)
    (fault,) = refusal(lambda: load_election(written(tmp_path, lists))).faults
    assert fault.reason == "il y en a trop : 200 au maximum"


def test_what_is_read_does_not_change(tmp_path: Path) -> None:
    election: Election = load_election(written(tmp_path))
    one: Any = election.scrutin("CTM").lists[0]
    with pytest.raises(AttributeError, match="immutable"):
        one.order = 3


PAST = LISTS.replace("order = 2", "order = 2\nprevious_votes = 7\nprevious_seats = 2")


def with_past(directory: Path, told: str, *, lists: str = PAST) -> Path:
    """Write a file of lists that says something of the election before; return the election's."""
    path = apart(directory, lists)
    path.write_text(told + path.read_text("utf-8"), encoding="utf-8")
    return directory / "election.toml"


def test_the_election_before_stands_beside_the_lists(tmp_path: Path) -> None:
    election = load_election(with_past(tmp_path, 'previous = "2011"\nprevious_valid = 9\n'))
    lists, past = lists_and_past(election, "CTM")
    assert [one.profession for one in lists] == [None, None]
    assert past == PastElection("2011", 9, {2: PastResult(7, 2)})


def test_in_the_election_file_it_stands_in_the_scrutin(tmp_path: Path) -> None:
    path = written(tmp_path, PAST)
    text = path.read_text("utf-8").replace("#previous ", "previous ", 1)
    path.write_text(text, encoding="utf-8")
    _, past = lists_and_past(load_election(path), "CTM")
    assert past == PastElection("2011", 0, {2: PastResult(7, 2)})


def test_it_need_not_be_told(tmp_path: Path) -> None:
    assert lists_and_past(load_election(written(tmp_path)), "CTM")[1] == PastElection("", 0, {})


def test_the_seal_does_not_cover_it(tmp_path: Path) -> None:
    told = load_election(with_past(tmp_path, 'previous = "2011"\n'))
    other = tmp_path / "other"
    other.mkdir()
    plain = load_election(apart(other).parent.parent / "election.toml")
    assert canonical_lists(lists_of(told, "CTM")) == canonical_lists(lists_of(plain, "CTM"))


@pytest.mark.parametrize(
    ("told", "key", "reason"),
    [
        ("previous_valid = 6\n", "previous_valid", "ne peut pas être plus petit"),
        ('previous = "\\u001b"\n', "previous", "de commande"),
        (f'previous = "{"2" * 21}"\n', "previous", "20 caractères"),
    ],
)
def test_each_fault_of_it_is_told(tmp_path: Path, told: str, key: str, reason: str) -> None:
    election = load_election(with_past(tmp_path, told))
    (fault,) = refusal(lambda: lists_of(election, "CTM"), ListsFileError).faults
    assert (fault.column, fault.line) == (key, 1)
    assert reason in fault.reason


def test_it_is_not_told_in_two_places(tmp_path: Path) -> None:
    path = with_past(tmp_path, "")
    text = path.read_text("utf-8").replace("#previous ", "previous ")
    text = text.replace("#previous_valid", "previous_valid")
    path.write_text(text, encoding="utf-8")
    faults = refusal(lambda: load_election(path)).faults
    assert [fault.column for fault in faults] == [
        "scrutins.1.previous",
        "scrutins.1.previous_valid",
    ]
    assert all("en tête de ce fichier" in fault.reason for fault in faults)
