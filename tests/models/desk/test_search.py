"""An agent finds a person as one types, on both databases."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from models import Espace, SessionExpired
from models.context import Context
from models.rules.people_search import finds, understand, words_of
from models.services.desk import indexing, search
from models.services.desk.indexing import refresh_search
from models.services.desk.search import search_people
from models.services.desk.staff import disable_staff
from models.tables.electors import Elector
from models.views.desk import StaffSession
from tests.models.desk.staff_members import comes


@dataclass
class Desk:
    """An election with an agent, its search indexed."""

    espace: Espace
    agent: StaffSession

    @property
    def context(self) -> Context:
        return self.espace.context


@pytest.fixture
def desk(espace: Espace) -> Desk:
    agent = comes(espace)
    refresh_search(espace.context)
    return Desk(espace, agent)


def found(desk: Desk, typed: str) -> list[str]:
    return [one.user_name for one in search_people(desk.context, desk.agent, typed)]


@pytest.mark.parametrize(
    ("typed", "user_name"),
    [
        ("fabré Inés", "ifabre"),
        ("FABRE", "ifabre"),
        ("fbare", "ifabre"),
        ("ifabre", "ifabre"),
        ("ines.fabre@ac-toulouse.fr", "ifabre"),
        ("o'brien", "jobriendarc"),
        ("d’Arc jean-noel", "jobriendarc"),
        ("obrein jean", "jobriendarc"),
        ("jean.martin1@ac-toulouse.fr", "jmartin1"),
        ("cazenav helene", "hcazenave"),
    ],
)
def test_the_sample_people_are_found(desk: Desk, typed: str, user_name: str) -> None:
    assert found(desk, typed)[0] == user_name


@pytest.mark.parametrize("typed", ["", "zzzz", "fabre zzzz", "%", "fabre'; DROP TABLE elector"])
def test_nobody_is_found_by_something_else(desk: Desk, typed: str) -> None:
    assert found(desk, typed) == []


def rename(desk: Desk, uid: str, **columns: str) -> None:
    with desk.context.transaction():
        Elector.update(**columns).where(Elector.uid == uid).execute()
    refresh_search(desk.context)


def test_a_surname_is_not_hidden_by_a_school_of_that_name(desk: Desk) -> None:
    with desk.context.connection():
        at_school = Elector.get(Elector.uid == "ifabre")
        word = max(words_of(at_school.school), key=len)
    for one in ("kbenali", "jmartin1"):
        rename(desk, one, school=at_school.school, uai=at_school.uai)
    rename(desk, "fdupont", last_name=word, school="École Zénobie", uai="")
    first, *_ = search_people(desk.context, desk.agent, word, most=2)
    assert first.user_name == "fdupont"


def test_the_beginning_of_an_address_finds_it(desk: Desk) -> None:
    assert found(desk, "jean.martin1")[0] == "jmartin1"
    rename(desk, "fdupont", mail="d.x42@ac-toulouse.fr")
    assert found(desk, "d.x42") == found(desk, "D.X4") == found(desk, "d.x42@") == ["fdupont"]


def test_particles_are_typed_in_any_way(desk: Desk) -> None:
    rename(desk, "fdupont", last_name="de la Tour")
    rename(desk, "ifabre", last_name="Delatour")
    for typed in ("delatour", "de la tour", "la tour de"):
        assert "fdupont" in found(desk, typed), typed
    assert "ifabre" in found(desk, "delatour")
    assert "ifabre" in found(desk, "de latour ines")


def test_whoever_is_in_an_older_index_is_indexed_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.context.connection():
        people = Elector.select().count()
    monkeypatch.setattr(indexing, "_VERSION", "1")
    assert refresh_search(desk.context) == people


def test_a_school_is_a_word_like_others(desk: Desk) -> None:
    with desk.context.connection():
        someone = Elector.get(Elector.uid == "ifabre")
    word = max(words_of(someone.school), key=len)
    assert "ifabre" in found(desk, f"fabre {word}")
    assert "ifabre" in found(desk, someone.uai.lower())


@pytest.mark.parametrize("listed", [0, 3, search.LISTED])
def test_what_is_found_is_what_the_rule_finds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, listed: int
) -> None:
    monkeypatch.setattr(search, "LISTED", listed)
    with desk.context.connection():
        people = {
            one.uid: words_of(one.first_name, one.last_name, one.uid, one.uai, one.school)
            for one in Elector.select()
        }
    for typed in (
        "jean",
        "ma",
        "martin",
        "dupont fr",
        "benali karim",
        "cazenvae",
        "brien arc",
        "colege",
    ):
        question = understand(typed)
        assert set(found(desk, typed)) == {
            uid for uid, own in people.items() if finds(question, own)
        }


def test_a_change_of_the_roll_is_found_after_a_refresh(desk: Desk) -> None:
    with desk.context.transaction():
        Elector.update(last_name="Lefèvre-Noël").where(Elector.uid == "ifabre").execute()
    assert refresh_search(desk.context) == 1
    assert refresh_search(desk.context) == 0
    assert found(desk, "lefevre ines") == ["ifabre"]
    assert found(desk, "fabr ines") == []
    with desk.context.transaction():
        Elector.delete().where(Elector.uid == "ifabre").execute()
    assert found(desk, "lefevre") == []


def test_a_school_that_is_renamed_is_found_by_its_new_name_alone(desk: Desk) -> None:
    with desk.context.transaction():
        person = Elector.get(Elector.uid == "ifabre")
        assert person.uai
        Elector.update(school="Collège Zénobie").where(Elector.uai == person.uai).execute()
    assert refresh_search(desk.context) == 0  # nobody's names have changed
    assert found(desk, "fabre zenobie") == ["ifabre"]
    gone = max(words_of(person.school) - words_of("Collège"), key=len)
    assert "ifabre" not in found(desk, f"fabre {gone}")


def test_who_has_no_uai_is_found_by_the_words_of_their_school(desk: Desk) -> None:
    with desk.context.transaction():
        Elector.update(uai="", school="École Zénobie").where(Elector.uid == "ifabre").execute()
    refresh_search(desk.context)
    assert found(desk, "zenobie") == ["ifabre"]
    with desk.context.transaction():
        Elector.update(school="École Aliénor").where(Elector.uid == "ifabre").execute()
    assert refresh_search(desk.context) == 1
    assert found(desk, "zenobie") == []
    assert found(desk, "alienor fabre") == ["ifabre"]


def enrol(desk: Desk, last_name: str, number: int) -> None:
    """Put many people of one name onto the roll, and index them."""
    with desk.context.transaction():
        someone = Elector.get(Elector.uid == "ifabre")
        shared = {"civility": "M.", "first_name": "Paul", "last_name": last_name}
        shared |= {name: getattr(someone, name) for name in ("corps", "department", "uai")}
        Elector.insert_many(
            {
                **shared,
                "school": someone.school,
                "uid": f"{last_name.lower()}{one}",
                "mail": f"paul.{last_name.lower()}{one}@ac-toulouse.fr",
            }
            for one in range(number)
        ).execute()
    refresh_search(desk.context)


def test_whole_words_come_before_others_though_these_are_many(desk: Desk) -> None:
    enrol(desk, "Martinez", 60)
    enrol(desk, "Martin", 5)
    martins = {"jmartin1", *(f"martin{number}" for number in range(5))}
    assert set(found(desk, "martin")[:6]) == martins
    assert set(found(desk, "martin paul")[:5]) == martins - {"jmartin1"}
    assert len(found(desk, "martin")) == 50


def of_another_machine(espace: Espace, folder: Path) -> Espace:
    """Open the same election as another machine does: with a copy of its keys, and locks in it."""
    shutil.copytree(espace.context.store.key_directory, folder)
    database = espace.election.database.changed(keys=folder)
    return Espace(espace.election.changed(database=database), espace.clock)


@pytest.mark.parametrize("same_machine", [True, False])
def test_two_at_once_index_one_after_the_other(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same_machine: bool
) -> None:
    other = desk.espace if same_machine else of_another_machine(desk.espace, tmp_path / "keys")
    with desk.context.transaction():
        Elector.update(last_name="Lefèvre-Noël").where(Elector.uid == "ifabre").execute()
        Elector.update(last_name="Zénobie").where(Elector.uid == "fdupont").execute()
    both, met, numbers = Barrier(2, timeout=1), list[int](), indexing._numbers

    def numbered(context: Context, words: set[str]) -> dict[str, int]:
        """Write words only when another one does, too, or cannot."""
        with suppress(BrokenBarrierError):
            met.append(both.wait())
        return numbers(context, words)

    monkeypatch.setattr(indexing, "_numbers", numbered)
    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(refresh_search, (desk.context, other.context)))
    assert sorted(done) == [0, 2]
    assert met == []
    assert found(desk, "lefevre ines") == ["ifabre"]
    assert found(desk, "zenobie") == ["fdupont"]
    if not same_machine:
        other.close()


def test_whose_account_was_closed_finds_nobody(desk: Desk) -> None:
    disable_staff(desk.context, "amartin", source="admin")
    with pytest.raises(SessionExpired):
        search_people(desk.context, desk.agent, "fabre")
