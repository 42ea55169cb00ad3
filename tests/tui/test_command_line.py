"""The command line: French, exit statuses, an election prepared and loaded without a screen."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from models import election_template
from tests.tui.commands import PEOPLE, Called, call, call_process
from tests.tui.without_powers import call_without_powers
from tui import cli
from tui.commands import application

ROLL = (
    "uid,mail,civility,last_name,first_name,corps,department,uai,school,numen\n"
    "fdupont,francoise.dupont@ac-toulouse.fr,Mme,Dupont,Françoise,certifie,31,0310001A,"
    "Lycée,16E0501234ABC\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def own_places(home: Path) -> dict[str, str]:
    """Return the variables that keep a command away from the user's own files."""
    return {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE")}


def run(home: Path, *arguments: str, **environment: str) -> Called:
    return call(*arguments, **own_places(home), **environment)


def run_without_powers(home: Path, *arguments: str) -> Called:
    return call_without_powers(*arguments, **own_places(home))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nulle-part"], "La commande « nulle-part » n'existe pas."),
        (["demo", "--inconnue"], "L'option --inconnue n'existe pas."),
        (["demo", "--at"], "L'option --at attend une valeur."),
        (["helpdesk", "--demo", "--config", "f"], "L'option --demo ne va pas avec --config."),
        (
            ["demo", "--election", "lyon-2026", "--config", "f"],
            "L'option --election ne va pas avec --config.",
        ),
        (["admin", "import"], "Il manque l'argument FICHIER.csv."),
        (["admin", "migrate", "trop"], "En trop : trop."),
        (["kiosk", "--json"], "L'option --json ne va qu'avec --check."),
        (
            ["admin", "import", "--remove-accounts", "roll.csv"],
            "L'option --remove-accounts ne va qu'avec --remove.",
        ),
        (
            ["admin", "check", "--config", "a", "--config=b"],
            "L'option --config est donnée deux fois : gardez-en une.",
        ),
        (
            ["admin", "send", "--addresses"],
            "La valeur de --addresses ne convient pas : choisissez --refused avec --addresses.",
        ),
        (
            ["admin", "import", "--max-errors", "x", "f"],
            "La valeur de --max-errors ne convient pas : un nombre entier est attendu.",
        ),
        (
            ["serve", "--port", "0"],
            "La valeur de --port ne convient pas : 1 au minimum.",
        ),
        (
            ["serve", "--port", "70000"],
            "La valeur de --port ne convient pas : 65535 au maximum.",
        ),
    ],
)
def test_a_wrong_use_is_said_in_french_with_status_two(
    home: Path, arguments: list[str], sentence: str
) -> None:
    done = run(home, *arguments)
    assert done.returncode == 2
    assert bool(done.stdout) == ("--json" in arguments)
    said = done.stderr.replace("\u00a0", " ")
    assert said.startswith(sentence)
    command = " ".join(["espace-electeur", *takewhile(str.isalpha, arguments[:2])])
    assert f"« {command} --help »." in said


def test_help_is_a_page_on_standard_output(home: Path) -> None:
    done = run(home, "open", "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Emploi : espace-electeur open")
    assert "Affiche cette page." in done.stdout


