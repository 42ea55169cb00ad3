"""The list for the notices: whole, the same for the same roll, and nothing secret in it."""

from __future__ import annotations

import json
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from models import SAMPLE_PEOPLE, Espace, ImportOptions, NothingToDo, OutputRefused
from models.services.vote.roll_export import vote_window
from models.tables.audit import AuditEvent
from tests.models.clocks import HandClock, paris
from tests.models.desk.test_own_dates import FIRST, with_first_closing
from tests.models.notices.rolls import load_roll
from tests.models.rolls import person, write_roll
from tests.models.steps import SOURCE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "liste.jsonl"


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_it_holds_what_is_printed_and_nothing_secret(espace: Espace, path: Path) -> None:
    report = espace.vote.export_roll(path, source=SOURCE)
    header, *people, ending = lines_of(path)
    assert (report.electors, report.without_scrutin, report.schools) == (6, 0, 6)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert report.fingerprint == sha256(path.read_bytes()).hexdigest()
    assert header["vote"] == "du 27 novembre à 10 h au 4 décembre 2014 à 17 h, heure de Paris"
    assert header["accounts_close"] == "4 décembre à 16 h"
    assert len({one["uuid"] for one in header["scrutins"]}) == len(header["scrutins"])
    assert ending["lines"] == 7
    (dupont,) = [one for one in people if one[0] == "fdupont"]
    shorts = [header["scrutins"][place]["short"] for place in dupont[-1]]
    assert dupont[1:5] == ["Mme", "Françoise", "Dupont", "certifiée"]
    assert shorts == ["CTM", "CTA", "CAPN", "CAPA"]
    text = path.read_text("utf-8")
    assert not [one for one in SAMPLE_PEOPLE if one.numen in text or one.address in text]


def test_the_same_roll_gives_the_same_file(espace: Espace, path: Path) -> None:
    first = espace.vote.export_roll(path, source=SOURCE)
    before = path.read_bytes()
    assert espace.vote.export_roll(path, force=True, source=SOURCE) == first
    assert path.read_bytes() == before
    with espace.context.connection():
        kinds = [event.kind for event in AuditEvent.select()]
    assert kinds.count(f"roll_export/{first.fingerprint[:32]}") == 2


def test_schools_come_in_order_and_people_by_name(
    espace: Espace, path: Path, tmp_path: Path
) -> None:
    people = [
        "b,b@ac-toulouse.fr,Mme,Éluard,Zoé,pe,31,0310002B,École",
        "a,a@ac-toulouse.fr,M.,Zola,Émile,pe,31,0310001A,École",
        "c,c@ac-toulouse.fr,M.,Eluard,Ève,pe,31,0310002B,École",
        "d,d@ac-toulouse.fr,M.,d'Arc,Jean,pe,31,0310002B,École",
    ]
    load_roll(espace, tmp_path / "roll", people)
    espace.vote.export_roll(path, source=SOURCE)
    assert [one[0] for one in lines_of(path)[1:-1]] == ["a", "d", "c", "b"]


def test_who_is_called_to_nothing_gets_no_notice(
    espace: Espace, path: Path, tmp_path: Path
) -> None:
    load_roll(espace, tmp_path / "roll", [person("a"), person("b")])
    with espace.context.transaction():
        espace.context.store.dialect.run(
            "DELETE FROM roll_entry WHERE elector_id = (SELECT id FROM elector WHERE uid = 'b')"
        )
    report = espace.vote.export_roll(path, source=SOURCE)
    assert (report.electors, report.without_scrutin) == (1, 1)


def test_an_empty_roll_has_no_list(empty: Espace, path: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingToDo, match="admin import"):
        empty.vote.export_roll(path, source=SOURCE)
    assert not path.exists()
    roll = write_roll(tmp_path, person("a"))
    empty.administration.import_roll(roll, source=SOURCE, options=ImportOptions(numens=False))
    assert empty.vote.export_roll(path, source=SOURCE).electors == 1


def test_scrutins_that_came_after_the_roll_ask_for_it_again(espace: Espace, path: Path) -> None:
    election = espace.election
    another = election.scrutins[0].changed(code="NEUF")
    changed = Espace(election.changed(scrutins=(*election.scrutins, another)), espace.clock)
    with pytest.raises(NothingToDo, match="autres scrutins"):
        changed.vote.export_roll(path, source=SOURCE)
    changed.close()
    assert not path.exists()


def test_a_file_that_is_there_stays(espace: Espace, path: Path) -> None:
    path.write_text("une autre liste")
    with pytest.raises(OutputRefused, match="existe déjà"):
        espace.vote.export_roll(path, source=SOURCE)
    assert path.read_text() == "une autre liste"


def test_a_vote_that_ends_at_midnight_is_said_so(espace: Espace) -> None:
    section = espace.election.calendar_section
    midnight = section.vote_closes.replace(day=5, hour=0)
    changed = espace.election.changed(calendar_section=section.changed(vote_closes=midnight))
    assert vote_window(changed).startswith("du 27 novembre à 10 h au 4 décembre 2014 à minuit,")


def test_the_notice_names_the_dates_that_a_scrutin_has_of_its_own(
    espace: Espace, path: Path
) -> None:
    first, *others = espace.election.scrutins
    scrutins = (first.changed(vote_closes=paris("2014-12-02 17:00")), *others)
    other = Espace(espace.election.changed(scrutins=scrutins), espace.clock)
    other.vote.export_roll(path, source=SOURCE)
    titles = [one["title"] for one in lines_of(path)[0]["scrutins"]]
    assert titles[:2] == [
        "Vote du 27 novembre à 10 h au 2 décembre à 17 h : Comité technique ministériel",
        "Comité technique académique",
    ]
    # An account that is made after the first closing would be too late for the first scrutin.
    assert lines_of(path)[0]["accounts_close"] == "2 décembre à 17 h"
    other.close()


def test_a_scrutin_that_has_closed_is_no_deadline(
    espace: Espace, clock: HandClock, path: Path
) -> None:
    election = with_first_closing(espace.election, "CTM")
    own = Espace(election, clock)
    own.vote.export_roll(path, source=SOURCE)
    assert lines_of(path)[0]["accounts_close"] == "3 décembre à 17 h"
    clock.go(FIRST)
    own.vote.export_roll(path, force=True, source=SOURCE)
    assert lines_of(path)[0]["accounts_close"] == "4 décembre à 16 h"
    own.close()
