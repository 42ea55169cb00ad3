"""What the search says of whom it has found, and of the calls that are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import CallOf, CallState, Person
from tui.desk.finding import SHOWN
from tui.desk.words import state_words
from tui.widgets.item_table import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import DeskRequest
    from tui.visit.moments import Moments

NOBODY = "Personne sur la liste électorale : essayez un seul mot, ou l'adresse."
OWN_CALLS = "Vos appels : Entrée les reprend."
CALLS_OF_ALL = "Vos appels, et ceux à rappeler : Entrée les prend."
NO_CALLS = "Aucun appel en attente."
MANY = "{count} personnes ; {narrow}."
TOO_MANY = f"Plus de {SHOWN} personnes ; {{narrow}}."
REQUESTS = "{count} à confirmer : F6."
ONE = "Une personne : Entrée l'ouvre."


def found_cells(one: Person | CallOf, agent: str, moments: Moments) -> tuple[str, ...]:
    """Return the cells of a person or of a call, as an agent reads them."""
    if isinstance(one, CallOf):
        return _call_cells(one, agent, moments)
    return _name(one), one.school, one.corps


def columns_of(school: str, *, calls: bool) -> tuple[Column, ...]:
    """Return the columns of people, or of calls; `school` heads the one of where they work.

    What becomes of a call stands before the school: on a narrow screen there is room for two. A
    wide one has the advice beside, and no more room than others.
    """
    if calls:
        return (("Personne", 22), ("Appel", 33), (school, 19))
    return (("Personne", 28), (school, 27), ("Corps", 19))


def people_words(count: int, narrow: str, *, is_more: bool) -> str:
    """Return how many people were found, and what to do: `narrow` if there are several."""
    if is_more:
        return TOO_MANY.format(narrow=narrow)
    if count > 1:
        return MANY.format(count=count, narrow=narrow)
    return ONE if count else NOBODY


def calls_words(calls: Sequence[CallOf], agent: str) -> str:
    """Return whose calls are shown, and what to do."""
    if not calls:
        return NO_CALLS
    is_own = all(one.call.agent == agent for one in calls)
    return OWN_CALLS if is_own else CALLS_OF_ALL


def requests_words(requests: Sequence[DeskRequest], agent: str) -> str:
    """Return how many requests an agent may confirm: not their own."""
    count = sum(one.asked_by != agent for one in requests)
    return REQUESTS.format(count=count) if count else ""


def _call_cells(one: CallOf, agent: str, moments: Moments) -> tuple[str, ...]:
    words = state_words(one.call, moments)
    if one.call.agent != agent:
        words = f"{words} · {one.call.agent}"
    elif one.call.state is not CallState.TO_CALL_BACK:
        words = f"{words} {moments.time(one.call.changed_at)}"
    return _name(one.person), words, one.person.school


def _name(person: Person) -> str:
    return f"{person.last_name} {person.first_name}"
