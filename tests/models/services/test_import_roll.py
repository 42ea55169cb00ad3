"""Loading the electoral roll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Election, Espace, RollError, SystemClock
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.mailboxes import Mailbox
from tests.models.steps import SOURCE, open_box

HEADER = "uid,mail,civility,last_name,first_name,corps,department,uai,school"


@pytest.fixture
def empty(empty_election: Election) -> Iterator[Espace]:
    """An election without anybody on its roll."""
    espace = Espace(empty_election, SystemClock())
    espace.migrate()
    yield espace
    espace.close()


def roll(directory: Path, *lines: str, header: str = HEADER) -> Path:
    path = directory / "liste.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def person(uid: str, mail: str | None = None, corps: str = "pe", department: str = "31") -> str:
    address = mail or f"{uid}@ac-toulouse.fr"
    return f"{uid},{address},Mme,Nom,Prénom,{corps},{department},0310001A,École"


def codes(espace: Espace, uid: str) -> list[str]:
    with espace.context.connection():
        rows = (
            Scrutin.select()
            .join(RollEntry)
            .join(Elector)
            .where(Elector.uid == uid)
            .order_by(Scrutin.position)
        )
        return [row.code for row in rows]


def test_people_and_their_scrutins_are_loaded(empty: Espace, tmp_path: Path) -> None:
    path = roll(tmp_path, person("a1"), person("b1", corps="aesh", department="9"))
    report = empty.import_roll(path, source=SOURCE)
    assert (report.electors, report.entries, report.mailboxes) == (2, 7, 0)
    assert codes(empty, "a1") == ["CTM", "CTA", "CAPN-pe", "CAPD-31"]
    assert codes(empty, "b1") == ["CTM", "CTA", "CCP-aed-aesh"]


def test_a_numen_makes_a_mailbox_and_the_scrutins_given_replace_those_of_the_corps(
    empty: Espace, tmp_path: Path
) -> None:
    path = roll(
        tmp_path,
        person("a1") + ",16e0501234abc,CAPN-pe;CAPD-31",
        header=HEADER + ",numen,scrutins",
    )
    assert empty.import_roll(path, source=SOURCE).mailboxes == 1
    assert codes(empty, "a1") == ["CAPN-pe", "CAPD-31"]
    assert empty.open_mailbox("a1", "16E0501234ABC", source=SOURCE).first_opening


def test_names_stay_what_they_are(empty: Espace, tmp_path: Path) -> None:
    names = ("O'Brien d'Arc", "[/]", "Mme [Martin]", "👩‍🏫", "\u200f\u05e2\u05d1\u05e8", "Ĝœthé")
    lines = [
        f"a{number},a{number}@ac-toulouse.fr,,{name},{name},pe,31,0310001A,École [/]"
        for number, name in enumerate(names)
    ]
    empty.import_roll(roll(tmp_path, *lines), source=SOURCE)
    with empty.context.connection():
        stored = tuple(row.last_name for row in Elector.select().order_by(Elector.uid))
    assert stored == names


def test_known_people_are_brought_up_to_date_and_keep_their_password(
    espace: Espace, tmp_path: Path
) -> None:
    box = open_box(espace, "fdupont")
    password = "Marmotte-42-pic"
    espace.change_mailbox_password(box, password, password, source=SOURCE)
    line = "fdupont,francoise.durand@ac-toulouse.fr,Mme,Durand,Françoise,agrege,81,0810002B,Lycée"
    path = roll(tmp_path, f"{line},16E0501234ABC", header=f"{HEADER},numen")
    assert espace.import_roll(path, source=SOURCE).mailboxes == 0
    again = espace.open_mailbox("fdupont", password, source=SOURCE)
    assert again.person.last_name == "Durand"
    assert again.address == "francoise.durand@ac-toulouse.fr"
    assert codes(espace, "fdupont") == ["CTM", "CTA", "CAPN-agrege", "CAPA-agrege"]
    assert codes(espace, "hcazenave") == ["CTM", "CTA", "CAPN-certifie", "CAPA-certifie"]


def test_two_people_may_change_places(empty: Espace, tmp_path: Path) -> None:
    empty.import_roll(roll(tmp_path, person("jm1"), person("jm2")), source=SOURCE)
    swapped = roll(
        tmp_path, person("jm1", "jm2@ac-toulouse.fr"), person("jm2", "jm1@ac-toulouse.fr")
    )
    empty.import_roll(swapped, source=SOURCE)
    with empty.context.connection():
        assert {row.uid: row.mail for row in Elector.select()} == {
            "jm1": "jm2@ac-toulouse.fr",
            "jm2": "jm1@ac-toulouse.fr",
        }


def test_the_address_of_somebody_else_is_a_fault_with_its_line(
    empty: Espace, tmp_path: Path
) -> None:
    empty.import_roll(roll(tmp_path, person("jm1")), source=SOURCE)
    with pytest.raises(RollError) as refusal:
        empty.import_roll(
            roll(tmp_path, person("a1"), person("jm2", "jm1@ac-toulouse.fr")), source=SOURCE
        )
    fault = refusal.value.faults[0]
    assert (fault.line, fault.column) == (3, "mail")
    assert "autre personne" in fault.reason
    with empty.context.connection():
        assert [row.uid for row in Elector.select()] == ["jm1"]


def test_one_wrong_line_and_nothing_is_loaded(empty: Espace, tmp_path: Path) -> None:
    path = roll(tmp_path, person("a1"), person("b1", corps="boulanger"), person("c1"))
    with pytest.raises(RollError, match=r"ligne 3, corps : .*rien|rien n'a été chargé"):
        empty.import_roll(path, source=SOURCE)
    with empty.context.connection():
        assert Elector.select().count() == 0
        assert Scrutin.select().count() == 0
        assert Mailbox.select().count() == 0


def test_thousands_of_people_are_loaded_in_parts(empty: Espace, tmp_path: Path) -> None:
    path = roll(tmp_path, *(person(f"p{number}") for number in range(1_001)))
    assert empty.import_roll(path, source=SOURCE).entries == 4_004
    assert empty.import_roll(path, source=SOURCE).electors == 1_001
    with empty.context.connection():
        assert RollEntry.select().count() == 4_004
