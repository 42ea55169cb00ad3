"""`admin lists`: the lists of candidates are checked, and read as a voter will read them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models import toulouse_election
from tests.tui.commands import Called, call, said

LONG = "Lanterne, union fictive pour l'école d'aujourd'hui et de demain [toute école, tout métier]"


@pytest.fixture
def with_lists(config: Path) -> Path:
    """An election file whose scrutins have the lists of the demonstration."""
    sample = next(one.lists_file for one in toulouse_election().scrutins if one.lists_file)
    shutil.copytree(sample.parent, config.parent / "listes")
    text = config.read_text("utf-8")
    for scrutin in toulouse_election().scrutins:
        code = f'code = "{scrutin.code}"\n'
        text = text.replace(code, f'{code}lists_file = "listes/{scrutin.code}.toml"\n', 1)
    config.write_text(text, encoding="utf-8")
    return config


def lists(*words: str | Path, config: Path) -> Called:
    return call("admin", "lists", *words, "--config", config)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_check_counts_lists_and_candidates_of_each_scrutin(with_lists: Path) -> None:
    done = lists("check", config=with_lists)
    assert done.returncode == 0, said(done)
    lines = said(done).splitlines()
    assert lines[0] == "OK      CTM                 17 listes, 408 candidats"
    assert lines[1].strip() == "moins de candidats que de sièges (15) : Verger (8)"
    assert sum(line.startswith("OK ") for line in lines) == len(toulouse_election().scrutins)


def test_a_program_gets_the_same_counts(with_lists: Path) -> None:
    facts = json.loads(lists("check", "--json", config=with_lists).stdout)
    first = facts["scrutins"][0]
    assert facts["state"] == "ok"
    assert (first["code"], first["seats"], first["level"]) == ("CTM", 15, "ok")
    assert (first["lists"], first["candidates"], first["faults"]) == (17, 408, [])


def test_each_fault_is_a_line_with_its_file_and_nothing_else_is_lost(with_lists: Path) -> None:
    folder = with_lists.parent / "listes"
    (folder / "professions" / "craie.txt").unlink()
    change(folder / "CAPD-09.toml", "order = 2", "order = 1")
    (folder / "CCMA.toml").unlink()
    done = lists("check", config=with_lists)
    assert done.returncode == 2
    faults = [line for line in said(done).splitlines() if line.startswith("À FAIRE")]
    told = {line.split()[2]: line for line in faults}
    assert "CTM.toml, ligne" in told["CTM"]
    assert "craie.txt n'est pas utilisable" in told["CTM"]
    assert "CAPD-09.toml, ligne" in told["CAPD-09"]
    assert "l'ordre 1 est déjà celui de" in told["CAPD-09"]
    assert "« lists_file » du scrutin CCMA" in told["CCMA"]
    assert "OK      CAPD-31" in said(done)
    checked = call("admin", "check", "--config", with_lists)
    assert checked.returncode == 2
    assert "À FAIRE Listes" in said(checked)
    assert "craie.txt" in said(checked)
    assert "« espace-electeur admin lists check »" in said(checked)


def test_a_scrutin_without_lists_among_others_and_a_name_twice_are_to_be_looked_at(
    with_lists: Path,
) -> None:
    change(with_lists, 'lists_file = "listes/CTA.toml"\n', "")
    folder = with_lists.parent / "listes"
    change(folder / "CCMA.toml", "candidates = [", 'candidates = [\n"Mme Zoé ZÉLANDE (lycée A)",')
    change(folder / "CCMA.toml", "\n]", '\n"ZELANDE Zoé (lycée B)"\n]')
    done = lists("check", config=with_lists)
    assert done.returncode == 1
    lines = said(done).splitlines()
    assert any(line.startswith("À VOIR  CTA ") and "aucune liste" in line for line in lines)
    assert any("ont le même nom : vérifiez" in line for line in lines)
    checked = said(call("admin", "check", "--config", with_lists))
    assert "À VOIR  Listes" in checked
    assert "alors que d'autres en ont (CTA)" in checked


def test_an_election_without_lists_is_said_to_have_none(config: Path) -> None:
    for command in ("check", "show"):
        done = lists(command, config=config)
        assert done.returncode == 0
        assert "n'a aucune liste de candidats" in said(done)
    assert "aucune liste" in said(lists("show", "CTM", config=config))
    assert "OK      Listes" in said(call("admin", "check", "--config", config))


def test_all_lists_are_an_overview_in_their_order(with_lists: Path) -> None:
    page = said(lists("show", config=with_lists))
    assert page.startswith("CTM : Comité technique ministériel\n15 sièges, 17 listes, dans l'ordre")
    orders = [line.split(".")[0].strip() for line in page.split("\n\n")[0].splitlines()[2::2]]
    assert orders == [str(number) for number in range(1, 18)]
    assert f"Lanterne : {LONG}" in page
    assert "sans profession de foi" in page
    assert "Mme " not in page


def test_the_lists_of_a_scrutin_are_shown_whole(with_lists: Path) -> None:
    (with_lists.parent / "listes" / "professions" / "craie.txt").write_text(
        "Une ligne :\n\n[bold]une autre[/bold]\n", encoding="utf-8"
    )
    page = said(lists("show", "CTM", config=with_lists))
    assert page.count("candidats, par rang :") == 17
    assert (
        "\n    Profession de foi :\n        Une ligne :\n\n        [bold]une autre[/bold]\n" in page
    )
    assert LONG in page


def test_a_program_gets_the_lists_as_they_are_sealed(with_lists: Path) -> None:
    facts = json.loads(lists("show", "CTM", "--json", config=with_lists).stdout)
    (scrutin,) = facts["scrutins"]
    assert [one["order"] for one in scrutin["lists"]] == [*range(1, 18)]
    assert [*scrutin["lists"][0]] == ["order", "name", "short", "candidates", "profession"]
    assert LONG in [one["name"] for one in scrutin["lists"]]


def test_an_unknown_scrutin_is_refused_with_the_command_that_tells_them(with_lists: Path) -> None:
    done = lists("show", "CTX", config=with_lists)
    assert (done.returncode, done.stdout) == (1, "")
    assert "« espace-electeur admin lists check »" in said(done)


def test_lists_that_are_wrong_are_not_shown(with_lists: Path) -> None:
    change(with_lists.parent / "listes" / "CTA.toml", "order = 2", "order = 20")
    done = lists("show", "CTA", config=with_lists)
    assert (done.returncode, done.stdout) == (1, "")
    assert "CTA.toml est à corriger" in said(done)
    assert "il manque l'ordre 2" in said(done)
    assert lists("show", "CTM", config=with_lists).returncode == 0
