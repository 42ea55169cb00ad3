"""What is said of a person's scrutins at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import ScrutinState
from tui.widgets.scrutin_row import RowWords

if TYPE_CHECKING:
    from models import Calendar, Election, Person, ScrutinView
    from tui.visit.moments import Moments

HEAD = RowWords("", "Scrutin", "Niveau", "État")
TO_VOTE = (
    "Pour voter : mot de passe électeur et identifiant de la notice de vote, qui vous est "
    "remise contre signature."
)
_TONES = {
    ScrutinState.UPCOMING: "waiting",
    ScrutinState.OPEN: "kept",
    ScrutinState.CLOSED: "done",
    ScrutinState.RESULTS: "kept",
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
    """Return the row of a scrutin: « ouvert, 6 jours » is its state and the time left of it."""
    state = calendar.scrutin_state(moments.now())
    ends = {ScrutinState.UPCOMING: scrutin.opens_at, ScrutinState.OPEN: scrutin.closes_at}
    end = ends.get(state)
    left = f", {moments.left(end, one_unit=True)}" if end is not None else ""
    return RowWords(scrutin.short, scrutin.title, scrutin.level, state.value + left, _TONES[state])


def detail_words(
    scrutin: ScrutinView, election: Election, moments: Moments, *, with_level: bool
) -> tuple[str, ...]:
    """Return the lines of the detail pane, the whole title first.

    Args:
        scrutin: The one to describe.
        election: Its calendar and the address of the vote application.
        moments: The present.
        with_level: Whether the level is named here: it has no column.
    """
    calendar = election.calendar
    state = calendar.scrutin_state(moments.now())
    facts = (
        f"niveau {scrutin.level}" if with_level else "",
        f"{scrutin.seats} sièges" if scrutin.seats else "",
    )
    detail = ", ".join(fact for fact in facts if fact)
    opens = f"{moments.date(scrutin.opens_at)} {moments.time(scrutin.opens_at)}"
    closes = f"{moments.date(scrutin.closes_at)} {moments.time(scrutin.closes_at)}"
    results = moments.date(scrutin.results_from)
    title = f"{scrutin.title} — {detail}" if detail else scrutin.title
    window = f"Vote du {opens} au {closes}, heure de Paris."
    match state:
        case ScrutinState.UPCOMING:
            now: tuple[str, ...] = (f"Il ouvre dans {moments.left(scrutin.opens_at)}.", TO_VOTE)
        case ScrutinState.OPEN:
            now = (f"Il reste {moments.left(scrutin.closes_at)}.", TO_VOTE)
        case ScrutinState.CLOSED:
            now = ("Le vote est clos.",)
        case ScrutinState.RESULTS:
            return (title, window, f"Les résultats sont publiés depuis le {results}.")
    address = f"Application de vote : {election.election.vote_url}"
    return (title, window, *now, address, f"Résultats à partir du {results}.")
