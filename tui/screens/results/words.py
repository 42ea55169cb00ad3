"""What the pages of the results say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import ResultsNotReady, WindowNotOpen
from tui.visit.time_line import results_words

if TYPE_CHECKING:
    from models import Calendar, EspaceError
    from tui.visit.moments import Moments

READING = "Lecture des résultats…"
CHOOSE = "Choisissez un scrutin, puis appuyez sur Entrée."


def refused_words(error: EspaceError, calendar: Calendar, moments: Moments) -> str:
    """Return when the results can be read, empty if it was refused for another reason."""
    if isinstance(error, WindowNotOpen):
        return results_words(calendar, moments) or error.text
    return error.text if isinstance(error, ResultsNotReady) else ""
