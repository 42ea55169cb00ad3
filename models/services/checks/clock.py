"""The clock: the machine's own synchronisation, and the database server's clock beside it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from peewee import PostgresqlDatabase

from models.context import Context
from models.rules.french_dates import say_duration
from models.services.checks.outcome import Outcome, bad, good
from models.tables.base import database

LARGEST_GAP = timedelta(seconds=2)
PATIENCE = 5
"""Seconds that `timedatectl` is given."""
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


def check_clock(context: Context) -> list[Outcome]:
    """Compare the clocks, and ask the machine whether its own is set by others.

    Raises:
        Unavailable: The database server cannot be asked.
    """
    found = [good(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC."), *_synchronised()]
    if isinstance(context.database, PostgresqlDatabase):
        with context.connection(any_keys=True):
            (told,) = database.execute_sql("SELECT clock_timestamp()").fetchone()
            gap = abs(datetime.now(UTC) - told)
        found.append(_gap(gap))
    return found


def _gap(gap: timedelta) -> Outcome:
    if gap <= LARGEST_GAP:
        return good("L'horloge de la base de données s'accorde avec celle-ci.")
    return bad(
        f"{say_duration(gap)} entre l'horloge de la base de données et celle-ci : réglez les deux "
        "machines par le réseau (NTP)."
    )


def _synchronised() -> list[Outcome]:
    """Return what the machine knows of it; nothing where it knows nothing, as in a container."""
    if SYNCHRONISED.exists():
        return [good("L'horloge est réglée par le réseau (NTP).")]
    program = shutil.which("timedatectl")
    if program is None:
        return []
    try:
        done = subprocess.run(  # noqa: S603 - a fixed question, no shell
            [program, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    if done.stdout.strip() == "yes":
        return [good("L'horloge est réglée par le réseau (NTP).")]
    if done.stdout.strip() == "no":
        advice = "lancez « timedatectl set-ntp true »"
        return [bad(f"L'horloge n'est pas réglée par le réseau (NTP) : {advice}.")]
    return []
