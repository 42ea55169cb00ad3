"""What the board reads of the count: which step it is, who has come, who may still come."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from models import say_count
from tui.bureau.presence_words import member_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import BoardMember, CountState, UrnCount
    from tui.visit.glyphs import Part


TITLE = "DÉPOUILLEMENT"


class Phase(Enum):
    """What the board does next; the value is the title of the step."""

    ADD_UP = "DÉPOUILLEMENT, 1 SUR 3 · VÉRIFIER ET ADDITIONNER"
    SHARES = "DÉPOUILLEMENT, 2 SUR 3 · OUVRIR LES URNES"
    FINISH = "DÉPOUILLEMENT, 3 SUR 3 · COMPTER"
    DONE = "LE DÉPOUILLEMENT EST FINI"
    PARTLY = "TERMINÉ, SAUF POUR {scrutins}"
    NOTHING = "AUCUNE URNE N'A PU ÊTRE DÉPOUILLÉE"


SAY = {
    Phase.ADD_UP: (
        "Chaque bulletin est vérifié, puis ajouté sans être ouvert : personne ne voit encore de "
        "résultat. C'est la partie longue ; on peut l'arrêter et la reprendre."
    ),
    Phase.SHARES: (
        "Chacun vient à son tour, avec sa clé USB et sa phrase secrète. Un membre est absent, ou "
        "l'a oubliée ? Un autre membre peut venir à sa place."
    ),
    Phase.FINISH: (
        "Les urnes sont ouvertes. Deux programmes indépendants comptent chacun de leur côté ; un "
        "résultat n'est gardé que s'ils trouvent le même."
    ),
    Phase.DONE: "Regardez les résultats et les sièges, puis écrivez les procès-verbaux.",
    Phase.PARTLY: (
        "L'incident est déjà noté. Gardez la base telle quelle, prévenez l'administration et "
        "l'expert, et écrivez les procès-verbaux : celui du scrutin en cause dira pourquoi. Si la "
        "base est remise comme elle était, « Vérifier de nouveau » le reprend."
    ),
    Phase.NOTHING: (
        "L'incident est déjà noté. Gardez la base telle quelle, prévenez l'administration et "
        "l'expert, et écrivez les procès-verbaux : chacun dira pourquoi. Si la base est remise "
        "comme elle était, « Vérifier de nouveau » reprend le dépouillement."
    ),
}
BOARD_ALONE = " Personne d'autre que le bureau ne les voit avant le {results_from}."
BUTTONS = {
    Phase.ADD_UP: ("Additionner les bulletins", "Vérification…"),
    Phase.SHARES: ("Ouvrir avec cette part", "Ouverture des urnes…"),
    Phase.FINISH: ("Compter", "Dépouillement…"),
    Phase.DONE: ("Voir les résultats", ""),
    Phase.PARTLY: ("Voir les résultats", ""),
    Phase.NOTHING: ("Écrire les procès-verbaux", ""),
}
AGAIN = "Vérifier de nouveau"
TAKE_UP = "Reprendre l'addition"
STOP = "Échap : arrêter. Ce qui est fait est gardé."
TROUBLE = "{name} ne peut pas être dépouillé : {trouble}"
CAME, ALL_CAME = "Part prise : {members}", "Parts prises : {members}"
STILL = "Il manque encore {members}"
LEADER = "la présidence ou le secrétariat"
ENOUGH = "Il y a assez de parts."


def phase_of(state: CountState) -> Phase:
    """Return which step is next."""
    if not state.added_up:
        return Phase.ADD_UP
    if state.counted:
        uncounted = [urn for urn in state.urns if not urn.counted_at]
        if uncounted:
            return Phase.NOTHING if len(uncounted) == len(state.urns) else Phase.PARTLY
        return Phase.DONE
    return Phase.SHARES if state.shares_needed else Phase.FINISH


def say_words(phase: Phase, results_from: str) -> str:
    """Return what a step is; `results_from` is the day of the results, empty once it has come."""
    secret = phase is Phase.DONE and bool(results_from)
    return SAY[phase] + (BOARD_ALONE.format(results_from=results_from) if secret else "")


def title_words(state: CountState) -> str:
    """Return which step is next, or how many scrutins are not counted."""
    uncounted = sum(not urn.counted_at for urn in state.urns)
    return phase_of(state).value.format(scrutins=say_count(uncounted, "scrutin").upper())


def is_to_add_up(state: CountState) -> bool:
    """Return whether ballots are added up next, for the first time or again; or urns counted."""
    return phase_of(state) is Phase.ADD_UP or state.can_add_up


def button_words(state: CountState) -> tuple[str, str]:
    """Return what the button says, and what it says while it works."""
    phase = phase_of(state)
    label, working = BUTTONS[phase]
    begun = phase is Phase.ADD_UP and any(urn.added_up for urn in state.urns)
    return TAKE_UP if begun else label, working


def trouble_parts(state: CountState, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the urns that cannot be counted, each with its reason; names are by codes."""
    lines = [
        TROUBLE.format(name=names[urn.code], trouble=urn.trouble)
        for urn in state.urns
        if urn.trouble
    ]
    return ("\n".join(lines),) if lines else ()


def needed_words(state: CountState) -> str:
    """Return who has still to come, in which roles."""
    if not state.shares_needed:
        return ENOUGH
    roles = [LEADER] if state.leader_needed else []
    if state.delegates_needed:
        roles.append(say_count(state.delegates_needed, "délégué") + " de liste")
    named = " et ".join(roles)
    if state.leader_needed + state.delegates_needed == state.shares_needed:
        return f"{STILL.format(members=named)}."
    words = STILL.format(members=say_count(state.shares_needed, "membre"))
    return f"{words}, dont {named}." if named else f"{words}."


def member_parts(state: CountState) -> tuple[Part, ...]:
    """Return who has come, and who has still to."""
    members = {member.number: member for member in state.members}
    came = ", ".join(member_words(members[number]) for number in state.came)
    words = (ALL_CAME if len(state.came) > 1 else CAME).format(members=came)
    taken: tuple[Part, ...] = (("✓ ", ".kept"), f"{words}.\n") if came else ()
    return (*taken, (needed_words(state), ".strong"))


def newcomers(before: CountState | None, state: CountState) -> tuple[BoardMember, ...]:
    """Return the members whose parts were taken since."""
    numbers = set(state.came) - set(before.came if before else ())
    return tuple(member for member in state.members if member.number in numbers)


def urn_parts(state: CountState, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the urns, a line each: how many ballots, and how far each is; names are by codes."""
    parts: list[Part] = []
    for urn in state.urns:
        sign: Part = ("✗ ", ".missing") if urn.trouble else ("· ", ".muted")
        if urn.counted_at or (urn.added_up and not urn.trouble):
            sign = ("✓ ", ".kept")
        words = f"{names[urn.code]} : {say_count(urn.ballots, 'bulletin')}{_standing(urn)}"
        parts += ["\n" if parts else "", sign, words]
    return tuple(parts)


def _standing(urn: UrnCount) -> str:
    """Return how far an urn is, to be said behind how many ballots it has."""
    several = "s" if urn.ballots > 1 else ""
    if urn.trouble:
        return ", ne peut pas être dépouillé"
    if urn.counted_at:
        return f" dépouillé{several}"
    return f" vérifié{several} et additionné{several}" if urn.added_up else " à additionner"
