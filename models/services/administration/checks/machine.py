"""Checks of the machine: its cores, its clock, its logs."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.context import Context
from models.rules.french_dates import say_duration
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good

LARGEST_GAP = timedelta(seconds=2)
PATIENCE = 5
"""Seconds that `timedatectl` is given."""
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")

NOT_SET = (
    "L'horloge n'est pas réglée par le réseau (NTP) : installez le paquet Debian "
    "« systemd-timesyncd », puis lancez « timedatectl set-ntp true »."
)


def check_clock(context: Context) -> list[Outcome]:
    """Compare the clocks, and ask the machine whether its own is set by others.

    Raises:
        Unavailable: The database server cannot be asked.
    """
    found = [good(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC."), *_synchronised()]
    with context.connection(any_keys=True):
        server_time = context.store.dialect.time()
        now = datetime.now(UTC)
    if server_time is not None:
        found.append(_gap(abs(now - server_time)))
    return found


def _gap(gap: timedelta) -> Outcome:
    if gap <= LARGEST_GAP:
        return good("L'horloge de la base de données s'accorde avec celle-ci.")
    return bad(
        f"{say_duration(gap)} entre l'horloge de la base de données et celle-ci : réglez les deux "
        "machines par le réseau (NTP)."
    )


def _synchronised() -> list[Outcome]:
    """Return what the machine knows of it; nothing if it knows nothing, as in a container."""
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
        return [doubtful(NOT_SET)]
    return []


def check_logs(context: Context) -> list[Outcome]:
    """Check the target of `[logs]`; creates nothing."""
    section = context.election.logs
    if section.target != "file":
        return [good(f"Les journaux vont vers « {section.target} ».")]
    place = section.place
    nearest = next(one for one in (place, *place.parents) if one.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        return [bad(f"{place} ne peut pas être écrit : changez « directory » dans [logs].")]
    if place.exists() and place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [bad(f"{place} est ouvert à d'autres que vous : lancez « chmod 700 {place} ».")]
    return [good(f"Les journaux sont dans {place}.")]


SLOWEST_HASH = 1.0
"""Seconds; at that pace a person waits as long for each sign-in, even alone."""


def check_machine(context: Context) -> list[Outcome]:
    """Time one hash with the parameters of the election file.

    Raises:
        Unavailable: The lock files of the hashes cannot be written.
    """
    cores = os.cpu_count() or 1
    took = context.hashes.seconds_for_one()
    text = f"{cores} cœurs ; un mot de passe se vérifie en {took * 1000:.0f} ms"
    if took > SLOWEST_HASH:
        return [doubtful(f"{text} : baissez « argon2_memory » ou « argon2_time » dans [security].")]
    return [good(f"{text}, {cores / took:.0f} par seconde en tout.")]
