"""A real election that stays: its file, its database, its roll, by the administrator's commands.

They are called in this process; `test_administration_guide` runs each as the administrator does.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from tests.architecture.installation import InstalledProgram
from tests.journeys.cast import TOULOUSE, cast_of
from tests.journeys.surroundings import surroundings
from tests.tui.commands import admin

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
    home: Path,
    *people: str,
    change: Callable[[str], str] = lambda text: text,
    sample: str = TOULOUSE,
) -> Path:
    """Make an election whose vote is open now, with people on its roll; return its file.

    Args:
        home: Where its data goes.
        people: Lines of the roll below `HEADER`; none for the sample people.
        change: Changes the text of the election file before its database is made.
        sample: What the file begins as.
    """
    config = home / "election.toml"
    _done("init", config, "--sample", sample)
    moved = moved_to_now(config.read_text(encoding="utf-8"))
    config.write_text(change(moved), encoding="utf-8")
    _done("migrate", config)
    roll = home / "roll.csv"
    if people:
        roll.write_text("\n".join([HEADER, *people, ""]), encoding="utf-8")
    else:
        with cast_of(sample).sample.roll() as path:
            roll.write_bytes(path.read_bytes())
    _done("import", config, roll)
    return config


def _done(command: str, config: Path, *words: str | Path) -> None:
    called = admin(command, *words, "--config", config, HOME=str(config.parent))
    assert called.returncode == 0, called.stderr


DAYS_OF_2014 = {
    "accounts_open": "2014-09-22T00:00:00",
    "accounts_close": "2014-12-04T16:00:00",
    "confirmations_close": "2014-12-04T16:50:00",
    "vote_opens": "2014-11-27T10:00:00",
    "vote_closes": "2014-12-04T17:00:00",
    "results_from": "2014-12-05T00:00:00",
}


def moved_to_2014(text: str) -> str:
    """Return an election file whose election is long over."""
    for name, moment in DAYS_OF_2014.items():
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {moment}", text)
    return text


def moved_to_now(text: str) -> str:
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
