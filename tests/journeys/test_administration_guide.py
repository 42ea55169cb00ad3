"""docs/administration.md leads from an empty folder to a purged election, command by command."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.architecture.source_tree import ROOT
from tests.journeys.election import moved_to_2014, moved_to_now
from tests.journeys.surroundings import surroundings
from tests.tui.commands import call

GUIDE = ROOT / "docs" / "administration.md"
KIOSK_GUIDE = ROOT / "docs" / "borne.md"
PROGRAM = "espace-electeur"
BEFORE = re.compile(r"^(ExecStart=|sudo -u borne |sudo |gpg .* \| )")
"""What may come before a command: the account that runs it, or what it reads."""
ON_A_SERVER = {"--watch", "roles", "serve-metrics", "alert"}
"""In the commands that `make machine` alone tries: they do not end, or need a server."""
SECONDS = 60


def commands_of(page: Path) -> list[list[str]]:
    """Return the program's commands that a page shows, in order, as words."""
    lines = (BEFORE.sub("", line.strip()) for line in page.read_text().splitlines())
    words = [
        shlex.split(line.partition(" > ")[0])
        for line in lines
        if line.split(" ")[0].endswith(PROGRAM) and "`" not in line.split(" ")[0]  # no prose
    ]
    return [line[1:] for line in words if Path(line[0]).name == PROGRAM]


@pytest.fixture
def folder(program: InstalledProgram, home: Path) -> Path:
    """A folder with what the guide's reader has: their roll."""
    (sample,) = program.environment.rglob("samples/lyon-2026/people.csv")
    shutil.copy(sample, home / "personnels.csv")
    return home


def run(program: InstalledProgram, folder: Path, words: list[str]) -> str:
    """Run a command in the folder and return what it prints; it must succeed."""
    done = subprocess.run(
        [program.command, *words],
        env=surroundings(folder) | {"ESPACE_ELECTEUR_CONFIG": str(folder / "election.toml")},
        cwd=folder,
        input=(folder / "personnels.csv").read_text() if words[-1] == "-" else "",
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    # A check of the sample election has something to look at: it has six people.
    well = {"check": {0, 1}}.get(words[1], {0})
    assert done.returncode in well, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.parametrize(
    "page", [GUIDE, KIOSK_GUIDE, ROOT / "README.md"], ids=lambda page: str(page.relative_to(ROOT))
)
def test_every_command_shown_is_one_of_the_program(page: Path) -> None:
    commands = commands_of(page)
    assert commands
    for words in commands:
        assert "Emploi" in call(*words, "--help").stdout


@pytest.mark.timeout(400)  # some thirty commands, one after the other
def test_the_guide_is_followed_from_the_first_command_to_the_last(
    program: InstalledProgram, folder: Path
) -> None:
    commands = [
        words
        for words in commands_of(GUIDE)
        if words[0] == "admin" and not ON_A_SERVER.intersection(words)
    ]
    told = {}
    for words in commands:
        if words[1] == "restore":
            _describe_another_database(folder)
        if words[1:] == ["purge", "--dry-run"]:
            _change_dates(folder, moved_to_2014)
        told[" ".join(words)] = run(program, folder, words)
        if words[1] == "init":
            _change_dates(folder, moved_to_now)
    assert len(commands) > 20
    assert "6" in told["admin status"]
    assert (folder / "etablissements.csv").stat().st_size > 100
    assert (folder / "audit.jsonl").read_text().count("\n") >= 1
    assert "manon" not in (folder / "donnees" / "election.sqlite").read_text("latin-1")


def _change_dates(folder: Path, change: Callable[[str], str]) -> None:
    """Do what the guide says of the election file, and what the days do until its last part."""
    file = folder / "election.toml"
    file.write_text(change(file.read_text()))


def _describe_another_database(folder: Path) -> None:
    """Do what the guide says before a restoration: another file, the same keys."""
    text = (folder / "election.toml").read_text()
    (folder / "restauration.toml").write_text(text.replace("donnees/", "reprise/"))
    shutil.copytree(folder / "donnees" / "keys", folder / "reprise" / "keys")
    (folder / "reprise").chmod(0o700)
