"""`admin people` and `admin remind`: a file for reminders by school, and the reminders."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.tui.commands import admin, said


def opened(config: Path) -> None:
    """Move the calendar of an election, so that accounts are open today."""
    text = config.read_text(encoding="utf-8")
    for name, year in {
        "accounts_open": 2015,
        "accounts_close": 2090,
        "confirmations_close": 2091,
        "vote_opens": 2092,
        "vote_closes": 2093,
        "results_from": 2094,
    }.items():
        text = text.replace(f"\n{name} = 2014-", f"\n{name} = {year}-")
    config.write_text(text, encoding="utf-8")


def test_the_people_are_a_table_or_a_document(config: Path) -> None:
    done = admin("people", "--not-activated", "--csv", "--config", config)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 6
    assert rows[0].keys() >= {"uid", "mail", "uai", "school", "compte", "messagerie"}
    done = admin("people", "--not-activated", "--json", "--config", config)
    assert [one["uid"] for one in json.loads(done.stdout)["people"]] == [row["uid"] for row in rows]


def test_one_school_is_named_however_it_is_typed(config: Path) -> None:
    words = ("people", "--not-activated", "--by", "school", "--config", config)
    page = said(admin(*words, "--school", "0310001a"))
    assert page.startswith("0310001A Collège Jean Jaurès : ")
    assert "personne sans compte confirmé" in page or "personnes sans compte confirmé" in page


@pytest.mark.parametrize(
    "words", [("people", "--not-activated"), ("people", "--not-activated", "--csv"), ("remind",)]
)
def test_a_school_that_nobody_is_of_is_no_good_news(config: Path, words: tuple[str, ...]) -> None:
    opened(config)
    done = admin(*words, "--school", "0990001A", "--config", config)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Aucun établissement n'a ce numéro" in said(done)
    facts = json.loads(admin(*words[:2], "--school", "9", "--json", "--config", config).stdout)
    assert facts["error"]["kind"] == "SchoolUnknown"


@pytest.mark.parametrize(
    "words", [("--not-activated", "--by", "corps"), ("--not-activated", "--csv", "--json")]
)
def test_a_wrong_use_is_told(config: Path, words: tuple[str, ...]) -> None:
    done = admin("people", *words, "--config", config)
    assert done.returncode == 2
    assert "choisissez" in said(done)


def test_without_an_option_the_one_that_is_missing_is_named(config: Path) -> None:
    done = admin("people", "--config", config)
    assert done.returncode == 2
    assert "Il manque une option : indiquez --not-activated." in said(done).replace("\xa0", " ")


def test_a_reminder_is_a_trial_unless_yes_is_said(config: Path) -> None:
    opened(config)
    trial = said(admin("remind", "--config", config))
    assert "« --yes » écrit à 6 personnes, sur 6 sans compte confirmé." in trial
    assert "Objet : Activez votre compte électeur" in trial
    facts = json.loads(admin("remind", "--yes", "--json", "--config", config).stdout)
    assert (facts["done"], facts["written"], facts["left"]) == (True, 6, 0)
    again = said(admin("remind", "--yes", "--config", config))
    assert again.startswith("0 rappel écrit : ")
    assert "6 personnes ont déjà eu un rappel aujourd'hui." in again
    unsent = json.loads(admin("send", "--refused", "--json", "--config", config).stdout)
    assert len(unsent["mails"]) == 6


def test_an_election_that_is_over_reminds_nobody(config: Path) -> None:
    done = admin("remind", "--yes", "--config", config)
    assert done.returncode == 1
    assert "un rappel ne servirait à personne" in said(done)
