"""Check of the lists of candidates, and of the files that they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from models.context import Context
from models.rules.french_numbers import say_count
from models.services.administration.candidate_lists import check_lists
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good

COMMAND = "admin lists check"
NONE = "Le fichier d'élection n'a aucune liste de candidats."
ALL = "{lists} et {candidates} dans {scrutins}."
MORE = f"{{count}} de plus dans les listes : lancez « espace-electeur {COMMAND} »."
WITHOUT = (
    "Des scrutins n'ont aucune liste, alors que d'autres en ont ({codes}) : ajoutez les leurs au "
    "fichier d'élection."
)
SHOWN = 5
"""Faults, or scrutins, that are told here."""


def check_candidate_lists(context: Context) -> list[Outcome]:
    """Look at the lists of every scrutin, whose files are read.

    Candidates who may be one person are for `admin lists check`: homonyms would keep a monitor from
    ever being content.
    """
    checked = check_lists(context)
    if faults := [fault for one in checked for fault in one.faults]:
        return _faults(faults)
    presented = [one for one in checked if one.lists]
    if not presented:
        return [good(NONE)]
    if without := [one.code for one in checked if not one.lists]:
        codes = ", ".join(without[:SHOWN]) + (" …" if len(without) > SHOWN else "")
        return [doubtful(WITHOUT.format(codes=codes))]
    told = ALL.format(
        lists=say_count(sum(one.lists for one in presented), "liste"),
        candidates=say_count(sum(one.candidates for one in presented), "candidat"),
        scrutins=say_count(len(presented), "scrutin"),
    )
    return [good(told)]


def _faults(faults: Sequence[str]) -> list[Outcome]:
    told = [bad(fault) for fault in faults[:SHOWN]]
    if rest := len(faults[SHOWN:]):
        told.append(bad(MORE.format(count=say_count(rest, "faute")), COMMAND))
    return told
