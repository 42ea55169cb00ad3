"""`[board]` of the election file: who holds the key of the urn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from models.rules.board import may_open
from models.rules.french_numbers import say_count
from models.settings.parts import Flaw, Line, Positive, Section
from models.views.vote_board import BoardRole

MOST_MEMBERS = 30
"""Each member adds a share to every scrutin; no board of the texts is nearly as large."""


class BoardSection(Section, frozen=True, kw_only=True):
    """`[board]`: the bureau de vote électronique.

    Attributes:
        president: Their name.
        secretary: Theirs, if there is one.
        delegates: Those of the delegates of the lists, in the order in which they are called.
        threshold: How many of all these open the urn together.
        engines: Whether each ballot is made by one of two independent programs and checked by the
            other, or one is enough.
    """

    president: Line
    secretary: Line | None = None
    delegates: Annotated[tuple[Line, ...], Meta(max_length=MOST_MEMBERS - 2)] = ()
    threshold: Positive
    engines: Literal["both", "one"] = "both"

    def flaws(self) -> Iterator[Flaw]:
        """Yield what would leave the urn shut, or open to too few."""
        names = [name for name, _ in self.members]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            yield Flaw(("delegates",), "un membre du bureau est nommé deux fois")
        if self.threshold > len(names):
            size = say_count(len(names), "membre")
            yield Flaw(("threshold",), f"le bureau n'a que {size} : l'urne resterait fermée")
        elif not may_open([role for _, role in self.members], self.threshold):
            yield Flaw(
                ("delegates",),
                "il faut aussi des délégués de liste pour ouvrir l'urne : ajoutez-les au bureau",
            )

    @property
    def members(self) -> tuple[tuple[str, BoardRole], ...]:
        """Names and roles, in the order of their numbers."""
        secretary = [(self.secretary, BoardRole.SECRETARY)] if self.secretary else []
        return (
            (self.president, BoardRole.PRESIDENT),
            *secretary,
            *((name, BoardRole.DELEGATE) for name in self.delegates),
        )
