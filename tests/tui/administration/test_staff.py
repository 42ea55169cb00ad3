"""`admin staff`: an account is made, handed over, closed, opened again, and the search follows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import models
from models import Espace, StaffRole
from tests.models.desk.staff_members import OWN
from tests.tui.commands import PEOPLE, call, said

PASSWORD = re.compile(r"(?:[B-Z]{5}-){3}[B-Z]{5}")


def signed_in(config: Path, name: str, password: str) -> models.StaffSession:
    espace = Espace(models.load_election(config), models.SystemClock())
    try:
        return espace.desk.sign_in(name, password, source="poste 4")
    finally:
        espace.close()


def test_the_first_password_is_said_once_and_opens(config: Path) -> None:
    done = call("admin", "staff", "add", "c.durand", "--role", "supervisor", "--config", config)
    assert done.returncode == 0, done.stderr
    found = PASSWORD.search(done.stdout)
    assert found
    assert "responsable" in done.stdout
    session = signed_in(config, "c.durand", found[0])
    assert session.must_change
    assert session.role is StaffRole.SUPERVISOR


def test_a_program_gets_the_password_and_the_list(config: Path) -> None:
    made = json.loads(call("admin", "staff", "add", "durand", "--json", "--config", config).stdout)
    assert PASSWORD.fullmatch(made["password"])
    listed = call("admin", "staff", "list", "--json", "--config", config)
    (one,) = json.loads(listed.stdout)["accounts"]
    assert one == {
        "name": "durand",
        "role": "agent",
        "first_password": True,
        "authenticator": False,
        "disabled": False,
    }


def test_a_closed_account_is_opened_again_by_another_password(config: Path) -> None:
    first = json.loads(call("admin", "staff", "add", "durand", "--json", "--config", config).stdout)
    closed = call("admin", "staff", "disable", "durand", "--config", config)
    assert "« admin staff reset »" in closed.stdout.replace("\N{NO-BREAK SPACE}", " ")
    with pytest.raises(models.StaffSignInRefused):
        signed_in(config, "durand", first["password"])
    assert "fermé" in call("admin", "staff", "list", "--config", config).stdout
    again = call("admin", "staff", "reset", "durand", "--json", "--config", config)
    assert signed_in(config, "durand", json.loads(again.stdout)["password"]).name == "durand"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "é"), "Ce nom ne convient pas"),
        (("reset", "personne"), "Aucun compte de l'assistance n'a ce nom"),
        (("disable", "personne"), "Aucun compte de l'assistance n'a ce nom"),
    ],
)
def test_what_cannot_be_done_is_said(config: Path, words: tuple[str, str], sentence: str) -> None:
    done = call("admin", "staff", *words, "--config", config)
    assert done.returncode == 1
    assert sentence in said(done)


def test_without_accounts_the_list_says_how_to_make_one(config: Path) -> None:
    done = call("admin", "staff", "list", "--config", config)
    assert "admin staff add" in done.stdout


def test_the_search_follows_the_roll_once_there_is_staff(config: Path, tmp_path: Path) -> None:
    made = json.loads(call("admin", "staff", "add", "durand", "--json", "--config", config).stdout)
    espace = Espace(models.load_election(config), models.SystemClock())
    first = espace.desk.sign_in("durand", made["password"], source="poste 4")
    agent = espace.desk.change_password(first, OWN, source="poste 4")

    def found(typed: str) -> int:
        return len(espace.desk.search(agent, typed))

    assert found("fdupont") == 1
    people = PEOPLE.read_text(encoding="utf-8")
    another = people.replace("Françoise", "Bérengère")
    roll = tmp_path / "roll.csv"
    roll.write_text(another, encoding="utf-8")
    assert call("admin", "import", roll, "--config", config).returncode == 0
    assert found("dupont berengere") == 1
    assert found("dupont francoise") == 0
    espace.close()


def test_the_day_of_the_helpdesk_is_told(config: Path) -> None:
    page = call("admin", "status", "--desk", "--config", config)
    assert "Messageries jamais ouvertes" in page.stdout
    told = call("admin", "status", "--desk", "--json", "--config", config)
    facts = json.loads(told.stdout)
    assert facts["stuck"]["unopened"] == 6
    assert len(facts["hours"]) == 24
    assert facts["total"] == {"electors": 6, "opened": 0, "accounts": 0, "confirmed": 0}
    for axis in ("corps", "schools"):
        assert sum(line["electors"] for line in facts[axis]) == 6
        assert {"key", "label", "opened", "accounts", "confirmed"} < facts[axis][0].keys()
    table = call("admin", "status", "--desk", "--csv", "--config", config)
    assert table.stdout.startswith('"sujet","code","libelle","nombre","sur"')
    assert '"etablissement",' in table.stdout
    both = call("admin", "status", "--desk", "--kiosks", "--config", config)
    assert both.returncode == 2
