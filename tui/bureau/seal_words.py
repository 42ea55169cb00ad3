"""What the board reads of the seal: what it covers, and what a later difference looks like."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from models import say_count, say_scrutins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import SealState
    from tui.visit.glyphs import Part

COLUMN = 26
"""Cells of the first of two on a line."""
LOOKING = "Lecture de ce qui sera scellé…"
WHY = (
    "Le scellement fige ce sur quoi le vote repose. Relisez ce qui suit à voix haute ; ensuite, "
    "plus rien n'en change jusqu'au dépouillement."
)
COVERED = "CE QUI SERA SCELLÉ"
COUNTS = "{electors} avec notice, {credentials}, {lists} dans {scrutins}."
EMPTY = (
    "Personne ne présente de liste dans {names} : on n'y votera pas. Si c'est une erreur, faites "
    "ajouter les listes avant de sceller."
)
SURE = (
    "Vous allez sceller l'élection, devant le bureau. C'est définitif : listes, électeurs et clés "
    "ne changeront plus. Appuyez encore une fois pour sceller."
)
SEAL, SEAL_NOW, LOOK_AGAIN = "Sceller l'élection", "Sceller, définitivement", "Relire"
SEALING = "Scellement…"
SEALED_AT = "L'élection est scellée depuis le {moment}."
COPY = "Recopiez cette empreinte à la main dans le procès-verbal, et relisez-la à deux."
THEN = (
    "Si quelque chose change ensuite, les postes refusent de servir ; l'administration voit ce qui "
    "diffère par « espace-electeur admin check »."
)


def part_lines(state: SealState) -> tuple[Part, ...]:
    """Return what is covered, two on a line."""
    labels = [part.label for part in state.parts]
    pairs = zip_longest(labels[::2], labels[1::2], fillvalue="")
    lines = (f"· {first.ljust(COLUMN)}{f'· {second}' if second else ''}" for first, second in pairs)
    return ("\n".join(lines),)


def count_words(state: SealState) -> str:
    """Return how much is covered."""
    return COUNTS.format(
        electors=say_count(state.electors, "personne"),
        credentials=say_count(state.credentials, "élément") + " de vote",
        lists=say_count(sum(state.lists.values()), "liste"),
        scrutins=say_count(len(state.lists), "scrutin"),
    )


def empty_words(state: SealState, names: Mapping[str, str]) -> str:
    """Return in which scrutins nobody votes; empty: in all of them one does."""
    return EMPTY.format(names=say_scrutins(state.empty, names)) if state.empty else ""
