"""What the pages of the trial election say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models import say_count
from tui.bureau.presence_words import member_words
from tui.bureau.votes_words import capitalised

if TYPE_CHECKING:
    from models import Trial, TrialResult, TrialScrutin

WHAT = (
    "Les membres votent dans une urne d'essai, sous la vraie clé d'un scrutin, puis l'ouvrent avec "
    "leurs vraies parts. Elle est ensuite détruite : rien n'en est gardé, sauf que l'essai a eu "
    "lieu. Choisissez le scrutin."
)
WAIT = "Un instant…"
WITHOUT_LISTS = (
    "Sans liste de candidats, donc sans essai : {codes}. Si c'est une erreur, faites ajouter les "
    "listes au fichier d'élection avant de sceller."
)
BLANK = "Vote blanc"
VOTE = (
    "Chacun choisit une liste devant tous, autant de fois qu'il veut : Entrée dépose le bulletin."
)
CAST = "Bulletin déposé : {choice}. L'urne d'essai en a {number}."
DRAWN = "Tirés au sort et déposés. L'urne d'essai a {number}."
EMPTY = "L'urne d'essai est vide."
AT_ONCE = 10
"""Ballots that are drawn by lot at a time."""
NEXT = "L'urne d'essai a {ballots}. {came} Il manque {missing}."
NOBODY = "Personne ne l'a encore ouverte."
CAME, ALL_CAME = "Part ouverte : {members}.", "Parts ouvertes : {members}."
COUNTING = "Tous les membres qu'il faut sont venus."
ABANDON = "Quitter abandonne l'essai : rien n'en est gardé. Échap encore une fois l'abandonne."
RIGHT = (
    "Les clés ouvrent : {members} ont ouvert l'urne d'essai, et ce qui est compté est ce qui a "
    "été voté. {verified}."
)
DESTROYED = "L'urne d'essai est détruite. Que l'essai a eu lieu est écrit dans la chaîne d'audit."
LISTS = 7
"""Cells of « Listes », and a free one."""
SHARE = 3
"""A short name is wrapped from this part of the width on, a third."""


def table_columns(scrutins: Sequence[TrialScrutin], width: int) -> tuple[tuple[str, int], ...]:
    """Return the columns of the scrutins, with their widths: the short names, the titles, lists."""
    widest = max((len(one.short) for one in scrutins), default=0)
    short = min(max(widest, len("Scrutin")) + 1, width // SHARE)
    return ("Scrutin", short), ("Titre", width - short - LISTS), ("Listes", LISTS)


def without_lists_words(scrutins: Sequence[TrialScrutin]) -> str:
    """Return which scrutins cannot be tried; empty: all can."""
    codes = [one.short for one in scrutins if not one.lists]
    return WITHOUT_LISTS.format(codes=", ".join(codes)) if codes else ""


def opening_words(trial: Trial) -> str:
    """Return how far the opening of the urn is."""
    if trial.complete:
        return COUNTING
    names = ", ".join(member_words(one.member) for one in trial.came)
    came = (ALL_CAME if len(trial.came) > 1 else CAME).format(members=names) if names else NOBODY
    missing = say_count(trial.threshold - len(trial.came), "membre")
    return NEXT.format(ballots=say_count(trial.ballots, "bulletin"), came=came, missing=missing)


def right_words(result: TrialResult) -> str:
    """Return that the keys open, and by whom."""
    return RIGHT.format(
        members=", ".join(member_words(one) for one in result.members),
        verified=capitalised(result.verified),
    )
