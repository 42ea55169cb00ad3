"""What the pages of the vote say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import WindowNotOpen

if TYPE_CHECKING:
    from models import CandidateList, OutsideWindow
    from tui.visit.moments import Moments

VOTED_BEFORE = "Vous aviez déjà voté dans ce scrutin."
NOT_DEPOSITED = (
    "Vous aviez déjà voté dans ce scrutin : ce que vous venez de choisir n'a pas été déposé. Si ce "
    "n'était pas vous, prévenez aussitôt le bureau de vote."
)
BLANK_LIST = "Vote blanc"
BLANK_WORDS = "Vous ne choisissez aucune liste. Les votes blancs sont comptés à part."
NO_PROFESSION = "Cette liste n'a pas déposé de profession de foi."


def scrutin_words(short: str, title: str) -> str:
    """Return « CTM · Comité technique ministériel »."""
    return f"{short} · {title}"


def window_words(error: OutsideWindow, moments: Moments) -> str:
    """Return what the calendar says to somebody who is about to vote."""
    if isinstance(error, WindowNotOpen):
        return f"Le vote ouvre le {moments.moment(error.moment)} : revenez à ce moment-là."
    return f"Le vote est clos depuis le {moments.end(error.moment)} : rien n'a été déposé."


def candidates_words(presented: CandidateList) -> tuple[str, ...]:
    """Return the candidates of a list by their rank, a line each."""
    width = len(str(len(presented.candidates)))
    named = enumerate(presented.candidates, start=1)
    return tuple(f"{rank:>{width}}. {name}" for rank, name in named)
