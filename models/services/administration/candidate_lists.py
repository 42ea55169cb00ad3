"""Looking at the lists of candidates of an election before it opens."""

from __future__ import annotations

from collections.abc import Sequence

from models.context import Context
from models.errors import FileError
from models.rules.candidate_lists import repeated, same_person
from models.settings.presented_lists import lists_of
from models.settings.sections import ScrutinSection
from models.views.candidate_lists import CandidateList, ListsCheck, ScrutinLists

NO_LISTS = (
    "aucune liste, alors que d'autres scrutins en ont : ajoutez les siennes au fichier d'élection"
)
SAME_PERSON = "« {other} » et « {candidate} » ont le même nom : vérifiez que ce sont deux personnes"
FEWER = "moins de candidats que de sièges ({seats}) : {names}"
SILENT = "sans profession de foi : {names}"


def show_lists(context: Context, code: str | None = None) -> tuple[ScrutinLists, ...]:
    """Return the scrutins that have lists, with them; or one scrutin, with those that it has.

    Args:
        context: The election.
        code: Of the scrutin; None: all.

    Raises:
        ScrutinUnknown: The election has no such scrutin.
        FileError: A file of the lists is wrong.
    """
    election = context.election
    asked = election.scrutins if code is None else (election.scrutin(code),)
    found = (
        ScrutinLists(one.code, one.short, one.title, one.seats, lists_of(election, one.code))
        for one in asked
    )
    return tuple(one for one in found if one.lists or code is not None)


def check_lists(context: Context) -> tuple[ListsCheck, ...]:
    """Return what is to be said of the lists of each scrutin, in the order of the election file.

    Raises nothing: what is wrong with a file is among what is said.
    """
    scrutins = context.election.scrutins
    somewhere = any(one.lists or one.lists_file is not None for one in scrutins)
    return tuple(_checked(context, one, awaited=somewhere) for one in scrutins)


def _checked(context: Context, scrutin: ScrutinSection, *, awaited: bool) -> ListsCheck:
    """Check the lists of one scrutin.

    Args:
        context: The election.
        scrutin: The scrutin.
        awaited: Whether it ought to have lists.
    """
    code, title, seats = scrutin.code, scrutin.title, scrutin.seats
    try:
        lists = lists_of(context.election, code)
    except FileError as error:
        faults = tuple(f"{error.path}, {fault}" for fault in error.faults)
        return ListsCheck(code, title, seats, faults=faults)
    return ListsCheck(
        code,
        title,
        seats,
        lists=len(lists),
        candidates=sum(len(one.candidates) for one in lists),
        doubts=_doubts(lists) if lists or not awaited else (NO_LISTS,),
        remarks=_remarks(lists, seats),
    )


def _doubts(lists: Sequence[CandidateList]) -> tuple[str, ...]:
    """Return who may be the same person twice, told apart by a school or the order of the names."""
    candidates = [candidate for one in lists for candidate in one.candidates]
    twice = repeated([same_person(candidate) for candidate in candidates])
    return tuple(
        SAME_PERSON.format(other=candidates[first], candidate=candidates[number])
        for number, first in twice.items()
    )


def _remarks(lists: Sequence[CandidateList], seats: int | None) -> tuple[str, ...]:
    few = [
        f"{one.short} ({len(one.candidates)})"
        for one in lists
        if seats is not None and len(one.candidates) < seats
    ]
    silent = [one.short for one in lists if one.profession is None]
    remarks = []
    if few:
        remarks.append(FEWER.format(seats=seats, names=", ".join(few)))
    if silent:
        remarks.append(SILENT.format(names=", ".join(silent)))
    return tuple(remarks)
