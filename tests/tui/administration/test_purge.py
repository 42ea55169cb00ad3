"""`admin purge`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.administration.calling import dated
from tests.tui.commands import admin, said


def electors(config: Path) -> int:
    facts = json.loads(admin("status", "--json", "--config", config).stdout)
    number: int = facts["total"]["electors"]
    return number


def test_before_its_day_nothing_is_deleted(config: Path) -> None:
    dated(config, 2198)
    done = admin("purge", "--yes", "--config", config)
    assert done.returncode == 1
    assert "à partir du 5 mars 2199" in said(done)
    assert electors(config) == 6


@pytest.mark.parametrize("option", ["--yes", "--dry-run"])
def test_an_election_without_anybody_says_so(tmp_path: Path, option: str) -> None:
    config = tmp_path / "election.toml"
    admin("init", "--config", config)
    done = admin("purge", option, "--config", config)
    assert done.returncode == 1
    assert "Cette élection est vide : rien n'est à effacer." in said(done)


def test_without_a_yes_it_only_counts(config: Path) -> None:
    asked = admin("purge", "--config", config)
    assert asked.returncode == 1
    assert "6  personnes de la liste électorale" in said(asked)
    assert "--yes" in said(asked)
    dry = admin("purge", "--dry-run", "--json", "--config", config)
    assert dry.returncode == 0
    facts = json.loads(dry.stdout)
    assert (facts["done"], facts["elector"]) == (False, 6)


def test_with_a_yes_the_people_go_and_the_counts_stay(config: Path) -> None:
    done = admin("purge", "--yes", "--config", config)
    assert done.returncode == 0, done.stderr
    assert "Les sauvegardes et les journaux restent à détruire" in said(done)
    assert electors(config) == 6
    page = said(admin("status", "--config", config))
    assert "Données purgées le" in page
    assert admin("audit", "verify", "--config", config).returncode == 0
    kept = b"".join(path.read_bytes() for path in (config.parent / "donnees").glob("*.sqlite*"))
    assert b"dupont" not in kept.lower()


def test_what_is_past_its_use_goes_before_too(config: Path) -> None:
    dated(config, 2198)
    done = admin("purge", "--expired", "--yes", "--json", "--config", config)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["done"] is True
    assert electors(config) == 6
