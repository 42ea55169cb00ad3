"""`admin import`, as it is called."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models.rules.roll_cells import ALIASES, COLUMNS
from tests.architecture.source_tree import ROOT
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.models.rolls import HEADER, person, write_roll
from tests.tui.commands import admin, call


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An election file with its database."""
    path = tmp_path / "election.toml"
    assert admin("init", "--config", path).returncode == 0
    return path


def people_of(config: Path) -> int:
    """Return how many people are on the roll."""
    with sqlite3.connect(config.parent / "donnees" / "election.sqlite") as connection:
        (people,) = connection.execute("SELECT COUNT(*) FROM elector").fetchone()
    connection.close()
    return int(people)


def words(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_the_help_names_every_column() -> None:
    """Review C18: whoever writes the first roll read them nowhere but in the guide."""
    page = " ".join(call("admin", "import", "--help").stdout.split())
    words = page.partition("colonnes")[2].partition("[obligatoire]")[0]
    named = re.findall(r"[a-z]+_[a-z]+|[a-z]{3,}", words)
    assert {*COLUMNS, *ALIASES} <= set(named)


def test_a_loaded_roll_is_told_by_corps_and_scrutin(config: Path, tmp_path: Path) -> None:
    path = write_roll(tmp_path, person("a1"), person("b1", corps="certifie"))
    done = admin("import", path, "--config", config)
    assert done.returncode == 0
    assert done.stderr == ""
    lines = [line.split() for line in words(done.stdout).splitlines()]
    assert ["professeur", "des", "écoles", "1"] in lines
    assert ["CTM", "2"] in lines
    assert "La liste électorale est chargée." in words(done.stdout)


def test_a_program_reads_the_same_in_json(config: Path, tmp_path: Path) -> None:
    done = admin("import", write_roll(tmp_path, person("a1")), "--config", config, "--json")
    facts = json.loads(done.stdout)
    assert (facts["electors"], facts["added"], facts["corps"]) == (1, 1, {"pe": 1})
    assert facts["kept"] is True


def test_faults_are_listed_up_to_the_number_asked_for_and_all_counted(
    config: Path, tmp_path: Path
) -> None:
    path = write_roll(tmp_path, *["x"] * 10_000)
    done = admin("import", path, "--config", config, "--max-errors", "3", "--json")
    assert done.returncode == 1
    facts = json.loads(done.stdout)["error"]
    assert facts["count"] == 10_000
    assert [fault["line"] for fault in facts["faults"]] == [2, 3, 4]
    assert "et 9997 autres fautes" in words(done.stderr)
    assert "rien n'a été chargé" in words(done.stderr).replace("’", "'")
    assert people_of(config) == 0


def test_a_dry_run_says_that_it_is_one(config: Path, tmp_path: Path) -> None:
    path = write_roll(tmp_path, person("a1"))
    done = admin("import", path, "--config", config, "--dry-run")
    assert done.returncode == 0
    assert "Rien n'a été changé" in words(done.stdout).replace("’", "'")
    assert people_of(config) == 0


def test_those_left_out_go_only_when_asked(config: Path, tmp_path: Path) -> None:
    admin("import", write_roll(tmp_path, person("a1"), person("b1")), "--config", config)
    path = write_roll(tmp_path, person("a1"))
    assert "« --remove »" in words(admin("import", path, "--config", config).stdout)
    assert people_of(config) == 2
    tried = admin("import", path, "--config", config, "--remove", "--dry-run")
    assert (tried.returncode, "« --yes »" in words(tried.stdout)) == (0, True)
    sure = admin("import", path, "--config", config, "--remove", "--dry-run", "--yes")
    assert "« --yes »" not in words(sure.stdout)
    refused = admin("import", path, "--config", config, "--remove")
    assert refused.returncode == 1
    assert "« --yes »" in words(refused.stderr)
    assert people_of(config) == 2
    done = admin("import", path, "--config", config, "--remove", "--yes")
    assert "Absents du fichier : 1 ; retirés : 1." in words(done.stdout)
    assert people_of(config) == 1


@pytest.mark.parametrize(
    "options",
    [["--remove-accounts"], ["--max-errors", "0"], ["--max-errors", "beaucoup"], ["--nothing"]],
)
def test_a_wrong_use_has_a_status_of_its_own(
    config: Path, tmp_path: Path, options: list[str]
) -> None:
    path = write_roll(tmp_path, person("a1"))
    done = admin("import", path, "--config", config, *options)
    assert done.returncode == 2
    assert "--help" in done.stderr


@pytest.mark.parametrize("content", [b"", b"\x00" * 999, HEADER.encode(), b"\xff\xfeu\x00"])
def test_what_is_no_roll_is_said_in_a_sentence(
    config: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    done = admin("import", path, "--config", config)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n  ") >= 1


def test_no_room_for_temporary_files_is_said_for_the_administrator(
    config: Path, tmp_path: Path
) -> None:
    path = write_roll(tmp_path, *(person(f"p{number}") for number in range(30_000)))
    command = f"ulimit -f 64; exec {sys.executable} -m tui admin import {path} --config {config}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "plus de place" in done.stderr
    assert people_of(config) == 0


PAUSED = """
import signal
from models.roll import numens
from tui.__main__ import main

keep = numens._keep
def keep_the_first(*arguments):
    numens._keep = lambda *_: signal.pause()
    keep(*arguments)

numens.HASHES_A_BATCH, numens._keep = 1, keep_the_first
main()
"""
"""The program, which waits for a signal when the second of its batches of hashes is made."""


def test_a_terminal_shows_a_bar_and_an_interruption_is_answered(
    config: Path, tmp_path: Path
) -> None:
    lines = [f"{person(f'p{number}')},16E05{number:05}ABC" for number in range(300)]
    path = write_roll(tmp_path, *lines, header=f"{HEADER},numen")
    command = [sys.executable, "-c", PAUSED, "admin", "import", str(path), f"--config={config}"]
    environment = surroundings(tmp_path)
    with Terminal(command, environment=environment, folder=ROOT) as terminal:
        terminal.wait_for("Protection des mots de passe", "reste")
        terminal.process.send_signal(signal.SIGINT)
        terminal.wait_for("Interrompu : rien n'a été fait à moitié.")
        terminal.process.wait()
        assert terminal.process.returncode == 130
    assert people_of(config) == 0


def test_a_pipe_is_named_as_a_person_names_it(config: Path) -> None:
    command = f"echo uid,rien | {sys.executable} -m tui admin import - --config {config}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "La liste électorale de l'entrée standard est à corriger" in words(done.stderr)
    assert "/dev/stdin" not in done.stderr


def test_of_two_encodings_so_many_lines_are_named_as_are_asked_for(
    config: Path, tmp_path: Path
) -> None:
    path = write_roll(tmp_path, *(person(f"p{number}") for number in range(200)))
    in_utf_8 = path.read_bytes()
    path.write_bytes(in_utf_8 + "é\n".encode("cp1252") * 150)
    done = admin("import", path, "--config", config, "--max-errors", "3", "--json")
    facts = json.loads(done.stdout)["error"]
    assert (facts["count"], [one["line"] for one in facts["faults"]]) == (150, [202, 203, 204])
    assert "et 147 autres fautes" in words(done.stderr)


@pytest.mark.parametrize(("mode", "warned"), [(0o644, True), (0o640, False), (0o600, False)])
def test_a_file_that_everybody_may_read_is_pointed_out(
    config: Path, tmp_path: Path, mode: int, warned: bool
) -> None:
    path = write_roll(tmp_path, person("a1"))
    path.chmod(mode)
    done = admin("import", path, "--config", config)
    assert ("chmod 600" in words(done.stdout)) == warned
    facts = json.loads(admin("import", path, "--config", config, "--json").stdout)
    assert facts["open_to_all"] == warned


def test_people_without_a_mailbox_are_told_with_what_to_do(config: Path, tmp_path: Path) -> None:
    done = admin("import", write_roll(tmp_path, person("a1")), "--config", config)
    said = " ".join(words(done.stdout).split())
    assert "Attention, sans messagerie : 1 personne. Le fichier ne donne pas leur NUMEN" in said
    report = json.loads(admin("check", "--config", config, "--json").stdout)
    (found,) = [one["text"] for one in report["findings"] if one["subject"] == "roll"]
    assert "first_password" in found


def test_a_column_that_was_not_read_is_named_as_the_file_has_it(
    config: Path, tmp_path: Path
) -> None:
    path = write_roll(tmp_path, f"{person('a1')},x", header=f"{HEADER},first_password")
    refused = admin("import", path, "--config", config)
    assert "ligne 2, first_password" in words(refused.stderr)
    left = admin("import", path, "--no-numens", "--config", config)
    said = " ".join(words(left.stdout).split())
    assert "La colonne first_password du fichier n'a pas été lue : vous l'avez demandé." in said
