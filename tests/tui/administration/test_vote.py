"""`admin vote`: notices made, loaded, replaced, by the commands themselves."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfdoc

import models
from models.notices import making
from models.notices.making import PUBLIC_FILE
from models.voting.identifiers import VoteIdentifier, draw_identifier
from tests.models.notices.printed import read_notices
from tests.models.notices.rewriting import rewrite
from tests.models.postgresql.watching import wait_until
from tests.tui.administration.test_json import keys_in_the_guide
from tests.tui.commands import PEOPLE, admin, call_process, call_typing, said
from tests.tui.source_terminal import source_terminal

IDENTIFIER = "KP2JF RBR88 BXK7N QV9KB"
"""Its check character is right."""
CREDENTIAL = re.compile(r"[1-9A-HJ-NP-Za-km-z]{5}(-[1-9A-HJ-NP-Za-km-z]{5,6}){3}\n")
COMMAND = ("-m", "tui", "admin", "vote")


@pytest.fixture
def place(config: Path, tmp_path: Path) -> Path:
    """A folder with the list and the notices of the sample people."""
    export = tmp_path / "liste.jsonl"
    assert admin("vote", "roll-export", export, "--config", config).returncode == 0
    assert admin("vote", "notices", export, tmp_path / "notices").returncode == 0
    return tmp_path


@pytest.fixture
def loaded(config: Path, place: Path) -> Path:
    """An election file whose database has the public part."""
    public = place / "notices" / PUBLIC_FILE
    done = admin("vote", "load-credentials", public, "--config", config)
    assert done.returncode == 0, done.stderr
    return config


def test_the_way_from_the_roll_to_the_server_is_told(config: Path, tmp_path: Path) -> None:
    export, directory = tmp_path / "liste.jsonl", tmp_path / "notices"
    exported = said(admin("vote", "roll-export", export, "--config", config))
    assert "6 personnes, 6 établissements" in exported
    assert "puis détruisez-la" in exported
    made = admin("vote", "notices", export, directory, "--spares", "2")
    page = said(made)
    assert (made.returncode, made.stderr) == (0, "")
    assert "6 notices et 2 de réserve" in page
    for words in ("contre signature", f"« {PUBLIC_FILE} », et lui seul", "Détruisez ce dossier"):
        assert words in page
    done = admin("vote", "load-credentials", directory / PUBLIC_FILE, "--config", config)
    fingerprint = re.findall(r"\b[0-9a-f]{64}\b", made.stdout)
    assert re.findall(r"\b[0-9a-f]{64}\b", done.stdout) == fingerprint


def test_a_program_reads_the_same(config: Path, tmp_path: Path) -> None:
    export, directory = tmp_path / "liste.jsonl", tmp_path / "notices"
    exported = json.loads(admin("vote", "roll-export", export, "--json", "--config", config).stdout)
    made = json.loads(admin("vote", "notices", export, directory, "--json").stdout)
    loaded = json.loads(
        admin(
            "vote", "load-credentials", directory / PUBLIC_FILE, "--json", "--config", config
        ).stdout
    )
    assert made["export_fingerprint"] == exported["fingerprint"]
    assert loaded["fingerprint"] == made["fingerprint"]
    assert (made["electors"], made["spares"], loaded["spares"]) == (6, 10, 10)
    assert made.keys() == keys_in_the_guide("vote notices")
    assert loaded.keys() == keys_in_the_guide("vote load-credentials")


def test_signs_that_cannot_be_printed_are_told(config: Path, tmp_path: Path) -> None:
    export = tmp_path / "liste.jsonl"
    assert admin("vote", "roll-export", export, "--config", config).returncode == 0
    rewrite(export, lambda text: text.replace("Benali", "漢字"))
    page = said(admin("vote", "notices", export, tmp_path / "notices"))
    assert "remplacé par « ? » dans le nom de ces notices : 6." in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("roll-export", "liste.jsonl"), "liste.jsonl existe déjà"),
        (("notices", "absente", "n"), "absente ne peut pas être lu"),
        (("notices", "liste.jsonl", "notices"), "n'est pas un dossier vide"),
        (("notices", "notices/elements-publics.jsonl", "n"), "n'est pas une liste"),
        (("load-credentials", "liste.jsonl"), "n'est pas un fichier d'éléments publics"),
        (("load-credentials", "absent"), "absent ne peut pas être lu"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    config: Path, place: Path, words: tuple[str, ...], sentence: str
) -> None:
    named = [words[0], *(str(place / word) for word in words[1:])]
    election = {"ESPACE_ELECTEUR_CONFIG": str(config)}
    done = admin("vote", *named, **election)
    assert done.returncode == 1
    assert sentence in said(done)
    assert done.stdout == ""


def test_the_list_refuses_the_place_of_the_election_s_own_files(config: Path) -> None:
    own = config.parent / "donnees" / "election.sqlite"
    done = admin("vote", "roll-export", own, "--force", "--config", config)
    assert done.returncode == 1
    assert "ne peut pas être remplacé" in said(done)


def act(config: Path, *more: str, spare: str = "7") -> tuple[str, ...]:
    named = ("--by", "Anne Roy", "--witness", "Luc Dubois", "--reason", "perdue")
    return (
        *("replace-notice", "fdupont", "--spare", spare),
        *named,
        *more,
        "--config",
        str(config),
    )


def test_a_lost_notice_is_replaced_once_it_is_confirmed(loaded: Path) -> None:
    asked = admin("vote", *act(loaded))
    assert asked.returncode == 1
    assert "Mme Françoise Dupont (Collège Jean Jaurès) vote avec la notice n° 2." in said(asked)
    assert "ajoutez « --lost 2 »" in said(asked)
    done = admin("vote", *act(loaded, "--lost", "2"))
    assert done.returncode == 0, done.stderr
    assert "La notice n° 7 remplace la n° 2" in said(done)
    assert "Anne Roy et Luc Dubois signent" in said(done)
    again = admin("vote", *act(loaded, "--lost", "2", spare="8"))
    assert again.returncode == 1
    assert "c'est la n° 7" in said(again)
    assert json.loads(admin("vote", *act(loaded, "--json")).stdout) == {"done": False, "notice": 7}
    assert admin("audit", "verify", "--config", loaded).returncode == 0


@pytest.mark.parametrize("typed", [IDENTIFIER, IDENTIFIER.lower(), IDENTIFIER.replace(" ", "-")])
def test_the_key_of_a_notice_is_given_however_it_is_typed(typed: str) -> None:
    done = call_typing(f"{typed}\n".encode(), "admin", "vote", "credential")
    assert done.returncode == 0, done.stderr
    identifier = models.parse_identifier(IDENTIFIER)
    assert done.stdout == f"{models.private_credential(identifier)}\n"
    assert CREDENTIAL.fullmatch(done.stdout)
    told = call_typing(f"{typed}\n".encode(), "admin", "vote", "credential", "--json")
    assert json.loads(told.stdout) == {"private_credential": done.stdout.strip()}
    assert "belenios-tool" in done.stderr
    assert IDENTIFIER not in done.stderr


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Aucun identifiant de vote n'a été donné"),
        (IDENTIFIER[:-1], "a 20 caractères, vous en avez saisi 19"),
        ("PK2JF RBR88 BXK7N QV9KB", "deux sont inversés"),
        ("KP2JF RBR88 BXK7N QV9KC", "n'est pas le bon"),
        ("KP2JF RBR88 BXK7N QV9KA", "ne contient pas « A »"),
    ],
)
def test_a_mistyped_identifier_has_no_key(typed: str, sentence: str) -> None:
    done = call_typing(f"{typed}\n".encode(), "admin", "vote", "credential")
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in said(done)


def test_the_identifier_is_typed_unseen_on_a_terminal() -> None:
    with source_terminal(*COMMAND, "credential") as terminal:
        terminal.wait_for("Identifiant de vote (saisie masquée) :")
        terminal.type(f"{IDENTIFIER}\r")
        assert terminal.wait_end() == 0
        assert IDENTIFIER[:5] not in terminal.text
        assert "belenios-tool" in terminal.text


def test_a_terminal_shows_how_far_the_notices_are_and_is_answered(
    place: Path, tmp_path: Path
) -> None:
    words: list[str | Path] = [*COMMAND, "notices", place / "liste.jsonl", tmp_path / "autres"]
    with source_terminal(*words, "--spares", "90000") as terminal:
        terminal.wait_for("Impression des notices", "%", "reste")
        terminal.process.send_signal(signal.SIGINT)
        terminal.wait_for("Interrompu : rien n'a été fait à moitié.")
        assert terminal.wait_end() == 130
    assert not list(tmp_path.glob(".autres*"))
    assert not (tmp_path / "autres").exists()


def test_a_process_leaves_the_identifiers_on_the_paper_alone(
    config: Path, place: Path, tmp_path: Path
) -> None:
    """Not in its answer, its logs, its temporary files, nor in what the database says."""
    around = tmp_path / "around"
    (around / "tmp").mkdir(parents=True)
    surroundings = {"XDG_STATE_HOME": str(around), "TMPDIR": str(around / "tmp")}
    directory = around / "notices"
    words = ("--spares", "5", "--json")
    made = call_process(
        "admin", "vote", "notices", place / "liste.jsonl", directory, *words, **surroundings
    )
    assert made.returncode == 0, made.stderr
    public = directory / PUBLIC_FILE
    done = call_process("admin", "vote", "load-credentials", public, "--config", config)
    assert done.returncode == 0, done.stderr
    secrets = [
        text
        for one in read_notices(directory)
        for text in (
            one.identifier.characters,
            one.identifier.shown,
            models.private_credential(one.identifier),
        )
    ]
    assert len(secrets) == 3 * 11
    places = [path for path in around.rglob("*") if path.is_file() and path.suffix != ".pdf"]
    places += [path for path in config.parent.rglob("*") if path.is_file()]
    assert {"logs", PUBLIC_FILE} & {path.name for path in places}
    assert any("espace-electeur" in str(path) for path in places)
    told = made.stdout + made.stderr + done.stdout + done.stderr
    assert not [secret for secret in secrets if secret in told]
    for path in places:
        content = path.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in content], path
    assert not list((around / "tmp").iterdir())


def test_without_a_database_an_election_or_a_key_the_notices_are_made(
    place: Path, tmp_path: Path
) -> None:
    alone = {"HOME": str(tmp_path / "nobody"), "XDG_CONFIG_HOME": str(tmp_path / "nobody")}
    done = admin("vote", "notices", place / "liste.jsonl", tmp_path / "apart", **alone)
    assert done.returncode == 0, done.stderr
    assert os.listdir(tmp_path / "apart")


def test_notices_that_are_loaded_are_replaced_when_asked_to(loaded: Path, place: Path) -> None:
    public = place / "notices" / PUBLIC_FILE
    refused = admin("vote", "load-credentials", public, "--config", loaded)
    assert refused.returncode == 1
    assert "« --replace »" in said(refused)
    done = admin("vote", "load-credentials", public, "--replace", "--json", "--config", loaded)
    assert json.loads(done.stdout)["replaced"]


def test_a_roll_that_changed_meanwhile_is_refused(config: Path, place: Path) -> None:
    people = PEOPLE.read_text("utf-8").splitlines()
    fewer = place / "moins.csv"
    fewer.write_text("\n".join(people[:-1]) + "\n", "utf-8")
    removing = ("--remove", "--yes", "--config", str(config))
    assert admin("import", fewer, *removing).returncode == 0
    public = place / "notices" / PUBLIC_FILE
    done = admin("vote", "load-credentials", public, "--config", config)
    assert done.returncode == 1
    assert "(0 en plus, 1 en moins, 0 pour d'autres scrutins)" in said(done)
    with sqlite3.connect(config.parent / "donnees" / "election.sqlite") as connection:
        assert connection.execute("SELECT COUNT(*) FROM notice").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_is_closed_leaves_no_notice(
    place: Path, ending: signal.Signals, tmp_path: Path
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    words = ("notices", place / "liste.jsonl", folder / "notices", "--spares", "9000")
    with source_terminal(*COMMAND, *words) as terminal:
        wait_until(lambda: any(folder.rglob("*.pdf")))
        os.kill(terminal.process.pid, ending)
        assert terminal.wait_end() == 130, terminal.text
    assert list(folder.iterdir()) == []


@pytest.fixture(params=[signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def ending(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    """What ends a command; Ctrl+C too, if the tests were started in a shell's background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield request.param
    signal.signal(signal.SIGINT, before)


