"""docs/administration.md and the units that it has people install: the same text, one layout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models import election_template
from models.settings.reading import parse_election
from tests.architecture.guide_files import Guide, unknown_settings, values_of
from tests.architecture.source_tree import ROOT
from tests.machine.guide import Written, package_steps
from tests.machine.reader import with_lines

GUIDE = Guide("administration")
SERVICES = [path for path in GUIDE.files if path.suffix == ".service"]

files = pytest.mark.parametrize("path", GUIDE.files, ids=lambda path: path.name)
services = pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)


@files
def test_the_guide_shows_each_unit_as_it_is(path: Path) -> None:
    assert GUIDE.shows(path)


@files
def test_the_guide_installs_each_unit_where_its_first_line_says(path: Path) -> None:
    assert GUIDE.installs(path)


@files
def test_an_update_installs_each_unit_again(path: Path) -> None:
    assert GUIDE.updates(path)


@files
def test_a_unit_has_settings_that_systemd_knows(path: Path) -> None:
    assert unknown_settings(path) == []


@services
def test_a_unit_runs_as_the_account_in_the_folders_that_the_guide_makes(path: Path) -> None:
    values = values_of(path)
    made = next(line for line in GUIDE.text.splitlines() if "sudo useradd " in line).split()
    folder = made[made.index("--home-dir") + 1]
    assert values["User"] == made[-1]
    assert values["WorkingDirectory"] == values["ReadWritePaths"] == folder
    assert f"ESPACE_ELECTEUR_CONFIG={folder}/election.toml" in values["Environment"].split()
    assert f"export ESPACE_ELECTEUR_CONFIG={folder}/election.toml\n" in GUIDE.text
    programs = re.findall(r"(?<=[ =])/\S+/bin/espace-electeur", path.read_text(encoding="utf-8"))
    link = next(line for line in GUIDE.text.splitlines() if "sudo ln -s " in line)
    assert set(programs) == {link.split()[3]}


@services
def test_a_unit_keeps_the_keys_off_the_disk(path: Path) -> None:
    values = values_of(path)
    assert (values["LimitCORE"], values["MemorySwapMax"]) == ("0", "0")
    assert values["UMask"] == "0077"


def test_all_guides_put_the_program_at_the_same_place() -> None:
    def placed(name: str) -> list[str]:
        return [
            line
            for line in Guide(name).text.splitlines()
            if line.startswith(("    sudo git clone ", "    sudo ln -s "))
        ]

    assert placed("administration") == placed("borne") == placed("demonstration")
    assert len(placed("borne")) == 2


def test_every_link_within_the_guide_leads_to_a_title() -> None:
    assert len(GUIDE.links) > 10
    assert GUIDE.links <= GUIDE.titles


def test_the_settings_that_the_guide_has_people_write_make_an_election_together() -> None:
    text = election_template("lyon-2026")
    for step in package_steps(ROOT / "docs" / "administration.md"):
        if isinstance(step, Written) and step.language == "toml":
            text = text if step.text.startswith("# ") else with_lines(text, step.text)
    election = parse_election(text, Path("election.toml"))
    assert election.mail.backend == "smtp-imap"
    assert (election.database.url or "").startswith("postgresql://")
    assert election.alerts is not None
