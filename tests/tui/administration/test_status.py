"""`admin status` and `admin export`."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models import StatusAxis, StatusCount
from models.views.administration import MailCounts, Status
from tests.architecture.source_tree import ROOT
from tests.models.clocks import MORNING
from tests.tui.commands import admin, said
from tests.tui.source_terminal import source_terminal
from tui.administration.status_page import print_page


@pytest.mark.parametrize("axis", ["corps", "school", "day", "scrutin"])
def test_the_page_fits_eighty_columns(config: Path, axis: str) -> None:
    done = admin("status", "--by", axis, "--config", config, COLUMNS="80")
    assert done.returncode == 0, done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    page = said(done)
    assert "Élections professionnelles 2014" in page
    assert "Électeurs" in page
    assert "Mails : 0 en attente" in page


def test_corps_stand_in_the_page_with_their_names(config: Path) -> None:
    page = said(admin("status", "--config", config))
    assert "certifié" in page
    assert "professeur des écoles" in page


def test_a_program_reads_the_same_counts(config: Path) -> None:
    facts = json.loads(admin("status", "--json", "--config", config).stdout)
    assert facts["by"] == "corps"
    assert facts["total"] == {"electors": 6, "opened": 0, "accounts": 0, "confirmed": 0}
    assert sum(line["electors"] for line in facts["lines"]) == 6
    rows = list(csv.DictReader(admin("status", "--csv", "--config", config).stdout.splitlines()))
    assert rows[-1]["electeurs"] == "6"
    assert len(rows) == len(facts["lines"]) + 1


@pytest.mark.parametrize("words", [["--by", "personne"], ["--json", "--csv"]])
def test_a_wrong_use_has_status_two(config: Path, words: list[str]) -> None:
    done = admin("status", *words, "--config", config)
    assert done.returncode == 2
    assert "ne convient pas" in said(done)


def test_an_export_is_a_file_of_its_owner(config: Path, tmp_path: Path) -> None:
    path = tmp_path / "comptes.csv"
    done = admin("export", "--output", path, "--by", "school", "--bom", "--config", config)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"code","libelle",')
    assert path.stat().st_mode & 0o777 == 0o600
    again = admin("export", "--output", path, "--config", config)
    assert again.returncode == 1
    assert "existe déjà" in said(again)
    assert admin("export", "--output", path, "--force", "--config", config).returncode == 0


def test_a_formula_in_a_school_s_name_is_neutralised(config: Path, tmp_path: Path) -> None:
    formula = "=cmd|' /C calc'!A0"
    database = config.parent / "donnees" / "election.sqlite"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE elector SET school = ? WHERE uid = 'fdupont'", (formula,))
    path = tmp_path / "comptes.csv"
    assert admin("export", "--output", path, "--by", "school", "--config", config).returncode == 0
    cells = [row[1] for row in csv.reader(path.read_text(encoding="utf-8").splitlines())]
    assert f"'{formula}" in cells
    assert formula not in cells


@pytest.mark.parametrize("columns", [40, 60])
def test_a_narrow_terminal_shows_whole_names_and_numbers(config: Path, columns: int) -> None:
    command = ("-m", "tui", "admin", "status", "--by", "school", "--config", config)
    with source_terminal(*command, size=(columns, 50)) as terminal:
        assert terminal.wait_end() == 0
        told = re.sub(r"\x1b\[[0-9;]*m", "", terminal.output.decode())
    lines = [line for line in told.splitlines() if line.strip()]
    assert "Établissement" in "".join(lines)
    assert {"Jaurès", "professionnel"} <= set(told.split())
    assert not any("…" in line for line in lines)


def test_a_wrong_axis_is_answered_with_the_right_ones(config: Path) -> None:
    done = admin("status", "--by", "personne", "--config", config)
    assert "choisissez parmi corps, school, day, scrutin" in said(done)


def test_a_page_on_a_pipe_is_as_wide_as_its_longest_label(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    name = "Lycée d'enseignement général et technologique agricole " * 3
    database = config.parent / "donnees" / "election.sqlite"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE elector SET school = ? WHERE uid = 'fdupont'", (name,))
    done = admin("status", "--by", "school", "--config", config)
    lines = done.stdout.splitlines()
    assert any(line.startswith(name.strip()) for line in lines)
    assert not [line for line in lines if line != line.rstrip()]
    assert max(map(len, lines)) < 260


def test_one_mail_is_said_in_the_singular(capsys: pytest.CaptureFixture[str]) -> None:
    line = StatusCount("", "Ensemble", 10, 5, 4, 3)
    mails = MailCounts(0, 0, 1, 0, None, 0, 20_000)
    print_page(Status("Élection", StatusAxis.CORPS, MORNING, line, (), mails, None))
    assert "1 envoyé, 0 refusé." in said_by(capsys)


def said_by(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


def test_whoever_reads_only_the_beginning_causes_no_fault(config: Path) -> None:
    command = (
        f"{sys.executable} -m tui admin status --by school --csv --config '{config}' | head -1"
    )
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.startswith('"code","libelle"')


def test_masses_of_mails_are_told_before_the_ceiling(capsys: pytest.CaptureFixture[str]) -> None:
    line = StatusCount("", "Ensemble", 10, 5, 4, 3)
    for asked, told in ((15_999, False), (16_000, True), (20_000, True)):
        mails = MailCounts(0, 0, 0, 0, None, asked, 20_000)
        print_page(Status("Élection", StatusAxis.CORPS, MORNING, line, (), mails, None))
        page = " ".join(capsys.readouterr().out.replace("\u202f", " ").split())
        assert ("mails ont été demandés depuis une heure" in page) == told