def pages(command: Any, *words: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each command and group."""
    yield words
    for name, inside in getattr(command, "commands", {}).items():
        yield from pages(inside, *words, name)


EACH_PAGE = tuple(pages(get_command(application)))


def test_each_page_of_help_is_whole_and_tells_the_exit_statuses(
    home: Path, subtests: pytest.Subtests
) -> None:
    for words in EACH_PAGE:
        with subtests.test(" ".join(words)):
            page = run(home, *words, "--help").stdout
            group = "Commandes :" in page
            assert "..." not in page.partition("\n")[2]
            assert not re.search(r"\.{6}|\]\]|; required", page)
            assert " <" not in page
            assert not re.search(r"\{|x[<>]=|\[required|\bUsage\b", page), page
            assert ("Codes de retour :" in page) != group
            assert ("ESPACE_ELECTEUR_CONFIG" in page) == bool(
                re.search(r"(?m)^  --config FICHIER", page)
            )


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("admin status --by ", {"corps", "school", "day", "scrutin"}),
        ("admin export --by s", {"school", "scrutin"}),
        ("demo --persona f", {"fdupont"}),
        ("admin lists show CT", {"CTM", "CTA"}),
        ("admin vote rehearse --scrutin CTM", {"CTM"}),
    ],
)
def test_a_shell_completes_values(home: Path, words: str, values: set[str]) -> None:
    config = home / "election.toml"
    config.write_text(election_template(), encoding="utf-8")
    done = run(
        home,
        _ESPACE_ELECTEUR_COMPLETE="complete_bash",
        COMP_WORDS=f"espace-electeur {words}",
        COMP_CWORD=str(len(words.split(" "))),
        ESPACE_ELECTEUR_CONFIG=str(config),
    )
    assert set(done.stdout.split()) == values


def test_a_shell_completes_nothing_from_a_file_that_is_wrong(home: Path) -> None:
    done = run(
        home,
        _ESPACE_ELECTEUR_COMPLETE="complete_bash",
        COMP_WORDS="espace-electeur admin lists show ",
        COMP_CWORD="4",
        ESPACE_ELECTEUR_CONFIG=str(home / "absent.toml"),
    )
    assert (done.stdout.split(), done.stderr) == ([], "")


def test_the_completion_is_installed_in_french(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    done = run(home, "--install-completion", HOME=str(home))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("La complétion est installée pour bash dans ")
    assert (home / ".bash_completions" / "espace-electeur.sh").exists()
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    refused = run(home, "--install-completion", HOME=str(home))
    assert refused.returncode == 1
    assert "bash, zsh ou fish" in refused.stderr.replace("\n", " ")


def test_an_election_without_a_file_is_refused_in_one_sentence(home: Path) -> None:
    done = run(home, "open")
    assert done.returncode == 1
    assert "election.toml est à corriger." in done.stderr
    assert "Traceback" not in done.stderr


SHUT = pytest.mark.parametrize("shut", ["file", "folder"])
COMMANDS = pytest.mark.parametrize(
    "command", ["open", "bureau", "kiosk --check", "admin status", "admin check", "admin send"]
)


@SHUT
@COMMANDS
def test_an_election_file_that_the_account_may_not_read_is_said_with_the_reason(
    home: Path, command: str, shut: str
) -> None:
    config = home / "folder" / "election.toml"
    config.parent.mkdir()
    config.write_text("", encoding="utf-8")
    closed = config if shut == "file" else config.parent
    closed.chmod(0)
    done = run_without_powers(home, *command.split(), "--config", str(config))
    closed.chmod(0o700)
    said = (done.stdout + done.stderr).replace("\u00a0", " ")
    # A check tells the level of its gravest finding, 2 for a fault.
    assert done.returncode == (2 if "check" in command else 1), said
    assert "ce compte n'en a pas le droit" in " ".join(said.split())
    assert "Traceback" not in said


def test_an_election_file_in_a_shut_folder_is_not_written(home: Path) -> None:
    (home / "folder").mkdir(mode=0)
    config = home / "folder" / "election.toml"
    done = run_without_powers(home, "admin", "init", "--config", str(config))
    assert done.returncode == 1
    assert "ne peut pas être écrit" in done.stderr


@pytest.mark.parametrize(("mode", "reason"), [(0, "pas le droit"), (None, "il n'existe pas")])
def test_a_roll_that_cannot_be_read_is_said_with_the_reason(
    home: Path, mode: int | None, reason: str
) -> None:
    config, roll = home / "election.toml", home / "roll.csv"
    assert run(home, "admin", "init", "--config", str(config)).returncode == 0
    if mode is not None:
        roll.write_text(ROLL, encoding="utf-8")
        roll.chmod(mode)
    done = run_without_powers(home, "admin", "import", str(roll), "--config", str(config))
    assert done.returncode == 1
    assert reason in " ".join(done.stderr.split())


def test_an_election_is_prepared_and_its_roll_loaded(home: Path) -> None:
    config, roll = home / "election.toml", home / "roll.csv"
    roll.write_text(ROLL, encoding="utf-8")
    first = run(home, "admin", "init", "--config", str(config))
    assert (first.returncode, first.stderr) == (0, "")
    assert config.stat().st_mode & 0o777 == 0o600
    assert "#" in config.read_text(encoding="utf-8")
    again = run(home, "admin", "init", "--config", str(config))
    assert again.returncode == 1
    assert "existe déjà" in again.stderr
    migrated = run(home, "admin", "migrate", "--json", ESPACE_ELECTEUR_CONFIG=str(config))
    assert json.loads(migrated.stdout) == {"format": 1, "applied": []}
    loaded = run(home, "admin", "import", str(roll), "--json", "--config", str(config))
    assert loaded.returncode == 0, loaded.stderr
    report = json.loads(loaded.stdout)
    assert (report["electors"], report["entries"], report["mailboxes"]) == (1, 4, 1)
    wrong = run(home, "admin", "import", str(config), "--config", str(config))
    assert wrong.returncode == 1
    assert "rien n'a été chargé" in wrong.stderr


EACH_COMMAND = [
    "--version",
    "--help",
    "demo --at",
    "open",
    "admin init",
    "admin init --json",
    "admin roles --json",
    "admin migrate --json",
    f"admin import {PEOPLE}",
    "admin check --json",
    "admin status --csv",
    "admin status --kiosks",
    "admin alert --dry-run",
    "admin serve-metrics --port 0",
    "admin export --output {home}/counts.csv",
    "admin backup {home}/backup.zip",
    "admin restore {home}/absent.zip",
    "admin purge --dry-run",
    "admin send",
    "admin person nobody",
    "admin people --not-activated",
    "admin remind",
    "admin staff-code",
    "admin lists check",
    "admin lists show --json",
    "admin texts --changed",
    "admin pictures --background --demo nobody",
    "admin vote roll-export {home}/list.jsonl",
    "admin vote notices {home}/absent.jsonl {home}/notices",
    "admin vote load-credentials {home}/absent.jsonl",
    "admin vote replace-notice nobody --spare 7 --by A --witness B --reason lost",
    "admin vote credential",
    "admin vote keys",
    "admin vote check-share {home}/absent",
    "admin vote seal",
    "admin vote rehearse --scrutin CTA --ballots 1 --alone",
    "admin vote fingerprint {home}",
    "admin vote status --json",
    "admin vote close",
    "admin vote export {home}",
    "admin vote count",
    "admin vote results --json",
    "admin vote lot CTM 1",
    "admin vote verify {home}/absent.bel",
    "admin vote publish {home}/resultats",
    "admin audit export {home}/chain.jsonl",
    "admin audit verify --json",
]


@pytest.mark.parametrize("command", EACH_COMMAND)
def test_a_command_answers_in_a_process_of_its_own_as_it_does_in_this_one(
    home: Path, command: str
) -> None:
    """The other tests call commands in this process; this one holds that it says the same."""
    config = home / "election.toml"
    assert run(home, "admin", "init", "--config", str(config)).returncode == 0

    def answer(place: Callable[..., Called]) -> tuple[int, str, str]:
        folder = home / "used"
        shutil.copytree(config.parent / "donnees", folder / "donnees")
        shutil.copy(config, folder)
        words = command.format(home=folder).split()
        election = {"ESPACE_ELECTEUR_CONFIG": str(folder / "election.toml")}
        done = place(*words, **own_places(folder), **election)
        shutil.rmtree(folder)
        return done.returncode, the_same_each_time(done.stdout), done.stderr

    assert answer(call) == answer(call_process)


def the_same_each_time(text: str) -> str:
    """Return what a command wrote without the pace of the machine, and with each number as 0."""
    return re.sub(r"\d[\d,]*", "0", re.sub(r'\{"subject": "machine".*?\}', "{}", text))


@pytest.mark.parametrize("command", ["demo", "open"])
def test_an_interruption_before_the_first_screen_is_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "WITHOUT_OPTIONS", {(command,): interrupted})
    called = run(home, command)
    assert called.returncode == 130
    assert called.stderr == "Interrompu\u00a0: rien n'a été fait à moitié.\n"
    assert called.stdout == ""
