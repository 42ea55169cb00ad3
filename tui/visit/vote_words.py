"""How to vote, or what became of the vote, in the leaflet's verbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models import ScrutinState
from tui.visit.time_line import results_words

if TYPE_CHECKING:
    from models import Calendar, Election
    from tui.visit.moments import Moments

NEEDED = "vote.how.needed"
"""Key of what is needed to vote."""
APART = "vote.how.apart"
"""Key of what is said of scrutins that do not close together, to whom they are not known."""


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


def vote_words(election: Election, moments: Moments, calendar: Calendar | None = None) -> VoteWords:
    """Return what to do for voting now, in the leaflet's verbs.

    Args:
        election: The election.
        moments: The present.
        calendar: Of the person's scrutins together; None: of the whole election.
    """
    first = election.calendar.first_closing if calendar is None else None
    calendar, place = calendar or election.calendar, election.election
    begins, ends = calendar.vote_opens, calendar.vote_closes
    opens = f"{moments.date(begins)} {moments.time(begins)}"
    closes = moments.end(ends).replace(" à ", " ")
    window = f"du {opens} au {closes}"
    where = f" : {place.results_url}" if place.results_url else "."
    read = results_words(calendar.results_from, moments)
    when = f"{window}, {election.zone_words}."
    say = election.texts.line
    connect = f"{say('vote.how.connect')}\n{when}"
    apart = (say(APART, first=moments.end(first)),) if first is not None else ()
    match calendar.scrutin_state(moments.now()):
        case ScrutinState.UPCOMING | ScrutinState.OPEN:
            lines = (connect, *apart, say(NEEDED))
            return VoteWords("POUR VOTER", lines, read)
        case ScrutinState.CLOSED:
            return VoteWords("LE VOTE EST CLOS", (f"Le vote était ouvert {window}.",), read)
    return VoteWords(
        "LES RÉSULTATS SONT PUBLIÉS",
        (f"Consultez les résultats{where}",),
        "",
    )
