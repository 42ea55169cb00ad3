"""What the pages of the vote say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import CandidateList

ALL_ROLES = "Démonstration : ce poste tient tous les rôles, il pourrait lire votre bulletin."
"""One machine that encrypts, keeps the urn and holds the keys: whoever tries it is told."""
BLANK_LIST = "Vote blanc"
BLANK_WORDS = "Vous ne choisissez aucune liste. Les votes blancs sont comptés à part."
NO_PROFESSION = "Cette liste n'a pas déposé de profession de foi."


def scrutin_words(short: str, title: str) -> str:
    """Return « CTM · Comité technique ministériel »."""
    return f"{short} · {title}"


def candidates_words(presented: CandidateList) -> tuple[str, ...]:
    """Return the candidates of a list by their rank, a line each."""
    return tuple(f"{rank}. {name}" for rank, name in enumerate(presented.candidates, start=1))
