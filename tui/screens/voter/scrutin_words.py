"""What is said of a person's scrutins at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import ScrutinState
from tui.visit.vote_words import NEEDED, vote_words
from tui.widgets.scrutin_row import RowWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import Calendar, Election, Person, ScrutinView
    from tui.visit.moments import Moments

VOTED, ALL_VOTED = "Vous avez voté.", "Vous avez voté dans vos {count} scrutins."
CHOOSE = "Choisissez un scrutin, puis appuyez sur Entrée."
READ_RESULTS = "Choisissez un scrutin pour lire son résultat."
RECEIPTS = "Choisissez un scrutin pour revoir votre reçu."
NEXT_OPENS = "Le prochain s'ouvre le {moment}."
NEXT_OPEN = "Les {count} prochains s'ouvrent le {moment}."
NEXT_OPEN_FROM = "Les {count} prochains s'ouvrent à partir du {moment}."
OWN_WINDOW, OWN_RESULT = "vote du {opens} au {closes}", "résultat à partir du {day}"
FIRST_CLOSES = "Le premier de ces scrutins se ferme le {closes}, {zone}."

_TONES = {
    ScrutinState.UPCOMING: "waiting",
    ScrutinState.OPEN: "kept",
    ScrutinState.CLOSED: "done",
    ScrutinState.RESULTS: "done",
}


def person_words(person: Person) -> str:
    """Return « Mme Dupont · certifiée »."""
    return f"{person.civility} {person.last_name}".strip() + f" · {person.corps}"


def called_words(person: Person, count: int, left: int | None = None) -> str:
    """Return « Vous êtes appelée à participer à 4 scrutins : il vous en reste 3. ».

    Args:
        person: Who is called.
        count: To how many scrutins.
        left: In how many of them they can still vote here; None: in none, and they have not voted
            in all of them.
    """
    if count and left == 0:
        return VOTED if count == 1 else ALL_VOTED.format(count=count)
    called = {"Mme": "appelée", "Mlle": "appelée", "M.": "appelé"}.get(person.civility, "appelé(e)")
    if not count:
        return f"Vous n'êtes {called} à participer à aucun scrutin."
    scrutins = "un scrutin" if count == 1 else f"{count} scrutins"
    if left is None or left == count:
        return f"Vous êtes {called} à participer à {scrutins}."
    return f"Vous êtes {called} à participer à {scrutins} : il vous en reste {say_left(left)}."


def left_words(scrutins: Sequence[ScrutinView], left: int) -> str:
    """Return what is left to vote in, « Il vous reste 3 scrutins. », or that all is done."""
    if left:
        return f"Il vous reste {say_left(left)} scrutin{'s' if left > 1 else ''}."
    if not all(one.voted_at is not None for one in scrutins):
        return ""
    return ALL_VOTED.format(count=len(scrutins)) if len(scrutins) > 1 else VOTED


def say_left(count: int) -> str:
    """Return how many scrutins are left, « un » or « 3 »."""
    return "un" if count == 1 else str(count)


def state_of(scrutin: ScrutinView, election: Election, moments: Moments) -> ScrutinState:
    """Return the state of a scrutin now, by its own dates if it has some."""
    return election.calendar_of(scrutin.code).scrutin_state(moments.now())


def can_vote(scrutin: ScrutinView, election: Election, moments: Moments) -> bool:
    """Return whether the person can vote in a scrutin here and now."""
    is_open = state_of(scrutin, election, moments) is ScrutinState.OPEN
    return is_open and scrutin.votable and scrutin.voted_at is None


def later_words(scrutins: Sequence[ScrutinView], election: Election, moments: Moments) -> str:
    """Return when the scrutins open that do so after others: « Le prochain s'ouvre le … ».

    Empty if none does, or none has opened: how to vote says when the first one does.
    """
    states = [state_of(one, election, moments) for one in scrutins]
    if all(state is ScrutinState.UPCOMING for state in states):
        return ""
    opens = sorted(
        one.opens_at
        for one, state in zip(scrutins, states, strict=True)
        if state is ScrutinState.UPCOMING and one.votable and one.voted_at is None
    )
    if not opens:
        return ""
    words = NEXT_OPEN if opens[0] == opens[-1] else NEXT_OPEN_FROM
    words = words if len(opens) > 1 else NEXT_OPENS
    return words.format(count=len(opens), moment=moments.moment(opens[0]))


def is_next(scrutin: ScrutinView) -> bool:
    """Return whether a person is led to a scrutin: to its result, or to what is left to vote in."""
    return scrutin.counted or scrutin.voted_at is None


def votes_here(scrutins: Sequence[ScrutinView]) -> bool:
    """Return whether one votes with this program in any of the scrutins."""
    return any(one.votable for one in scrutins)


def same_rows(some: Sequence[ScrutinView], others: Sequence[ScrutinView]) -> bool:
    """Return whether the same rows can show both: so many, and for the same kind of page."""
    return len(some) == len(others) and votes_here(some) == votes_here(others)


def scrutins_left(
    scrutins: Sequence[ScrutinView], election: Election, moments: Moments
) -> int | None:
    """Return in how many scrutins a person can still vote here: 0 if they have voted in all.

    None: in none, and they have not voted in all: it is too late, or one does not vote here.
    """
    left = sum(can_vote(one, election, moments) for one in scrutins)
    all_voted = bool(scrutins) and all(one.voted_at is not None for one in scrutins)
    return left if left or all_voted else None


def block_words(
    scrutins: Sequence[ScrutinView],
    left: int | None,
    election: Election,
    moments: Moments,
    *,
    entered: bool,
) -> tuple[str, tuple[str, ...]]:
    """Return what is said under the scrutins: a heading in capitals, and lines.

    Args:
        scrutins: Those of the person.
        left: In how many of them they can still vote here; None: one does not vote here.
        election: The election.
        moments: The present.
        entered: Both means of access were given in this visit.
    """
    if not scrutins:
        return "SI C'EST UNE ERREUR", election.election.assistance
    vote = vote_words(election, moments, election.calendar_of_all(one.code for one in scrutins))
    if any(one.counted for one in scrutins):
        return vote.heading, (READ_RESULTS, *vote.lines)
    if left:
        until = _until_words(scrutins, election, moments)
        needed = () if entered else (election.texts.line(NEEDED),)
        return vote.heading, (CHOOSE, *needed, until)
    if left == 0:
        return "C'EST FAIT", (RECEIPTS, vote.results) if vote.results else vote.lines
    return vote.heading, vote.lines


def _until_words(scrutins: Sequence[ScrutinView], election: Election, moments: Moments) -> str:
    """Return until when one can vote in the scrutins that are open."""
    ends = {one.closes_at for one in scrutins if can_vote(one, election, moments)}
    closes, zone = moments.end(min(ends)), election.zone_words
    if len(ends) > 1:
        return FIRST_CLOSES.format(closes=closes, zone=zone)
    return f"Le vote est ouvert jusqu'au {closes}, {zone}."


def _own_words(
    scrutin: ScrutinView, state: ScrutinState, together: Calendar, moments: Moments
) -> str:
    """Return the dates of a scrutin that are not those of the person's scrutins together."""
    if state is ScrutinState.CLOSED and scrutin.results_from != together.results_from:
        return OWN_RESULT.format(day=moments.date(scrutin.results_from))
    window = (scrutin.opens_at, scrutin.closes_at)
    if state is ScrutinState.RESULTS or window == (together.vote_opens, together.vote_closes):
        return ""
    opens, closes = moments.moment(scrutin.opens_at), moments.end(scrutin.closes_at)
    return OWN_WINDOW.format(opens=opens, closes=closes)


def rows_of(
    scrutins: Sequence[ScrutinView], election: Election, moments: Moments
) -> list[RowWords]:
    """Return the row of each of a person's scrutins."""
    if not scrutins:
        return []
    together = election.calendar_of_all(one.code for one in scrutins)
    return [_row_words(one, election, together, moments) for one in scrutins]


def _row_words(
    scrutin: ScrutinView, election: Election, together: Calendar, moments: Moments
) -> RowWords:
    """Return the row of a scrutin: « encore 6 jours » is the time that is left to vote."""
    state = state_of(scrutin, election, moments)
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
    own = _own_words(scrutin, state, together, moments)
    level = f"niveau {scrutin.level}{seats}"
    detail, tone = f"{level} · {own}" if own else level, _TONES[state]
    voted_at = scrutin.voted_at
    if voted_at is not None:
        words, tone = f"✓ voté le {moments.short_date(voted_at)}", "kept"
        detail = f"voté le {moments.moment(voted_at)}"
    choosable = scrutin.counted or voted_at is not None or can_vote(scrutin, election, moments)
    detailed = bool(own) and voted_at is None
    return RowWords(scrutin.short, scrutin.title, words, tone, detail, choosable, detailed)
