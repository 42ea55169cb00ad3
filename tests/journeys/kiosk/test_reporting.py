"""What the administrator learns of the kiosks, and how one of them does not hold up another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models import Espace, SignInRefused, SystemClock, load_election
from tests.architecture.installation import InstalledProgram
from tests.journeys.election import run_admin
from tests.journeys.kiosk.conftest import MakeConfig, StartKiosk
from tests.journeys.kiosk.path import ADDRESS, VOTER_PASSWORD, whole_path
from tests.journeys.visitor import Visitor


def kiosks(program: InstalledProgram, home: Path) -> list[dict[str, object]]:
    """Return what `admin status --kiosks` says to a program."""
    config = home / "election.toml"
    told = run_admin(program, home, "status", "--kiosks", "--json", "--config", config)
    found: list[dict[str, object]] = json.loads(told.stdout)["kiosks"]
    return found


def test_the_status_counts_visits_by_where_they_ended(
    program: InstalledProgram, make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(make_config())
    whole_path(borne, look=False)
    borne.quits()
    borne.opens().opens_the_webmail()
    borne.quits()
    borne.terminal.wait_until(
        lambda: bool(kiosks(program, home)) and kiosks(program, home)[0]["visits"] == 2,
        "two visits in the database",
    )
    (told,) = kiosks(program, home)
    assert told["name"] == "salle-12"
    assert told["steps"] == {"mailbox": 1, "scrutins": 1}
    assert told["reasons"] == {"left": 2}


def test_wrong_tries_at_one_kiosk_do_not_hold_up_the_visitors_of_another(
    make_config: MakeConfig, start_kiosk: StartKiosk, home: Path
) -> None:
    config = make_config()
    text = config.read_text(encoding="utf-8")
    patient = text.replace("#source_tries = 20", "source_tries = 2\nfirst_wait = 60")
    config.write_text(patient, encoding="utf-8")
    other = home / "other.toml"
    shutil.copy(config, other)
    other.write_text(other.read_text().replace("salle-12", "salle-13"), encoding="utf-8")
    first = start_kiosk(config)
    whole_path(first, look=False)
    first.quits()
    _tries_wrongly(config, "kiosk:salle-12", times=2)
    visitor = first.opens()
    visitor.presses("3")
    visitor.reads("ACCÉDER")
    _signs_in(visitor, ADDRESS, VOTER_PASSWORD)
    visitor.reads("Vous pourrez recommencer dans")
    second = start_kiosk(other).opens()
    second.presses("3")
    second.reads("ACCÉDER")
    _signs_in(second, ADDRESS, VOTER_PASSWORD)
    second.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    first.quits()


def _tries_wrongly(config: Path, source: str, *, times: int) -> None:
    """Sign in wrongly somewhere, as people who are not on the roll."""
    espace = Espace(load_election(config), SystemClock())
    for number in range(times):
        with pytest.raises(SignInRefused):
            espace.account.sign_in(f"a.n{number}@ac-toulouse.fr", "Pas-la-bonne-1", source=source)
    espace.close()


def _signs_in(visitor: Visitor, address: str, password: str) -> None:
    visitor.terminal.type(address)
    visitor.reads(address)
    visitor.presses("tab")
    visitor.terminal.type(password)
    visitor.reads("•" * len(password))
    visitor.presses("enter")
