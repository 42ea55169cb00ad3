"""The command line: French, exit statuses, an election prepared and loaded without a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import ROOT
from tests.tui.without_powers import held_back

ROLL = (
    "uid,mail,civility,last_name,first_name,corps,department,uai,school,numen\n"
    "fdupont,francoise.dupont@ac-toulouse.fr,Mme,Dupont,Françoise,certifie,31,0310001A,"
    "Lycée,16E0501234ABC\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE")}
    return subprocess.run(
        held_back([sys.executable, "-m", "tui", *arguments]),
        cwd=ROOT,
        env=os.environ | own | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nulle-part"], "La commande « nulle-part » n'existe pas."),
        (["demo", "--inconnue"], "L'option --inconnue n'existe pas."),
        (["demo", "--at"], "L'option --at attend une valeur."),
        (["admin", "import"], "Il manque l'argument FICHIER.csv."),
        (["admin", "migrate", "trop"], "En trop : trop."),
        (["kiosk", "--json"], "L'option --json ne va qu'avec --check."),
        (
            ["admin", "import", "--remove-accounts", "roll.csv"],
            "L'option --remove-accounts ne va qu'avec --remove.",
        ),
    ],
)
def test_a_wrong_use_is_said_in_french_with_status_two(
    home: Path, arguments: list[str], sentence: str
) -> None:
    done = run(home, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    said = done.stderr.replace("\u00a0", " ")
    assert said.startswith(sentence)
    assert "--help »." in said


def test_help_is_a_page_on_standard_output(home: Path) -> None:
    done = run(home, "open", "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Emploi : espace-electeur open")
    assert "Affiche cette page." in done.stdout


def test_an_election_without_a_file_is_refused_in_one_sentence(home: Path) -> None:
    done = run(home, "open")
    assert done.returncode == 1
    assert "election.toml est à corriger." in done.stderr
    assert "Traceback" not in done.stderr


SHUT = pytest.mark.parametrize("shut", ["file", "folder"])
COMMANDS = pytest.mark.parametrize(
    "command", ["open", "kiosk --check", "admin status", "admin check", "admin send"]
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
    done = run(home, *command.split(), "--config", str(config))
    closed.chmod(0o700)
    said = (done.stdout + done.stderr).replace("\u00a0", " ")
    assert done.returncode == 1, said
    assert "ce compte n'en a pas le droit" in " ".join(said.split())
    assert "Traceback" not in said


def test_an_election_file_in_a_shut_folder_is_not_written(home: Path) -> None:
    (home / "folder").mkdir(mode=0)
    done = run(home, "admin", "init", "--config", str(home / "folder" / "election.toml"))
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
    done = run(home, "admin", "import", str(roll), "--config", str(config))
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
    assert json.loads(migrated.stdout) == {"applied": []}
    loaded = run(home, "admin", "import", str(roll), "--json", "--config", str(config))
    assert loaded.returncode == 0, loaded.stderr
    report = json.loads(loaded.stdout)
    assert (report["electors"], report["entries"], report["mailboxes"]) == (1, 4, 1)
    wrong = run(home, "admin", "import", str(config), "--config", str(config))
    assert wrong.returncode == 1
    assert "rien n'a été chargé" in wrong.stderr
