"""The directory of the logs: there or makeable, and its owner's alone."""

from __future__ import annotations

import os
import stat

from models.context import Context
from models.services.checks.outcome import Outcome, bad, good


def check_logs(context: Context) -> list[Outcome]:
    """Look at where `[logs]` wants its lines; makes nothing."""
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
