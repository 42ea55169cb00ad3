"""What the board reads at the closing: each urn, and what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import say_count
from tui.visit.fingerprints import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import Closing, ListsCompared, UrnAtClosing
    from tui.visit.glyphs import Part

WHEN = "Les urnes se ferment le {moment}, {zone} ; pas une seconde avant."
WAIT = "Il reste {left}. Cette page s'ouvrira d'elle-même."
READY = (
    "L'heure est passée : plus aucun bulletin n'est accepté. Fermez les urnes devant le bureau ; "
    "leurs bulletins sont alors mélangés, comptés, et comparés aux émargements."
)
AGAIN = (
    "Les urnes sont closes depuis le {moment}. Vous pouvez les comparer de nouveau, aussi souvent "
    "que vous voulez."
)
CLOSE, COMPARE, COUNT = "Fermer les urnes", "Comparer de nouveau", "Dépouiller"
CLOSING, COMPARING = "Fermeture…", "Comparaison…"
FOLDER = "Dossier des listes emportées par le bureau (facultatif)"
FOLDER_HELP = "Copiez-y d'abord les fichiers de toutes les clés USB."

ALL_RIGHT = (
    "Tout correspond dans {scrutins} : autant de bulletins que d'émargements, rien n'a changé."
)
NO_BALLOT = "· {scrutins} sans bulletin ni émargement."
FINGERPRINTS = "EMPREINTE DE CHAQUE URNE, POUR LE PROCÈS-VERBAL"
NOT_RIGHT = (
    "Quelque chose ne correspond pas. C'est déjà noté pour le procès-verbal. Gardez la base telle "
    "quelle et prévenez l'administration avant de dépouiller."
)
URN = "{name} : {ballots}, {signatures}"
EVEN, UNEVEN = "✓ ", "✗ "
DIFFERENT = "il devrait y en avoir autant"
CHANGED = "l'urne ou les émargements ne sont plus ceux de la fermeture"
NOT_AS_TAKEN = "la chaîne d'audit a {taken}"
EDITED = (
    "✗ La chaîne d'audit a été modifiée à son événement {sequence}. N'additionnez rien : faites "
    "restaurer une sauvegarde intacte."
)
ALTERED = "{ballots} sans rapport avec le numéro de suivi"
ORDER_KEPT = (
    "L'ordre dans lequel les bulletins sont venus se lit encore dans la base. Faites libérer de la "
    "place et fermer les programmes qui la lisent, puis comparez de nouveau."
)
LISTS = "LISTES DU BUREAU"
RIGHT = "✓ {count} : leur empreinte est dans la chaîne d'audit, leur urne les contient."
NONE_RIGHT = "· Aucune liste de ce dossier n'est dans une urne."
NOT_COMPARED = (
    "· Aucune liste du bureau n'est comparée : un bulletin échangé contre un autre ne se verrait "
    "que par elles. Copiez les fichiers des clés USB dans un dossier, donnez-le, et comparez."
)
ABSENT = "· {count} de la chaîne d'audit ne sont pas dans ce dossier : un membre l'a peut-être."
WRONG = "✗ {name} : {reason}"


def outcome_words(closing: Closing) -> str:
    """Return in a sentence whether all is right."""
    scrutins = say_count(len(closing.urns), "scrutin")
    return ALL_RIGHT.format(scrutins=scrutins) if closing.right else NOT_RIGHT


def urn_parts(urn: UrnAtClosing, name: str) -> tuple[Part, ...]:
    """Return an urn with its sign, its counts, what does not fit, and its fingerprint."""
    faults = _faults(urn)
    words = URN.format(
        name=name,
        ballots=say_count(urn.ballots, "bulletin"),
        signatures=say_count(urn.signatures, "émargement"),
    )
    sign: Part = (UNEVEN, ".missing") if faults else (EVEN, ".kept")
    parts: list[Part] = [sign, (words, ".strong")]
    parts += [(f"\n  {fault}", ".missing") for fault in faults]
    if urn.fingerprint:
        parts.append(f"\n{grouped(urn.fingerprint)}")
    return tuple(parts)


def _faults(urn: UrnAtClosing) -> list[str]:
    faults = []
    if not urn.even:
        faults.append(DIFFERENT)
    if not urn.all_taken:
        taken = say_count(urn.taken or 0, "vote pris", plural="votes pris")
        faults.append(NOT_AS_TAKEN.format(taken=taken))
    if not urn.intact:
        faults.append(CHANGED)
    if urn.altered:
        faults.append(ALTERED.format(ballots=say_count(urn.altered, "bulletin")))
    return faults


def list_parts(lists: ListsCompared) -> tuple[Part, ...]:
    """Return what the comparison of the board's lists gave."""
    parts: list[Part] = [(LISTS, ".muted"), "\n"]
    if lists.right:
        parts.append((RIGHT.format(count=say_count(lists.right, "liste")), ".kept"))
    else:
        parts.append(NONE_RIGHT)
    if lists.absent:
        parts.append(f"\n{ABSENT.format(count=say_count(lists.absent, 'liste'))}")
    for one in lists.wrong:
        parts.append((f"\n{WRONG.format(name=one.path.name, reason=one.reason)}", ".missing"))
    return tuple(parts)


def closing_parts(closing: Closing, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the urns, those that do not fit first, then the lists; empty ones are one line.

    Args:
        closing: What was found.
        names: Of the scrutins, by their codes.
    """
    empty = [urn for urn in closing.urns if not (urn.ballots or urn.signatures or _faults(urn))]
    held = [urn for urn in closing.urns if urn not in empty]
    urns = sorted(held, key=lambda urn: not _faults(urn))
    parts: list[Part] = []
    if closing.chain_fault is not None:
        parts.append((EDITED.format(sequence=closing.chain_fault), ".missing"))
    parts += ["\n\n" if parts else "", (FINGERPRINTS, ".muted")]
    for urn in urns:
        parts += ["\n" if urn is urns[0] else "\n\n", *urn_parts(urn, names[urn.code])]
    if empty:
        parts.append(f"\n\n{NO_BALLOT.format(scrutins=say_count(len(empty), 'scrutin'))}")
    parts.append("\n\n")
    parts += [NOT_COMPARED] if closing.lists is None else list_parts(closing.lists)
    return tuple(parts)
