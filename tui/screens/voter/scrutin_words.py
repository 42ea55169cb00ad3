"""What is said of a person's scrutins at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import ScrutinState
from tui.widgets.scrutin_row import RowWords

if TYPE_CHECKING:
    from models import Calendar, Person, ScrutinView
    from tui.visit.moments import Moments

_TONES = {
    ScrutinState.UPCOMING: "waiting",
    ScrutinState.OPEN: "kept",
    ScrutinState.CLOSED: "done",
    ScrutinState.RESULTS: "done",
}


def person_words(person: Person) -> str:
    """Return « Mme Dupont · certifiée »."""
    return f"{person.civility} {person.last_name}".strip() + f" · {person.corps}"


def called_words(person: Person, count: int) -> str:
    """Return « Vous êtes appelée à participer à 4 scrutins. »."""
    called = {"Mme": "appelée", "Mlle": "appelée", "M.": "appelé"}.get(person.civility, "appelé(e)")
    if not count:
        return f"Vous n'êtes {called} à participer à aucun scrutin."
    scrutins = "un scrutin" if count == 1 else f"{count} scrutins"
    return f"Vous êtes {called} à participer à {scrutins}."


def row_words(scrutin: ScrutinView, calendar: Calendar, moments: Moments) -> RowWords:
    """Return the row of a scrutin: « encore 6 jours » is the time that is left to vote."""
    state = calendar.scrutin_state(moments.now())
    match state:
        case ScrutinState.UPCOMING:
            words = f"dans {moments.left(scrutin.opens_at, one_unit=True)}"
        case ScrutinState.OPEN:
            words = f"encore {moments.left(scrutin.closes_at, one_unit=True)}"
        case ScrutinState.CLOSED:
            words = "vote clos"
        case ScrutinState.RESULTS:
            words = "résultats publiés"
    seats = f", {scrutin.seats} sièges" if scrutin.seats else ""
    detail = f"niveau {scrutin.level}{seats}"
    return RowWords(scrutin.short, scrutin.title, words, _TONES[state], detail)
