"""What is said of a person's scrutins at a moment, and of how to vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models import ScrutinState
from tui.widgets.scrutin_row import RowWords

if TYPE_CHECKING:
    from models import Calendar, Election, Person, ScrutinView
    from tui.visit.moments import Moments

NEEDED = (
    "Il vous faut votre mot de passe électeur et l'identifiant de votre notice de vote "
    "(remise contre signature)."
)
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


@dataclass(frozen=True, slots=True)
class VoteWords:
    """How to vote, or what became of the vote.

    Attributes:
        heading: In capitals.
        lines: A sentence each.
        results: Where the results are read, or from when on.
    """

    heading: str
    lines: tuple[str, ...]
    results: str


def vote_words(election: Election, moments: Moments) -> VoteWords:
    """Return what to do for voting now, in the leaflet's verbs."""
    calendar, place = election.calendar, election.election
    begins, ends = calendar.vote_opens, calendar.vote_closes
    opens = f"{moments.date(begins)} {moments.time(begins)}"
    closes = moments.end(ends).replace(" à ", " ")
    window = f"du {opens} au {closes}, {election.zone_words}."
    where = f" : {place.results_url}" if place.results_url else "."
    read = f"Consultez les résultats à partir du {moments.date(calendar.results_from)}."
    connect = f"Connectez-vous à l'application de vote : {place.vote_url}\n{window}"
    match calendar.scrutin_state(moments.now()):
        case ScrutinState.UPCOMING | ScrutinState.OPEN:
            return VoteWords("POUR VOTER", (connect, NEEDED), read)
        case ScrutinState.CLOSED:
            return VoteWords("LE VOTE EST CLOS", (f"Il était ouvert {window}",), read)
    return VoteWords(
        "LES RÉSULTATS SONT PUBLIÉS",
        (f"Consultez les résultats{where}",),
        "",
    )
