"""What the members of the board read of its stages: titles, moments, what comes before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models import Awaited, BoardStage, StageStanding
from tui.widgets.choice_line import INDENT

if TYPE_CHECKING:
    from models import BoardState, Calendar, StageState
    from tui.visit.moments import Moments
    from tui.visit.routes import Route

TITLES: Mapping[BoardStage, str] = {
    BoardStage.REHEARSAL: "Répétition",
    BoardStage.KEYS: "Clés du bureau",
    BoardStage.TRIAL: "Essai avec les vraies clés",
    BoardStage.SEAL: "Scellement",
    BoardStage.DAYS: "Jours du vote",
    BoardStage.CLOSING: "Fermeture des urnes",
    BoardStage.COUNT: "Dépouillement",
    BoardStage.RESULTS: "Résultats et sièges",
    BoardStage.MINUTES: "Procès-verbaux et publication",
}
ROUTES: Mapping[BoardStage, Route] = {
    BoardStage.REHEARSAL: "bureau_rehearsal",
    BoardStage.KEYS: "bureau_keys",
    BoardStage.TRIAL: "bureau_trial",
    BoardStage.SEAL: "bureau_seal",
    BoardStage.DAYS: "bureau_days",
    BoardStage.CLOSING: "bureau_closing",
    BoardStage.COUNT: "bureau_count",
    BoardStage.RESULTS: "bureau_result",
    BoardStage.MINUTES: "bureau_minutes",
}
SIGNS: Mapping[StageStanding, str] = {
    StageStanding.DONE: "✓",
    StageStanding.NOW: "●",
    StageStanding.ANY_TIME: "·",
    StageStanding.LATER: "○",
}
NOT_TRIED = "pas d'essai"
WORDS: Mapping[StageStanding, str] = {
    StageStanding.DONE: "terminé",
    StageStanding.NOW: "à faire",
    StageStanding.ANY_TIME: "quand vous voulez",
    StageStanding.LATER: "plus tard",
}
AWAITED: Mapping[Awaited, str] = {
    Awaited.KEYS: "Faites d'abord les clés du bureau (2).",
    Awaited.SEAL: "Scellez d'abord l'élection (4).",
    Awaited.VOTE: "Le vote n'a pas commencé : revenez à partir du {opens}.",
    Awaited.END: "Le vote est ouvert : les urnes se ferment à partir du {closes}.",
    Awaited.CLOSING: "Fermez d'abord les urnes (6).",
    Awaited.COUNT: "Dépouillez d'abord les urnes (7).",
}
NEXT: Mapping[BoardStage, str] = {
    BoardStage.KEYS: "Chaque membre vient à son tour, avec sa clé USB (2).",
    BoardStage.TRIAL: "Essayez les clés : les membres ouvrent une urne d'essai (3).",
    BoardStage.SEAL: "Scellez l'élection : plus rien n'y changera (4).",
    BoardStage.DAYS: "Suivez la participation, sans jamais voir un bulletin (5).",
    BoardStage.CLOSING: "Fermez les urnes (6).",
    BoardStage.COUNT: "Les membres ouvrent les urnes, chacun avec sa part (7).",
    BoardStage.RESULTS: "Tirez au sort les sièges à égalité, puis saisissez-les (8).",
    BoardStage.MINUTES: "Écrivez les procès-verbaux, puis publiez (9).",
}
ALL_DONE = "Tout est fait. Gardez clés USB et procès-verbaux sous scellés."
DAYS_WAIT = "Le vote ouvre le {opens} : revenez à ce moment-là."
END_WAIT = "Le vote est ouvert jusqu'au {closes}."
PUBLISH = "Les procès-verbaux sont écrits. Publiez à partir du {results_from} (9)."
PUBLISH_NOW = "Les procès-verbaux sont écrits. Publiez maintenant (9)."
MINUTES_AGAIN = "Les procès-verbaux sont à écrire et à signer de nouveau (9)."
LOTS = "À tirer au sort : {scrutins}."


def title_words(one: StageState) -> str:
    """Return « ✓ Clés du bureau »."""
    sign = SIGNS[StageStanding.ANY_TIME if _was_left_out(one) else one.standing]
    return f"{sign} {TITLES[one.stage]}"


def aside_words(one: StageState, moments: Moments, width: int) -> str:
    """Return where a stage is, and its moment: « terminé le 12 oct. 14 h 30 ».

    Its title stays whole: if there is no room beside it in so many cells, ✓ says that it is done.
    """
    words = WORDS[one.standing]
    if _was_left_out(one):
        return NOT_TRIED
    if one.at is None:
        return words
    moment = f"{moments.short_date(one.at)} {moments.time(one.at)}"
    if one.standing is StageStanding.DONE:
        whole = f"{words} le {moment}"
        fits = len(title_words(one)) + len(whole) + INDENT < width
        return whole if fits else f"le {moment}"
    return f"dès le {moment}" if moments.until(one.at) else words


def _was_left_out(one: StageState) -> bool:
    """Return whether the trial was not held and cannot be any more."""
    return one.stage is BoardStage.TRIAL and one.standing is StageStanding.DONE and one.at is None


def awaited_words(awaited: Awaited, calendar: Calendar, moments: Moments) -> str:
    """Return what to do before a stage can be opened."""
    return AWAITED[awaited].format(
        opens=moments.moment(calendar.vote_opens), closes=moments.end(calendar.last_ballots)
    )


def next_words(state: BoardState, calendar: Calendar, moments: Moments) -> str:
    """Return what comes next, in a sentence."""
    one = next((one for one in state.stages if one.standing is StageStanding.NOW), None)
    if one is None:
        return ALL_DONE
    if one.stage is BoardStage.DAYS and not state.begun:
        return DAYS_WAIT.format(opens=moments.moment(calendar.vote_opens))
    if one.stage is BoardStage.RESULTS and state.lots_due:
        return LOTS.format(scrutins=", ".join(state.lots_due))
    if one.stage is BoardStage.MINUTES and state.minutes_again:
        return MINUTES_AGAIN
    if one.stage is BoardStage.MINUTES and state.minutes_at is not None:
        day = one.at or calendar.results_from  # the last one of any scrutin
        words = PUBLISH if moments.until(day).total_seconds() > 0 else PUBLISH_NOW
        return words.format(results_from=moments.moment(day))
    return NEXT[one.stage]