def test_an_interruption_that_a_library_takes_for_its_own_fault_is_told_as_one(
    place: Path, ending: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reportlab raises an error of its own from any other: its `except:` names none."""
    write = pdfdoc.pdfdocEnc
    pressed: list[signal.Signals] = []

    def pressing(text: str | bytes) -> bytes:
        if str(text).endswith(" R") and not pressed:
            pressed.append(ending)
            signal.raise_signal(ending)
        encoded: bytes = write(text)
        return encoded

    monkeypatch.setattr(pdfdoc, "pdfdocEnc", pressing)
    done = admin("vote", "notices", place / "liste.jsonl", place / "autres")
    assert pressed
    assert (done.returncode, said(done)) == (130, "Interrompu : rien n'a été fait à moitié.\n")
    assert not list(place.glob("*autres*"))


def test_an_interruption_that_a_library_swallows_ends_the_command_at_the_next_notice(
    place: Path, ending: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[VoteIdentifier] = []

    def swallowing(source: Callable[[int], int]) -> VoteIdentifier:
        drawn.append(draw_identifier(source))
        if len(drawn) == 3:
            with suppress(BaseException):
                signal.raise_signal(ending)
        return drawn[-1]

    monkeypatch.setattr(making, "draw_identifier", swallowing)
    done = admin("vote", "notices", place / "liste.jsonl", place / "autres")
    assert (done.returncode, len(drawn)) == (130, 3)
    assert not list(place.glob("*autres*"))
