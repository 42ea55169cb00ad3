"""Which election a demonstration shows: a sample, or one's own file with its places untouched."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from models import (
    SAMPLE_NAMES,
    ElectionFileError,
    EspaceError,
    PathStep,
    SampleUnknown,
    election_text,
    invented_sample,
    load_election,
    sample_named,
)
from models.rules.calendar import WindowState
from tests.models.clocks import paris
from tui.demo.helpdesk import desk_beside
from tui.demo.host import Beginning, demonstration_of
from tui.demo.journeys import FIRST_CLOSED, destinations
from tui.demo.sandbox import sample_in
from tui.screens.home_words import doors_of_everybody
from tui.visit.moments import Moments

EVENTS = {"open", "os.mkdir", "os.listdir", "os.scandir", "os.rename", "sqlite3.connect"}
OWN_PLACES = """
[database]
url = "postgresql://elections@127.0.0.1:1/elections"
password_file = "secrets/base"
keys = "cles"

[mail]
domains = ["exemple.fr"]
backend = "smtp-imap"
sender = "Élections <elections@exemple.fr>"
user_names = "any"
[mail.smtp]
host = "127.0.0.1"
port = 1
security = "none"
[mail.imap]
host = "127.0.0.1"
port = 1
security = "none"

[logs]
directory = "journaux"

[alerts]
to = ["assistance@exemple.fr"]

[board]
president = "Mme Vraie PRÉSIDENTE"
secretary = "M. Vrai SECRÉTAIRE"
delegates = ["Mme Vraie DÉLÉGUÉE", "M. Vrai DÉLÉGUÉ"]
threshold = 3
"""
OWN = """
[election]
title = "Comité social 2027"
academie = "Mayotte"
webmail_name = "messagerie"
webmail_url = "https://messagerie.exemple.fr"
space_url = "https://vote.exemple.fr"
vote_url = "https://vote.exemple.fr"
assistance = ["Appelez-nous."]

[calendar]
timezone = "Indian/Mayotte"
accounts_open = 2027-03-01T14:00:00
accounts_close = 2027-03-20T12:00:00
confirmations_close = 2027-03-20T13:00:00
vote_opens = 2027-03-15T08:00:00
vote_closes = 2027-03-20T17:00:00
results_from = 2027-03-21T08:00:00

[passwords.voter]
minimum = 20
kinds = ["upper", "lower", "digit", "sign"]

[corps]
agent = ["agent", "agente"]
cadre = ["cadre", "cadre"]
autre = ["autre", "autre"]

[[scrutins]]
code = "CSA"
short = "CSA"
title = "Comité social d'administration"
level = "local"
corps = ["agent", "cadre"]
lists_file = "listes/csa.toml"

