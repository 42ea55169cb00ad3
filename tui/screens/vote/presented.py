"""The lists of an open ballot as the pages of the vote say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.vote.words import (
    BLANK_LIST,
    BLANK_WORDS,
    NO_PROFESSION,
    candidates_words,
    scrutin_words,
)

if TYPE_CHECKING:
    from models import OpenBallot, ScrutinView

BLANK = 0
"""The number of the blank vote; the lists count from 1."""


class Choices:
    """What there is to choose in a ballot.

    Attributes:
        scrutin: The scrutin as the person's list has it.
        ballot: The ballot as it was opened.
        offered: What was voted for when the answer was lost; None: nothing was.
    """

    def __init__(self, scrutin: ScrutinView, ballot: OpenBallot) -> None:
        """Take an open ballot."""
        self.scrutin = scrutin
        self.ballot = ballot
        self.offered: int | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The lists in their order, the blank vote last."""
        return (*range(1, len(self.ballot.scrutin.lists) + 1), BLANK)

    @property
    def title(self) -> str:
        """The scrutin: « CTM · Comité technique ministériel »."""
        return scrutin_words(self.scrutin.short, self.scrutin.title)

    @property
    def how(self) -> str:
        """What to do."""
        count = len(self.ballot.scrutin.lists)
        lists = "Une liste" if count == 1 else f"{count} listes, dans l'ordre du tirage au sort"
        return f"{lists}, puis le vote blanc. Entrée choisit ; C montre les candidats."

    def name(self, choice: int) -> str:
        """Return the name of a list, or of the blank vote."""
        return self.ballot.scrutin.lists[choice - 1].name if choice else BLANK_LIST

    def details(self, choice: int) -> tuple[str, tuple[str, ...], str]:
        """Return the name, the candidates and the profession de foi of a choice."""
        if not choice:
            return BLANK_LIST, (), BLANK_WORDS
        chosen = self.ballot.scrutin.lists[choice - 1]
        return chosen.name, candidates_words(chosen), chosen.profession or NO_PROFESSION
