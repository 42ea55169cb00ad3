"""Check of the seal: what has changed of what it covers."""

from __future__ import annotations

from contextlib import nullcontext

from models.context import Context
from models.errors import EngineUnavailable
from models.rules.french_dates import say_moment
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good
from models.services.vote.destroyed import destroyed_at
from models.services.vote.parts import QUICK, Part
from models.services.vote.seal import (
    SEALED,
    changed_parts,
    find_seal,
    fingerprint_of_all,
    is_recorded,
    recorded_fingerprint,
    sealed_parts,
)
from models.voting.belenios_tool import find_tool

NOT_SEALED = "Le vote n'est pas scellé."
INTACT = "Scellé le {day} ; rien n'a changé depuis. Empreinte : {fingerprint}."
INTACT_AT_A_GLANCE = "Scellé le {day} ; ni programme, ni fichiers, ni clés n'ont changé depuis."
CHANGED = {
    Part.PROGRAM: (
        "Le programme n'est plus celui qui a été scellé : réinstallez sur cette machine la version "
        "scellée."
    ),
    Part.FILE: (
        "Le fichier d'élection a changé depuis le scellement, dans ses dates, ses scrutins, ses "
        "corps ou son bureau : remettez-le comme il était."
    ),
    Part.LISTS: (
        "Les listes de candidats ou leurs professions de foi ont changé depuis le scellement : "
        "remettez leurs fichiers comme ils étaient."
    ),
    Part.KEYS: (
        "Les clés du bureau ne sont plus celles qui ont été scellées : restaurez la base d'une "
        "sauvegarde faite après le scellement."
    ),
    Part.ROLL: (
        "La liste électorale a changé dans la base depuis le scellement : restaurez-la d'une "
        "sauvegarde faite après le scellement."
    ),
    Part.CREDENTIALS: (
        "Les éléments publics des notices ont changé depuis le scellement : restaurez la base "
        "d'une sauvegarde faite après le scellement."
    ),
}
BOTH = "Chaque bulletin est vérifié par deux programmes indépendants (dont {tool})."
ONE = "Chaque bulletin est vérifié par un seul programme, comme [board] le permet."
ALTERED = (
    "Le scellement lui-même a été modifié dans la base : comparez son empreinte avec le "
    "procès-verbal, et restaurez une sauvegarde."
)
DESTROYED = (
    "Scellé le {day} (empreinte {fingerprint}) ; la purge a détruit sa liste, ses urnes et ses "
    "clés : gardez le dossier publié."
)
REMOVED = (
    "Le vote avait été scellé (empreinte {fingerprint}…) et ne l'est plus : la base a été "
    "modifiée. Restaurez une sauvegarde faite après le scellement."
)


def check_seal(context: Context, *, quick: bool = False) -> list[Outcome]:
    """Compare what is sealed with what there is.

    Args:
        context: The open election.
        quick: Look only at what needs no reading of the roll.
    """
    parts = QUICK if quick else tuple(Part)
    with (
        context.connection(unlimited=True, any_keys=True),
        nullcontext() if quick else context.store.dialect.snapshot(),
    ):
        seal = find_seal()
        recorded = None if quick else recorded_fingerprint()
        if seal is None:
            removed = REMOVED.format(fingerprint=recorded)
            told = [bad(removed)] if recorded else [good(NOT_SEALED)]
            return told if quick else [*told, *_engines(context)]
        day = say_moment(seal.sealed_at, context.election.calendar.zone)
        if destroyed_at() is not None:
            return [good(DESTROYED.format(day=day, fingerprint=seal.fingerprint))]
        told = [bad(CHANGED[part]) for part in changed_parts(context, seal, parts)]
        sealed = sealed_parts(seal)
        if not sealed:
            return [bad(ALTERED)]
        whole = fingerprint_of_all(sealed) == seal.fingerprint
        if not whole or not (quick or is_recorded(context, SEALED, seal.fingerprint)):
            told.append(bad(ALTERED))
    intact = INTACT_AT_A_GLANCE if quick else INTACT
    told = told or [good(intact.format(day=day, fingerprint=seal.fingerprint))]
    return told if quick else [*told, *_engines(context)]


def _engines(context: Context) -> list[Outcome]:
    """Say how many implementations each ballot passes, once there is a board."""
    board = context.election.board
    if board is None:
        return []
    try:
        tool = find_tool()
    except EngineUnavailable as error:
        return [good(ONE)] if board.engines == "one" else [doubtful(error.text)]
    return [good(BOTH.format(tool=tool.name))]
