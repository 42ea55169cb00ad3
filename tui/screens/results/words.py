"""What the pages of the results say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import ResultsNotReady, WindowNotOpen, say_scrutins, short_names
from tui.visit.time_line import results_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import Election, EspaceError, ScrutinResult
    from tui.visit.moments import Moments

READING = "Lecture des résultats…"
CHOOSE = "Choisissez un scrutin, puis appuyez sur Entrée."
ELSEWHERE = "Ces résultats sont aussi sur {place}."
LATER = "Tous les résultats seront là le {day}."
WITHOUT_ELECTORS = "Sans électeur : {names}."


def refused_words(error: EspaceError, moments: Moments) -> str:
    """Return when the results can be read, empty if it was refused for another reason."""
    if isinstance(error, WindowNotOpen):
        return results_words(error.moment, moments) or error.text
    return error.text if isinstance(error, ResultsNotReady) else ""


def held(results: Sequence[ScrutinResult]) -> tuple[ScrutinResult, ...]:
    """Return the results of the scrutins in which anybody could vote."""
    return tuple(one for one in results if one.electors)


def below_words(results: Sequence[ScrutinResult], election: Election, moments: Moments) -> str:
    """Return what is said below the rows: what comes later, who had nobody to vote, where else."""
    names = short_names(election.scrutins)
    empty = [one.code for one in results if not one.electors]
    lines = [WITHOUT_ELECTORS.format(names=say_scrutins(empty, names))] if empty else []
    if moments.now() < election.published_from:
        lines.insert(0, LATER.format(day=moments.date(election.published_from)))
    if place := election.election.results_url:
        lines.append(ELSEWHERE.format(place=place))
    return "\n".join(lines)
