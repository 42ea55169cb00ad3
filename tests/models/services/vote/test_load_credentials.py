"""Loading public credentials: all of them or none, and only those of this roll and election."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import CredentialsUnusable, Election, Espace, ImportRunning, RollChanged
from models.files.private import file_lock
from models.tables.audit import AuditEvent
from models.tables.notices import Notice, NoticeLink, NoticeState, PublicCredential, VoteElection
from tests.models.clocks import HandClock
from tests.models.databases import Databases
from tests.models.notices.rewriting import rewrite
from tests.models.notices.rolls import Made, load_roll, make
from tests.models.steps import SOURCE


def rows(espace: Espace) -> dict[str, list[Any]]:
    """Return what the tables of the notices hold, in the order in which a database gives it."""
    with espace.context.connection():
        return {
            table.__name__: list(table.select().tuples())
            for table in (Notice, NoticeLink, PublicCredential)
        }


def nothing_loaded(espace: Espace) -> bool:
    return not any(rows(espace).values())


def load(espace: Espace, path: Path, *, replace: bool = False) -> Any:
    return espace.vote.load_credentials(path, replace=replace, source=SOURCE)


def test_everybody_has_a_notice_and_the_audit_chain_says_which_file(
    espace: Espace, made: Made
) -> None:
    report = load(espace, made.public)
    scrutins = len(espace.election.scrutins)
    assert (report.electors, report.spares, report.replaced) == (6, 3, False)
    assert report.credentials == 4 * 5 + 3 + 3 * scrutins
    assert report.fingerprint == made.report.fingerprint
    with espace.context.connection():
        held = Notice.select().where(Notice.state == NoticeState.HELD)
        spare = Notice.select().where(Notice.state == NoticeState.SPARE)
        assert [one.number for one in held.order_by(Notice.number)] == [1, 2, 3, 4, 5, 6]
        assert {one.elector_id for one in spare} == {None}
        last = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    assert last.kind == f"load_notices/6+3/{report.fingerprint[:32]}"
    assert espace.administration.verify_audit().first_fault is None


def test_the_order_of_the_credentials_tells_nothing(espace: Espace, made: Made) -> None:
    load(espace, made.public)
    held = rows(espace)["PublicCredential"]
    assert held == sorted(held)
    if espace.context.store.dialect.files():
        with espace.context.connection():
            definition = espace.context.store.dialect.one(
                "SELECT sql FROM sqlite_master WHERE name = 'public_credential'"
            )
        assert definition.endswith("WITHOUT ROWID")


def test_a_second_load_asks_first(espace: Espace, made: Made, tmp_path: Path) -> None:
    load(espace, made.public)
    before = rows(espace)
    with pytest.raises(CredentialsUnusable, match="« --replace »"):
        load(espace, made.public)
    assert rows(espace) == before
    other = make(espace, tmp_path / "other", spares=1)
    assert load(espace, other.public, replace=True).replaced
    after = rows(espace)
    assert len(after["Notice"]) == 7
    assert not set(after["PublicCredential"]) & set(before["PublicCredential"])
    assert espace.administration.verify_audit().first_fault is None


def test_a_roll_that_changed_is_told_by_its_numbers(
    espace: Espace, made: Made, tmp_path: Path
) -> None:
    """Two electors more, six less: who is another person is both."""
    people = [
        "fdupont,francoise.dupont@ac-toulouse.fr,Mme,Dupont,Françoise,agrege,31,0310001A,Lycée",
        "kbenali,karim.benali@ac-toulouse.fr,M.,Benali,Karim,plp,31,0310001A,Lycée",
        "neuf,neuf@ac-toulouse.fr,M.,Neuf,Jean,plp,31,0310001A,Lycée",
    ]
    load_roll(espace, tmp_path / "roll", people)
    with pytest.raises(RollChanged) as refusal:
        load(espace, made.public)
    error = refusal.value
    assert (error.added, error.left, error.changed) == (1, 4, 1)
    assert "(1 en plus, 4 en moins, 1 pour d'autres scrutins)" in error.text
    assert nothing_loaded(espace)
    again = make(espace, tmp_path / "again")
    assert load(espace, again.public).electors == 3


def test_another_name_or_school_changes_nothing(espace: Espace, made: Made) -> None:
    with espace.context.transaction():
        espace.context.store.dialect.run(
            "UPDATE elector SET last_name = 'Durand', uai = '0310009Z' WHERE uid = 'fdupont'"
        )
    assert load(espace, made.public).electors == 6


def test_credentials_of_another_election_are_refused(
    espace: Espace, databases: Databases, clock: HandClock, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Espace(databases.filled(tmp_path / "other"), clock)
    foreign = make(other, tmp_path / "foreign")
    with pytest.raises(CredentialsUnusable, match="autre élection"):
        load(espace, foreign.public)
    espace.vote.export_roll(tmp_path / "liste", source=SOURCE)
    with pytest.raises(CredentialsUnusable, match="autre élection"):
        load(espace, foreign.public)
    other.close()
    databases.drop(other.election)
    assert nothing_loaded(espace)


KEY = re.compile(r'^\[(\d+),"([0-9a-f]{64})"\]$', re.MULTILINE)
LINK = re.compile(r'\[\[0,"([0-9a-f]{64})"\]')
ANOTHER = "5866666666666666666666666666666666666666666666666666666666666666"
"""The generator of the group: a good key, and nobody's."""


