"""Idle visits are wiped after a warning, long ones end, and standby comes back by itself."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.kiosk.borne import STANDBY
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.kiosk.path import ADDRESS, VOTER_PASSWORD

LONG_ENOUGH = 12
"""Seconds without a key in which the next screen is there, on a machine that does much else."""
WAITS_FOR_EVER = """
from models.espace import Accounts
from models.services.shared.facade import UseCase
from threading import Event
def sign_in(context, *typed, **place):
    Event().wait()
Accounts.sign_in = UseCase(sign_in)
from tui.cli import main
main()
"""


def test_a_key_during_the_warning_keeps_the_visit_and_does_nothing_else(
    make_config: MakeConfig, start_kiosk: StartKiosk
) -> None:
    borne = start_kiosk(make_config(idle_seconds=LONG_ENOUGH, warning_seconds=60))
    visitor = borne.opens()
    visitor.opens_the_webmail()
    (visit,) = borne.visits
    visitor.terminal.type("fdupont")
    visitor.reads("Êtes-vous encore là")
    assert "fdupont" not in visitor.terminal.text
    visitor.presses("enter")
    visitor.reads("Nom d'utilisateur", "fdupont")
    assert borne.visits == [visit]
    borne.quits()


def test_a_visit_that_nobody_keeps_is_wiped(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(make_config(idle_seconds=LONG_ENOUGH, warning_seconds=2))
    borne.opens().opens_the_webmail()
    before = borne.visits
    borne.is_another_than(before)
    assert '"reason": "idle"' in (home / "journaux" / "visits.jsonl").read_text()


def test_a_visit_that_lasts_too_long_ends(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(make_config(idle_seconds=LONG_ENOUGH, warning_seconds=2, visit_seconds=25))
    visitor = borne.opens()
    visitor.opens_the_webmail()
    before = borne.visits

    def typing_to_the_end() -> bool:
        if borne.visits == before:
            borne.terminal.press("a")
            return False
        return STANDBY in borne.terminal.words

    borne.terminal.wait_until(typing_to_the_end, "the end of the visit")
    assert '"reason": "time"' in (home / "journaux" / "visits.jsonl").read_text()


def test_a_database_that_is_away_is_out_of_service_until_it_is_back(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    config = make_config()
    database = home / "donnees" / "election.sqlite"
    away = home / "away.sqlite"
    database.rename(away)
    terminal = start_kiosk(config, standing="HORS SERVICE").terminal
    terminal.press("space", "enter", "f10")
    terminal.wait_for("MOMENTANÉMENT HORS SERVICE", "un autre ordinateur")
    away.rename(database)
    terminal.wait_for(STANDBY)


def test_a_visit_that_waits_for_a_silent_server_can_be_left_at_once(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(make_config(), script=WAITS_FOR_EVER)
    visitor = borne.opens()
    visitor.presses("3")
    visitor.reads("ACCÉDER")
    visitor.terminal.type(ADDRESS)
    visitor.presses("tab")
    visitor.terminal.type(VOTER_PASSWORD)
    visitor.presses("enter")
    visitor.reads("Vérification…")
    borne.quits()
    visitor.reads("Votre visite est terminée")
    assert '"reason": "left"' in (home / "journaux" / "visits.jsonl").read_text()
