"""A real election that stays: its file, its database, its roll, by the administrator's commands."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from tests.architecture.installation import InstalledProgram
from tests.journeys.surroundings import surroundings

HEADER = "uid,mail,civility,last_name,first_name,corps,department,uai,school,numen"


def run_admin(
    program: InstalledProgram, home: Path, *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run one of the administrator's commands without a terminal."""
    return subprocess.run(
        [program.command, "admin", *arguments],
        env=surroundings(home),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


def prepare_election(
    program: InstalledProgram,
    home: Path,
    *people: str,
    change: Callable[[str], str] = lambda text: text,
) -> Path:
    """Make an election whose vote is open now, with people on its roll; return its file.

    Args:
        program: Whose commands are used.
        home: Where its data goes.
        people: Lines of the roll below `HEADER`; none for the sample people.
        change: Changes the text of the election file before its database is made.
    """
    config = home / "election.toml"
    run_admin(program, home, "init", "--config", config).check_returncode()
    moved = _moved_to_now(config.read_text(encoding="utf-8"))
    config.write_text(change(moved), encoding="utf-8")
    run_admin(program, home, "migrate", "--config", config).check_returncode()
    roll = home / "roll.csv"
    if people:
        roll.write_text("\n".join([HEADER, *people, ""]), encoding="utf-8")
    else:
        (sample,) = program.environment.rglob("sample_people.csv")
        roll.write_bytes(sample.read_bytes())
    run_admin(program, home, "import", roll, "--config", config).check_returncode()
    return config


def _moved_to_now(text: str) -> str:
    """Return an election file whose accounts and vote are open for some days yet."""
    today = datetime.now().replace(hour=12, minute=0, second=0, microsecond=0)
    days = {
        "accounts_open": -60,
        "accounts_close": 6,
        "confirmations_close": 6,
        "vote_opens": -1,
        "vote_closes": 7,
        "results_from": 8,
    }
    for name, distance in days.items():
        moment = (today + timedelta(days=distance)).isoformat()
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {moment}", text)
    return text
