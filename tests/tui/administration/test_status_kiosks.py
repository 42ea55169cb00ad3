"""`admin status --kiosks`: which kiosks are there, and where people give up."""

from __future__ import annotations

import csv
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

import models
from models import KioskStatus, VisitEnd, VisitStep
from models.views.csv_tables import REASONS as COLUMNS_OF_REASONS
from models.views.csv_tables import STEPS as COLUMNS_OF_STEPS
from models.views.kiosk import GIVE_UP_AT
from tests.models.clocks import MORNING, PARIS, HandClock
from tests.models.kiosks import visits
from tests.tui.commands import admin, said
from tests.tui.source_terminal import source_terminal
from tui.administration.kiosks_page import (
    ON_THE_WAY,
    REASONS,
    STEPS,
    how_many,
    last_seen,
    where_people_give_up,
)

DAY = "2014-11-28"
LYCEE = "Lycée professionnel Roland-Garros, couloir du CDI"


@pytest.fixture
def reported(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an election with two kiosks, one of which is silent; no midnight passes."""
    now = models.SystemClock().now()
    monkeypatch.setattr(models.SystemClock, "now", lambda _: now)
    election = models.load_election(config)
    clock = HandClock()
    espace = models.Espace(election, clock)
    given_up = visits(MORNING, 1234, reason=VisitEnd.IDLE, step=VisitStep.CONFIRMATION)
    espace.kiosk.report(LYCEE, given_up + visits(MORNING, 12))
    clock.go(now)
    espace.kiosk.report("hall", visits(MORNING, 7, step=VisitStep.HOME, reason=VisitEnd.CRASH))
    espace.kiosk.report("hall", visits(clock.now(), 3))
    espace.close()
    return config


def shown(config: Path, columns: int, term: str = "xterm") -> list[str]:
    """Return the lines of the page on a terminal, without colours."""
    command = ("-m", "tui", "admin", "status", "--kiosks", "--day", DAY, "--config", config)
    with source_terminal(*command, term=term, size=(columns, 60)) as terminal:
        assert terminal.wait_end() == 0, terminal.text
        return re.sub(r"\x1b\[[0-9;]*m", "", terminal.output.decode()).splitlines()


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("term", ["xterm", "linux"])
def test_the_page_fits_its_terminal(reported: Path, columns: int, term: str) -> None:
    lines = shown(reported, columns, term)
    page = "\n".join(lines)
    words = " ".join(page.split())
    assert all(len(line) <= columns for line in lines)
    assert "Bornes : visites du 28 novembre 2014" in words
    assert {"Roland-Garros,", "hall", "silencieuse"} <= set(words.split())
    assert "c'est à la confirmation que l'on s'arrête le plus (1 234)" in words
    assert words.index("Roland-Garros,") < words.index("hall"), "the silent ones come first"
    assert words.endswith("2 bornes, dont 1 silencieuse.")
    assert ("━" in page) is (term == "xterm" and columns > 40)
    assert ("confirmation 1\u202f234" in page) is (columns >= 80)
    assert ("Comment" in page) is (columns >= 120)


def test_a_program_reads_the_same_counts(reported: Path) -> None:
    words = ("status", "--kiosks", "--day", DAY, "--config", reported)
    facts = json.loads(admin(*words, "--json").stdout)
    hall, lycee = facts["kiosks"]
    assert facts["day"] == DAY
    assert (hall["name"], hall["silent"], hall["visits"]) == ("hall", False, 7)
    assert (lycee["name"], lycee["silent"], lycee["visits"]) == (LYCEE, True, 1246)
    assert lycee["steps"] == {"confirmation": 1234, "scrutins": 12}
    assert facts["total"]["visits"] == 1253
    assert facts["total"]["reasons"] == {"left": 12, "idle": 1234, "crash": 7}
    rows = list(csv.DictReader(admin(*words, "--csv").stdout.splitlines()))
    assert [row["borne"] for row in rows] == ["hall", LYCEE]
    assert [row["arret_confirmation"] for row in rows] == ["0", "1234"]


def test_today_is_meant_where_no_day_is_given(reported: Path) -> None:
    """The other kiosk, not seen for years, is forgotten."""
    facts = json.loads(admin("status", "--kiosks", "--json", "--config", reported).stdout)
    assert [kiosk["visits"] for kiosk in facts["kiosks"]] == [3]


def test_without_any_kiosk_the_page_says_so(config: Path) -> None:
    done = admin("status", "--kiosks", "--config", config)
    assert done.returncode == 0
    assert "Aucune borne ne s'est annoncée depuis 30 jours" in said(done)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--kiosks", "--by", "day"], "choisissez --by ou --kiosks"),
        (["--day", DAY], "choisissez --kiosks avec --day"),
        (["--kiosks", "--day", "vendredi"], "2014-11-28"),
        (["--kiosks", "--day", "2014-13-01"], "2014-11-28"),
        (["--kiosks", "--json", "--csv"], "--json ou --csv"),
    ],
)
def test_a_wrong_use_has_status_two(config: Path, words: list[str], why: str) -> None:
    done = admin("status", *words, "--config", config)
    assert done.returncode == 2
    assert why in said(done)


@pytest.mark.parametrize(
    ("steps", "given_up", "sentence"),
    [
        ({}, {}, "Aucune visite ne s'est terminée ce jour-là."),
        (
            {VisitStep.SCRUTINS: 1},
            {},
            "1 visite : 1 jusqu'aux scrutins, 0 jusqu'au compte confirmé, 0 sans quitter "
            "l'accueil ; personne ne s'est arrêté en chemin.",
        ),
        (
            {VisitStep.HOME: 9, VisitStep.MAILBOX: 2, VisitStep.ACCESS: 5, VisitStep.SCRUTINS: 4},
            {VisitStep.MAILBOX: 2, VisitStep.ACCESS: 5},
            "20 visites : 4 jusqu'aux scrutins, 0 jusqu'au compte confirmé, 9 sans quitter "
            "l'accueil ; c'est à l'accès à l'espace électeur que l'on s'arrête le plus (5).",
        ),
        (
            {VisitStep.MAILBOX: 8, VisitStep.CONFIRMED: 7},
            {VisitStep.MAILBOX: 1},
            "15 visites : 0 jusqu'aux scrutins, 7 jusqu'au compte confirmé, 0 sans quitter "
            "l'accueil ; c'est à la messagerie que l'on s'arrête le plus (1).",
        ),
        (
            {VisitStep.ACCOUNT: 2, VisitStep.CONFIRMATION: 2},
            {VisitStep.ACCOUNT: 2, VisitStep.CONFIRMATION: 2},
            "4 visites : 0 jusqu'aux scrutins, 0 jusqu'au compte confirmé, 0 sans quitter "
            "l'accueil ; c'est à la création du compte et à la confirmation que l'on s'arrête le "
            "plus (2 chaque fois).",
        ),
    ],
)
def test_one_sentence_says_where_people_give_up(
    steps: dict[VisitStep, int], given_up: dict[VisitStep, int], sentence: str
) -> None:
    assert where_people_give_up(steps, given_up) == sentence


@pytest.mark.parametrize(
    ("kiosks", "silent", "words"),
    [
        (1, 0, "1 borne, aucune silencieuse."),
        (3, 1, "3 bornes, dont 1 silencieuse."),
        (1000, 75, "1\u202f000 bornes, dont 75 silencieuses."),
    ],
)
def test_the_last_line_counts_the_kiosks_and_the_silent_ones(
    kiosks: int, silent: int, words: str
) -> None:
    seen = [MORNING - timedelta(hours=1)] * silent + [MORNING] * (kiosks - silent)
    found = [KioskStatus("hall", moment, 0, {}, {}, {}) for moment in seen]
    assert how_many(found, MORNING) == words


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-30), "à l'instant"),
        (timedelta(seconds=59), "à l'instant"),
        (timedelta(minutes=3), "il y a 3 minutes"),
        (timedelta(minutes=5), "il y a 5 minutes"),
        (timedelta(minutes=5, seconds=1), "silencieuse depuis 5 minutes"),
        (timedelta(hours=2, minutes=10), "silencieuse depuis 2 heures et 10 minutes"),
        (timedelta(days=2), "silencieuse depuis le 26 novembre à 9 h 30"),
    ],
)
def test_a_kiosk_was_seen_some_time_ago_or_is_silent(age: timedelta, words: str) -> None:
    kiosk = KioskStatus("hall", MORNING - age, 0, {}, {}, {})
    said_so = last_seen(kiosk, MORNING, PARIS).plain
    assert said_so.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'") == words


def test_every_step_and_reason_has_its_words() -> None:
    assert list(STEPS) == list(VisitStep)
    assert list(REASONS) == list(VisitEnd)
    assert list(ON_THE_WAY) == list(GIVE_UP_AT)
    assert list(COLUMNS_OF_STEPS) == list(VisitStep)
    assert list(COLUMNS_OF_REASONS) == list(VisitEnd)