[[scrutins]]
code = "CAP"
short = "CAP"
title = "Commission administrative paritaire"
level = "local"
corps = ["cadre"]
lists_file = "listes/absente.toml"
"""
LIST = """
[[lists]]
name = "Notre propre liste"
short = "Propre"
order = 1
candidates = ["Mme Anne MARTIN (service)"]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The election file of an administrator, with its places."""
    folder = tmp_path / "reelle"
    for name in ("secrets", "cles", "journaux", "listes"):
        (folder / name).mkdir(parents=True)
    (folder / "listes" / "csa.toml").write_text(LIST, "utf-8")
    (folder / "secrets" / "base").write_text("secret\n")
    file = folder / "election.toml"
    file.write_text(OWN + OWN_PLACES, "utf-8")
    return file


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "essais"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_demonstration_of_a_sample_begins_at_its_moment(name: str, elsewhere: Path) -> None:
    app, sandbox = demonstration_of(Beginning(election=name))
    assert app.election.title == sample_named(name).election.title
    assert abs((sandbox.clock.now() - sample_named(name).start).total_seconds()) < 60
    assert list(elsewhere.iterdir()) == []


def test_another_moment_and_person_are_those_of_the_sample() -> None:
    app, sandbox = demonstration_of(
        Beginning(at="2026-12-04 15:59", persona="odile.charvet", election="lyon-2026")
    )
    assert sandbox.start == paris("2026-12-04 15:59")
    assert app.visit.persona == "Odile Charvet"


def test_what_there_is_not_is_answered_with_what_there_is() -> None:
    with pytest.raises(SampleUnknown, match="toulouse-2014, lyon-2026"):
        demonstration_of(Beginning(election="lyon"))
    with pytest.raises(EspaceError, match=r"manon\.ravier"):
        demonstration_of(Beginning(persona="fdupont", election="lyon-2026"))
    with pytest.raises(ElectionFileError):
        demonstration_of(Beginning(config=Path("/nulle/part.toml")))


def test_a_rehearsal_begins_on_the_first_day_of_its_accounts(own: Path) -> None:
    sample = invented_sample(load_election(own))
    zone = sample.election.calendar.zone
    assert sample.start == datetime(2027, 3, 1, 14, 5, tzinfo=zone)
    assert sample.election.calendar.accounts.state(sample.start) is WindowState.OPEN


def test_its_people_are_of_the_corps_that_vote(own: Path) -> None:
    sample = invented_sample(load_election(own))
    with sample.roll() as path:
        assert ",autre," not in path.read_text("utf-8")
        assert ",agent," in path.read_text("utf-8")
    assert all(one.name.endswith((" Fictif", " Fictive")) for one in sample.people)
    assert all(one.address.endswith("@exemple.fr") for one in sample.people)


def test_its_lists_are_its_own_where_they_can_be_read(own: Path) -> None:
    election = invented_sample(load_election(own)).election
    assert election.scrutin("CSA").lists_file == own.parent / "listes" / "csa.toml"
    assert election.scrutin("CAP").lists_file is None
    assert all("fictive" in one.name for one in election.scrutin("CAP").lists)


def test_no_place_or_server_of_the_file_is_left(own: Path) -> None:
    real, election = load_election(own), invented_sample(load_election(own)).election
    assert election.database.url is None
    assert election.database.keys is None
    assert election.database.password_file is None
    assert election.mail.embedded
    assert (election.mail.smtp, election.mail.imap, election.alerts) == (None, None, None)
    assert election.logs.directory is None
    assert election.file is None
    assert "Vrai" not in str(election.board)
    assert real.database.url is not None


def opened_by(action: Callable[[], object]) -> list[str]:
    """Return every path that an action opens or asks a directory of, by this interpreter."""
    seen: list[str] = []
    watching = [True]

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if watching[0] and event in EVENTS:
            seen.append(str(arguments[0]))

    sys.addaudithook(note)
    try:
        action()
    finally:
        watching[0] = False
    return seen


def test_a_rehearsal_touches_nothing_of_the_file_s_places(own: Path, elsewhere: Path) -> None:
    """From its beginning to a vote that is counted, with a server that would refuse each call."""
    before = {path: path.stat().st_mtime_ns for path in own.parent.rglob("*")}

    def rehearse() -> None:
        app, sandbox = demonstration_of(Beginning(config=own))
        try:
            espace = sandbox.open()
            sandbox.wait_for_vote()
            person = sandbox.sample.someone("confirmed")
            espace.account.sign_in(person.address, person.voter_password or "", source="test")
            beside = desk_beside(sandbox.directory or Path())
            assert beside.election.title == app.election.title == "Comité social 2027"
            assert sample_in(sandbox.directory or Path()).name == str(own)
        finally:
            sandbox.delete()

    seen = opened_by(rehearse)
    folder = own.parent
    touched = {path for path in seen if path.startswith(str(folder))}
    lists = {str(folder / "listes" / name) for name in ("csa.toml", "absente.toml")}
    assert touched <= {str(own), *lists}
    assert any(path.startswith(str(elsewhere)) for path in seen), "the hook hears of what is opened"
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert list(elsewhere.iterdir()) == []


def test_the_screens_of_an_hour_to_come_are_seen_before_it(tmp_path: Path) -> None:
    """Review B6: `demo --config election.toml --at "2026-12-04 15:59"` was refused."""
    file = tmp_path / "election.toml"
    early = 'code = "CSAM"\nvote_closes = 2026-12-04T16:00:00'
    file.write_text(election_text("lyon-2026").replace('code = "CSAM"', early), "utf-8")
    app, sandbox = demonstration_of(Beginning(config=file, at="2026-12-04 15:59"))
    assert sandbox.start == paris("2026-12-04 15:59")
    moments = Moments(app.election.calendar, sandbox.clock)
    third = doors_of_everybody(app.election, moments)[PathStep.SPACE].details
    assert third == ("Le vote est ouvert ; un premier scrutin se ferme le 4 décembre à 16 h.",)
    assert FIRST_CLOSED in {place.title for place in destinations(app.election.calendar)}


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_sample_can_be_rehearsed_as_one_s_own(
    name: str, tmp_path: Path, elsewhere: Path
) -> None:
    file = tmp_path / "election.toml"
    file.write_text(election_text(name), "utf-8")
    app, sandbox = demonstration_of(Beginning(config=file))
    espace = sandbox.open()
    for person in sandbox.sample.people:
        mailbox = espace.mailbox.open(person.user_name, person.numen, source="test")
        assert mailbox.address == person.address
    guided = sandbox.sample.guided
    person = sandbox.sample.people[0]
    mailbox = espace.mailbox.open(person.user_name, person.numen, source="test")
    new = guided.mailbox_password
    espace.mailbox.change_password(mailbox, new, new, source="test")
    voter = guided.voter_password
    espace.account.create(person.address, voter, voter, mailbox=mailbox, source="test")
    sandbox.delete()
    assert app.election.title == load_election(file).title
