"""Where a screen is on the leaflet's path: its step, what follows, and a line with three signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content

from tui.widgets.written import Written, spread

DONE, HERE, AHEAD = "✓", "●", "○"
"""Signs of a step; ▸ is where Enter acts, and nothing else."""
NAMED = 100
"""Cells from which the steps are named on the line too."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a screen is on the path.

    Attributes:
        step: Its number, or None for a screen beside the path.
        title: What is done here, in the leaflet's words.
        follows: What comes next: « confirmez par mail »; may be empty.
        person: Who is signed in: « Mme Dupont · certifiée »; takes the place of what follows.
        done: Steps that this visit has done.
        names: What the steps are called in a word or two.
        total: How many steps there are.
    """

    step: int | None
    title: str = ""
    follows: str = ""
    person: str = ""
    done: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    total: int = 3


class StepRail(Written):
    """« Étape 2 sur 3 · Créez votre compte électeur », what follows, and the line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"done", "here", "ahead", "title", "muted"}

    def __init__(self, place: Place) -> None:
        """Take a place; one beside the path gives a plain rule."""
        super().__init__()
        self._place = place

    def show(self, place: Place) -> None:
        """Show another place, if it is another one."""
        if place != self._place:
            self._place = place
            self.refresh(layout=True)

    def render(self) -> Content:
        """Return the two lines, or the rule."""
        width, step = self.size.width, self._place.step
        if step is None:
            return self.glyphs.content(("─" * width, ".ahead"))
        return Content.assemble(self._words(step, width), "\n", self._line(step, width))

    def _words(self, step: int, width: int) -> Content:
        place = self._place
        left = self._titled(f"Étape {step} sur {place.total} · ")
        if left.cell_length >= width:
            left = self._titled(f"Étape {step} · ")
        aside = place.person or (f"ensuite : {place.follows}" if place.follows else "")
        right = self.glyphs.content((aside, ".muted"))
        if left.cell_length + right.cell_length + 2 > width:
            right = Content("")
        return spread(left, right, width)

    def _titled(self, numbered: str) -> Content:
        return self.glyphs.content((numbered, ".muted"), (self._place.title, ".title"))

    def _line(self, step: int, width: int) -> Content:
        """Return the signs of all steps, with bars between them that fill the width."""
        signs = [
            self._sign(number, step, named=width >= NAMED)
            for number in range(1, self._place.total + 1)
        ]
        room = width - sum(sign.cell_length for sign in signs) - 2 * (len(signs) - 1)
        parts = [signs[0]]
        for number, sign in enumerate(signs[1:], start=2):
            cells = (room + number - 2) // (len(signs) - 1)
            behind = number - 1 in self._place.done
            bar = self.glyphs.content(
                (("━" if behind else "─") * max(cells, 1), ".done" if behind else ".ahead")
            )
            parts += [Content(" "), bar, Content(" "), sign]
        return Content.assemble(*parts)

    def _sign(self, number: int, step: int, *, named: bool) -> Content:
        names = self._place.names
        name = f" {names[number - 1]}" if named and names else ""
        if number in self._place.done:
            sign = (DONE, ".done")
        else:
            sign = (HERE, ".here") if number == step else (AHEAD, ".muted")
        return self.glyphs.content(sign, (name, ".title" if number == step else ".muted"))