def without_first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found
    return text.replace(f"{found[0]}\n", "", 1)


ALTERATIONS: dict[str, Callable[[str], str]] = {
    "format": lambda text: text.replace('"format":1', '"format":2'),
    "kind": lambda text: text.replace("éléments publics", "autre chose"),
    "export": lambda text: re.sub(r'"export":"[0-9a-f]', '"export":"_', text),
    "other export": lambda text: re.sub('"export":"[0-9a-f]{64}', f'"export":"{ANOTHER}', text),
    "code": lambda text: text.replace('"code":"CTM"', '"code":"CTX"'),
    "uuid": lambda text: re.sub(r'"uuid":"\w', '"uuid":"_', text, count=1),
    "electors": lambda text: text.replace('"electors":6', '"electors":5'),
    "spares": lambda text: text.replace('"spares":3', '"spares":2'),
    "number": lambda text: text.replace('[2,"fdupont"', '[9,"fdupont"'),
    "unknown uid": lambda text: text.replace('"fdupont"', '"inconnu"'),
    "uid twice": lambda text: text.replace('"fdupont"', '"kbenali"'),
    "uid of a spare": lambda text: text.replace("[8,null", '[8,"fdupont"'),
    "no uid": lambda text: text.replace('[2,"fdupont"', "[2,null"),
    "scrutin of a link": lambda text: LINK.sub(r'[[9,"\1"]', text, count=1),
    "link": lambda text: LINK.sub(r'[[0,"\1_"]', text, count=1),
    "no link": lambda text: LINK.sub("[", text, count=1).replace("[,", "["),
    "scrutin of a key": lambda text: KEY.sub(r'[1,"\2"]', text, count=1),
    "unknown scrutin": lambda text: f'{text}[99,"{ANOTHER}"]\n',
    "no key": lambda text: without_first(KEY, text),
    "key that is none": lambda text: KEY.sub(f'[0,"{"0" * 64}"]', text, count=1),
    "key twice": lambda text: KEY.sub(r"\g<0>\n\g<0>", text, count=1),
    "key besides": lambda text: f'{text}[{text.count("uuid") - 1},"{"f" * 64}"]\n',
    "line besides": lambda text: f"{text}[]\n",
}


@pytest.mark.parametrize("altered", ALTERATIONS)
def test_an_altered_file_loads_nothing(file_espace: Espace, tmp_path: Path, altered: str) -> None:
    """Altered by somebody who knows how it ends: otherwise its ending tells already."""
    made = make(file_espace, tmp_path / "made")
    rewrite(made.public, ALTERATIONS[altered])
    with pytest.raises(CredentialsUnusable, match="rien n'a été chargé"):
        load(file_espace, made.public)
    assert nothing_loaded(file_espace)
    with file_espace.context.connection():
        assert not AuditEvent.select().where(AuditEvent.kind.startswith("load")).exists()


