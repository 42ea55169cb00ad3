"""Check of the interpreter: whether Python of this version is still mended."""

from __future__ import annotations

import platform
import sys
from datetime import date

from models.context import Context
from models.services.administration.checks.outcome import Outcome, doubtful, good

END_OF_LIFE = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
"""Last month of security releases (https://devguide.python.org/versions/; PEP 664 and those of the
later branches)."""
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
MENDED = "Python {version}, corrigé jusqu'en {month}."
UNKNOWN = "Python {version}."
OLD = (
    "Python {version} ne reçoit plus de correction de sécurité depuis {month} : installez une "
    "version plus récente, puis recommencez « make install » ; si votre système la corrige "
    "lui-même, comme Debian, tenez-le à jour."
)


def check_interpreter(context: Context, running: tuple[int, int] | None = None) -> list[Outcome]:
    """Compare the version of Python with how long its branch is mended.

    Args:
        context: The election, whose clock is asked.
        running: Major and minor number; None: those of this interpreter.
    """
    branch = running or sys.version_info[:2]
    end = END_OF_LIFE.get(branch)
    version = platform.python_version() if running is None else "{}.{}".format(*branch)
    if end is None:
        oldest = min(END_OF_LIFE)
        if branch > oldest:  # newer than this table
            return [good(UNKNOWN.format(version=version))]
        end = END_OF_LIFE[oldest]
    month = f"{MONTHS[end.month - 1]} {end.year}"
    if context.now.date() > end:
        return [doubtful(OLD.format(version=version, month=month))]
    return [good(MENDED.format(version=version, month=month))]
