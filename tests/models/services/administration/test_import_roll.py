"""Loading the electoral roll."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models import Espace, ImportOptions, Progress, RollError, Stage
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.mailboxes import Mailbox
from tests.models.rolls import HEADER, person, write_roll
from tests.models.steps import SOURCE, open_box

pytestmark = pytest.mark.usefixtures("either_writing")


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
    path = write_roll(tmp_path, person("a1"), person("b1", corps="aesh", department="9"))
    report = empty.administration.import_roll(path, source=SOURCE)
    assert (report.electors, report.entries, report.mailboxes) == (2, 7, 0)
    assert codes(empty, "a1") == ["CTM", "CTA", "CAPN-pe", "CAPD-31"]
    assert codes(empty, "b1") == ["CTM", "CTA", "CCP-aed-aesh"]


def test_a_numen_makes_a_mailbox_and_the_scrutins_given_replace_those_of_the_corps(
    empty: Espace, tmp_path: Path
) -> None:
    path = write_roll(
        tmp_path,
        person("a1") + ",16e0501234abc,CAPN-pe;CAPD-31",
        header=HEADER + ",numen,scrutins",
    )
    assert empty.administration.import_roll(path, source=SOURCE).mailboxes == 1
    assert codes(empty, "a1") == ["CAPN-pe", "CAPD-31"]
    assert empty.mailbox.open("a1", "16E0501234ABC", source=SOURCE).numen_in_use


def test_names_stay_what_they_are(empty: Espace, tmp_path: Path) -> None:
    names = ("O'Brien d'Arc", "[/]", "Mme [Martin]", "👩‍🏫", "\u200f\u05e2\u05d1\u05e8", "Ĝœthé")
    lines = [
        f"a{number},a{number}@ac-toulouse.fr,,{name},{name},pe,31,0310001A,École [/]"
        for number, name in enumerate(names)
    ]
    empty.administration.import_roll(write_roll(tmp_path, *lines), source=SOURCE)
    with empty.context.connection():
        stored = tuple(row.last_name for row in Elector.select().order_by(Elector.uid))
    assert stored == names


def test_known_people_are_brought_up_to_date_and_keep_their_password(
    espace: Espace, tmp_path: Path
) -> None:
    box = open_box(espace, "fdupont")
    password = "Marmotte-42-pic"
    espace.mailbox.change_password(box, password, password, source=SOURCE)
    line = "fdupont,francoise.durand@ac-toulouse.fr,Mme,Durand,Françoise,agrege,81,0810002B,Lycée"
    path = write_roll(tmp_path, f"{line},16E0501234ABC", header=f"{HEADER},numen")
    assert espace.administration.import_roll(path, source=SOURCE).mailboxes == 0
    again = espace.mailbox.open("fdupont", password, source=SOURCE)
    assert again.person.last_name == "Durand"
    assert again.address == "francoise.durand@ac-toulouse.fr"
    assert codes(espace, "fdupont") == ["CTM", "CTA", "CAPN-agrege", "CAPA-agrege"]
    assert codes(espace, "hcazenave") == ["CTM", "CTA", "CAPN-certifie", "CAPA-certifie"]


def test_two_people_may_change_places(empty: Espace, tmp_path: Path) -> None:
    empty.administration.import_roll(
        write_roll(tmp_path, person("jm1"), person("jm2")), source=SOURCE
    )
    swapped = write_roll(
        tmp_path, person("jm1", "jm2@ac-toulouse.fr"), person("jm2", "jm1@ac-toulouse.fr")
    )
    empty.administration.import_roll(swapped, source=SOURCE)
    with empty.context.connection():
        assert {row.uid: row.mail for row in Elector.select()} == {
            "jm1": "jm2@ac-toulouse.fr",
            "jm2": "jm1@ac-toulouse.fr",
        }


def test_the_address_of_somebody_else_is_a_fault_with_its_line(
    empty: Espace, tmp_path: Path
) -> None:
    empty.administration.import_roll(write_roll(tmp_path, person("jm1")), source=SOURCE)
    with pytest.raises(RollError) as refusal:
        empty.administration.import_roll(
            write_roll(tmp_path, person("a1"), person("jm2", "jm1@ac-toulouse.fr")), source=SOURCE
        )
    fault = refusal.value.faults[0]
    assert (fault.line, fault.column) == (3, "mail")
    assert "autre personne" in fault.reason
    with empty.context.connection():
        assert [row.uid for row in Elector.select()] == ["jm1"]


def test_one_wrong_line_and_nothing_is_loaded(empty: Espace, tmp_path: Path) -> None:
    path = write_roll(tmp_path, person("a1"), person("b1", corps="boulanger"), person("c1"))
    with pytest.raises(RollError, match=r"ligne 3, corps : .*rien|rien n'a été chargé"):
        empty.administration.import_roll(path, source=SOURCE)
    with empty.context.connection():
        assert Elector.select().count() == 0
        assert Scrutin.select().count() == 0
        assert Mailbox.select().count() == 0


def test_thousands_of_people_are_loaded_in_parts(empty: Espace, tmp_path: Path) -> None:
    path = write_roll(tmp_path, *(person(f"p{number}") for number in range(1_001)))
    assert empty.administration.import_roll(path, source=SOURCE).entries == 4_004
    assert empty.administration.import_roll(path, source=SOURCE).electors == 1_001
    with empty.context.connection():
        assert RollEntry.select().count() == 4_004


def test_the_report_says_who_is_in_the_file(empty: Espace, tmp_path: Path) -> None:
    path = write_roll(
        tmp_path, person("a1"), person("b1"), person("c1", corps="certifie", department="81")
    )
    report = empty.administration.import_roll(path, source=SOURCE)
    assert report.corps == (("certifie", 1), ("pe", 2))
    assert dict(report.scrutins) == {
        "CTM": 3,
        "CTA": 3,
        "CAPN-certifie": 1,
        "CAPA-certifie": 1,
        "CAPN-pe": 2,
        "CAPD-31": 2,
    }
    assert (report.encoding, report.kept, report.added) == ("UTF-8", True, 3)


def test_one_numen_for_two_people_is_told_and_named(empty: Espace, tmp_path: Path) -> None:
    lines = [f"{person(uid)},16E0501234ABC" for uid in ("a1", "b1")]
    lines.append(f"{person('c1')},16E0501235ABC")
    path = write_roll(tmp_path, *lines, header=f"{HEADER},numen")
    report = empty.administration.import_roll(
        path, source=SOURCE, options=ImportOptions(dry_run=True)
    )
    assert (report.shared_numens, report.shared_numen_names) == (2, (("a1", "b1"),))
    assert "a1" not in repr(report)


def test_people_of_the_same_names_are_counted_and_some_of_them_named(
    empty: Espace, tmp_path: Path
) -> None:
    other = person("d1").replace("Nom", "Autre")
    path = write_roll(tmp_path, person("a1"), person("b1"), person("c1"), other)
    report = empty.administration.import_roll(path, source=SOURCE)
    assert report.homonyms == 3
    assert report.homonym_names == (("a1", "c1"),)
    assert "a1" not in repr(report)


def test_a_person_or_address_that_comes_twice_points_to_the_first(
    empty: Espace, tmp_path: Path
) -> None:
    lines = [person("a1"), person("b1", "a1@ac-toulouse.fr"), person("A1", "c1@ac-toulouse.fr")]
    with pytest.raises(RollError) as refusal:
        empty.administration.import_roll(write_roll(tmp_path, *lines), source=SOURCE)
    found = [(fault.line, fault.column, fault.reason) for fault in refusal.value.faults]
    assert found == [(3, "mail", "déjà présent ligne 2"), (4, "uid", "déjà présent ligne 2")]


def test_the_faults_of_lines_and_what_comes_twice_are_told_together_in_order(
    empty: Espace, tmp_path: Path
) -> None:
    wrong = person("x1", corps="boulanger")
    lines = [person("a1"), wrong, *[person("a1")] * 50, wrong]
    options = ImportOptions(most_faults=4)
    with pytest.raises(RollError) as refusal:
        empty.administration.import_roll(
            write_roll(tmp_path, *lines), source=SOURCE, options=options
        )
    assert refusal.value.count == 102
    assert [fault.line for fault in refusal.value.faults] == [3, 4, 4, 5]


def test_a_file_of_a_header_alone_is_refused(empty: Espace, tmp_path: Path) -> None:
    with pytest.raises(RollError, match="aucune personne"):
        empty.administration.import_roll(write_roll(tmp_path), source=SOURCE)


def test_a_formula_stays_the_text_that_it_is(empty: Espace, tmp_path: Path) -> None:
    formula = "=cmd|'/c calc'!A1"
    path = write_roll(tmp_path, person("a1").replace("École", formula))
    empty.administration.import_roll(path, source=SOURCE)
    with empty.context.connection():
        assert Elector.get().school == formula


def test_backslashes_and_quotes_arrive_as_they_are(empty: Espace, tmp_path: Path) -> None:
    school = r"\N \t \\ '' $1 %s"
    path = write_roll(tmp_path, person("a1").replace("École", school))
    empty.administration.import_roll(path, source=SOURCE)
    with empty.context.connection():
        assert Elector.get().school == school


def test_the_next_person_made_otherwise_has_a_number_of_their_own(
    empty: Espace, tmp_path: Path
) -> None:
    empty.administration.import_roll(
        write_roll(tmp_path, person("a1"), person("b1")), source=SOURCE
    )
    with empty.context.transaction():
        scrutin = Scrutin.create(code="X", short="X", title="X", level="X", position=99)
        elector = Elector.create(uid="z1", mail="z1@x", last_name="Z", first_name="Z", corps="pe")
        assert scrutin.id > 1
        assert elector.id > 2


def test_how_far_it_is_is_told_stage_after_stage(empty: Espace, tmp_path: Path) -> None:
    told: list[Progress] = []
    header = f"{HEADER},numen"
    path = write_roll(tmp_path, f"{person('a1')},16E0501234ABC", header=header)
    empty.administration.import_roll(path, source=SOURCE, tell=told.append)
    assert list(dict.fromkeys(word.stage for word in told)) == [
        Stage.READING,
        Stage.COMPARING,
        Stage.HASHING,
        Stage.WRITING,
        Stage.KEEPING,
    ]
    assert all(0 <= word.done <= word.total for word in told)


def test_nothing_is_kept_of_a_dry_run_and_its_report_is_the_same(
    empty: Espace, tmp_path: Path
) -> None:
    path = write_roll(
        tmp_path, f"{person('a1')},16E0501234ABC", f"{person('b1')},", header=f"{HEADER},numen"
    )
    tried = empty.administration.import_roll(
        path, source=SOURCE, options=ImportOptions(dry_run=True)
    )
    with empty.context.connection():
        assert not Elector.select().exists()
        assert not Scrutin.select().exists()
    assert empty.administration.verify_audit().events == 0
    loaded = empty.administration.import_roll(path, source=SOURCE)
    assert (tried.kept, loaded.kept) == (False, True)
    assert replace(tried, kept=True, blocked_seconds=0) == replace(loaded, blocked_seconds=0)
