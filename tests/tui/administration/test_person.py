"""`admin person`: one person on a page, and what the reference means that they read out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import models
from models.tables.mailboxes import Mailbox
from tests.tui.commands import admin, said
from tui.administration.reference_words import MEANINGS, meaning_of
from tui.logs.events import EVENTS, use
from tui.logs.found_lines import LogLine
from tui.logs.troubles import OF_THE_PERSON, Troubles

DUPONT = "fdupont"


def refused_once(config: Path, typed: str = "Pivoine8Lavaur", name: str = DUPONT) -> str:
    """Have a mailbox refused in a visit, and return the reference that its screen shows."""
    election = models.load_election(config)
    espace = models.Espace(election, models.SystemClock())
    use(election.logs, election=election.title, host="salle-12")
    try:
        espace.mailbox.open(name, typed, source="kiosk:salle-12")
    except models.Refused as refusal:
        return Troubles().note(refusal, "webmail_login")
    finally:
        espace.close()
    raise AssertionError


def add_logs(config: Path, lines: str) -> None:
    """Write lines into `[logs]` of an election file."""
    text = config.read_text(encoding="utf-8")
    assert "\n[logs]\n" in text
    config.write_text(text.replace("\n[logs]\n", f"\n[logs]\n{lines}\n"), encoding="utf-8")


@pytest.fixture
def logged(config: Path, tmp_path: Path, form: str) -> Path:
    """An election whose logs are a test's own."""
    add_logs(config, f'directory = "{tmp_path / "logs"}"\nform = "{form}"')
    return config


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_refusal_is_told_with_the_reference_of_its_screen(logged: Path) -> None:
    reference = refused_once(logged)
    facts = json.loads(admin("person", DUPONT, "--json", "--config", logged).stdout)
    (refusal,) = facts["refusals"]
    assert refusal["kind"] == "open_mailbox/MailboxSignInRefused"
    assert (refusal["source"], refusal["reference"]) == ("kiosk:salle-12", reference)
    page = said(admin("person", DUPONT, "--config", logged))
    what = f"ouverture de la messagerie : refusé, borne salle-12, référence {reference} : "
    assert f"{what}le mot de passe de la messagerie est faux" in page
    told = admin("person", "--reference", reference[:5].lower(), "--config", logged)
    assert told.returncode == 0
    assert "poste salle-12, écran webmail_login : le mot de passe de la messagerie" in said(told)


@pytest.mark.parametrize("form", ["json"])
def test_a_reference_that_may_be_another_persons_is_not_given(logged: Path) -> None:
    refused_once(logged)
    refused_once(logged, name="kbenali")  # at the same place and moment
    facts = json.loads(admin("person", DUPONT, "--json", "--config", logged).stdout)
    assert [one["reference"] for one in facts["refusals"]] == [""]


@pytest.mark.parametrize("form", ["json"])
def test_refusals_that_follow_each_other_closely_keep_their_references(logged: Path) -> None:
    references = [refused_once(logged, typed) for typed in ("Pivoine8", "Cormoran7", "Lavaur9")]
    facts = json.loads(admin("person", DUPONT, "--json", "--config", logged).stdout)
    assert [one["reference"] for one in facts["refusals"]] == references[::-1], "newest first"


@pytest.mark.parametrize("form", ["json"])
def test_a_reference_in_a_rotated_file_is_found_and_another_is_not(
    logged: Path, tmp_path: Path
) -> None:
    reference = refused_once(logged)
    newest = tmp_path / "logs" / f"{EVENTS}.jsonl"
    newest.rename(newest.with_name(f"{newest.name}.1"))
    newest.write_text('{"cut by a full di', encoding="utf-8")
    done = admin("person", "--reference", reference, "--json", "--config", logged)
    (line,) = json.loads(done.stdout)["lines"]
    assert (line["kind"], line["host"]) == ("MailboxSignInRefused", "salle-12")
    other = admin("person", "--reference", "00000000", "--config", logged)
    assert other.returncode == 1
    assert "relisez-la" in said(other)


@pytest.mark.parametrize(
    "words", [(), (DUPONT, "--reference", "7F3A8C68"), ("--reference", "7F3A8C6Z")]
)
def test_one_of_both_is_asked_for(config: Path, words: tuple[str, ...]) -> None:
    done = admin("person", *words, "--config", config)
    assert done.returncode == 2
    assert "choisissez" in said(done)


def test_the_page_of_a_person_says_why_and_what_to_do(config: Path) -> None:
    page = said(admin("person", "francoise.dupont@ac-toulouse.fr", "--config", config))
    for words in ("Mme Françoise Dupont", "Pourquoi : ", "Que faire : ", "Compte : aucun"):
        assert words in page


def test_an_address_that_is_nobodys_is_said_to_be(config: Path) -> None:
    released = admin("release", "x@ac-toulouse.fr", "--reason", "appel", "--config", config)
    for done in (released, admin("person", "x@ac-toulouse.fr", "--config", config)):
        page = said(done)
        assert "ersonne n'a cette adresse dans la liste électorale" in page
        assert "nom d'utilisateur" not in page


def test_nobody_is_refused_in_one_sentence(config: Path) -> None:
    done = admin("person", "personne", "--config", config)
    assert done.returncode == 1
    assert "Personne n'a ce nom d'utilisateur" in said(done)


def line(event: str, kind: str) -> LogLine:
    return LogLine(datetime.now(UTC), event, kind, "", "", "", "", "7F3A8C68")


def test_every_refusal_that_the_logs_have_means_something() -> None:
    told = {kind for kind, _ in MEANINGS}
    assert {error.__name__ for error in OF_THE_PERSON} <= told
    assert meaning_of(line("unexpected", "KeyError"))[0] == "une faute du programme"
    assert "serveur" in meaning_of(line("trouble", "MailUnavailable"))[0]


def test_logs_that_go_to_the_journal_are_searched_there(config: Path) -> None:
    add_logs(config, 'target = "journal"')
    done = admin("person", "--reference", "7f3a8c68", "--config", config)
    assert "journalctl --grep 7F3A8C68" in said(done)


@pytest.mark.parametrize("form", ["json"])
def test_whoever_has_no_mailbox_is_not_said_to_mistype(logged: Path) -> None:
    espace = models.Espace(models.load_election(logged), models.SystemClock())
    with espace.context.transaction():
        Mailbox.delete().execute()
    espace.close()
    reference = refused_once(logged)
    facts = json.loads(admin("person", DUPONT, "--json", "--config", logged).stdout)
    assert facts["mailbox_missing"]
    assert facts["refusals"][0]["reference"] == reference
    assert "aucune messagerie n'existe" in facts["refusals"][0]["meaning"]
    page = said(admin("person", DUPONT, "--config", logged))
    assert "Messagerie : aucune à son nom" in page
    assert "faux" not in page