@pytest.mark.parametrize("kept", [0, 50, -1, -40, -3_000])
def test_a_file_that_was_cut_loads_nothing(file_espace: Espace, tmp_path: Path, kept: int) -> None:
    made = make(file_espace, tmp_path / "made")
    made.public.write_bytes(made.public.read_bytes()[:kept])
    with pytest.raises(CredentialsUnusable, match="n'est pas un fichier d'éléments publics"):
        load(file_espace, made.public)
    with pytest.raises(CredentialsUnusable, match="ne peut pas être lu"):
        load(file_espace, tmp_path / "absent")
    assert nothing_loaded(file_espace)


def test_an_altered_file_is_refused_by_a_server_too(espace: Espace, made: Made) -> None:
    """What breaks off in the middle of the lines leaves nothing on either database."""
    rewrite(made.public, ALTERATIONS["key that is none"])
    with pytest.raises(CredentialsUnusable):
        load(espace, made.public)
    assert nothing_loaded(espace)
    rewrite(made.public, ALTERATIONS["uid of a spare"])
    with pytest.raises(CredentialsUnusable):
        load(espace, made.public)
    assert nothing_loaded(espace)


def test_while_a_roll_is_imported_nothing_is_loaded(espace: Espace, made: Made) -> None:
    held = espace.context.store.key_directory / "import.lock"
    with file_lock(held), pytest.raises(ImportRunning):
        load(espace, made.public)
    assert load(espace, made.public).electors == 6


def test_a_scrutin_that_was_dropped_is_asked_for_no_more(
    espace: Espace, made: Made, tmp_path: Path
) -> None:
    election = espace.election
    fewer = Espace(election.changed(scrutins=election.scrutins[1:]), espace.clock)
    with pytest.raises(CredentialsUnusable, match="autre élection"):
        load(fewer, made.public)
    again = make(fewer, tmp_path / "again")
    report = load(fewer, again.public)
    fewer.close()
    assert report.credentials == 3 * 5 + 2 + 3 * (len(election.scrutins) - 1)


def test_identifiers_of_elections_are_drawn_once(espace: Espace, made: Made) -> None:
    with espace.context.connection():
        before = {row.scrutin_id: row.uuid for row in VoteElection.select()}
    espace.vote.export_roll(made.export, force=True, source=SOURCE)
    with espace.context.connection():
        assert {row.scrutin_id: row.uuid for row in VoteElection.select()} == before
    header = json.loads(made.public.read_text("utf-8").splitlines()[0])
    assert {one["uuid"] for one in header["scrutins"]} == set(before.values())


def test_a_person_who_leaves_the_roll_takes_their_notice_along(
    espace: Espace, made: Made, tmp_path: Path, either_writing: str
) -> None:
    load(espace, made.public)
    espace.vote.replace_notice(
        "jmartin1", lost=3, spare=7, by="A. Roy", witness="B. Roux", reason="perdue", source=SOURCE
    )
    people = ["kbenali,karim.benali@ac-toulouse.fr,M.,Benali,Karim,plp,82,0820005E,Lycée"]
    load_roll(espace, tmp_path / "roll", people)
    with espace.context.connection():
        left = {one.number: one.state for one in Notice.select()}
        assert {one.notice_id for one in NoticeLink.select()} == set(left)
    assert left == {6: NoticeState.HELD, 8: NoticeState.SPARE, 9: NoticeState.SPARE}


def test_a_backup_takes_the_notices_along(
    espace: Espace, made: Made, elsewhere: Election, databases: Databases, tmp_path: Path
) -> None:
    load(espace, made.public)
    backup = tmp_path / "sauvegarde"
    espace.administration.back_up(backup, with_keys=True, source=SOURCE)
    other = Espace(elsewhere, espace.clock)
    other.administration.restore(backup, source=SOURCE)
    assert rows(other) == rows(espace)
    assert other.vote.find_notice("fdupont").number == 2
    other.close()
    databases.drop(elsewhere)
