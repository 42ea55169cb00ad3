"""What is on top of every screen: banner, title and time, step of the path."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from tui.widgets.written import Line, Written, spread

STEPS = (
    "Activez votre messagerie",
    "Créez votre compte électeur",
    "Confirmez la création de votre compte électeur",
    "Vos scrutins",
)
"""The path, in the leaflet's words."""

_NEXT = ("créez votre compte", "confirmez par mail", "vos scrutins", "")


class DemoBanner(Written):
    """« DÉMONSTRATION », for as long as the demonstration lasts."""

    def render(self) -> Content:
        """Return the word and the two keys of the demonstration."""
        left = self.glyphs.content("DÉMONSTRATION")
        right = self.glyphs.content("F8 Calendrier · F9 Personnes")
        return spread(left, right, self.size.width)


class StatusLine(Written):
    """The election and its académie on the left, the time of Paris on the right."""

    class MinutePassed(Message):
        """The clock shows another minute: what depends on the present is said again."""

    _minute: Timer | None = None

    def on_mount(self) -> None:
        """Follow the clock, one drawing a minute."""
        self._follow()

    def _follow(self) -> None:
        moments = self.espace_app.moments
        self._minute = self.set_timer(moments.seconds_to_next_minute() + 0.05, self._pass)

    def _pass(self) -> None:
        self.turn()
        self.post_message(self.MinutePassed())

    def turn(self) -> None:
        """Draw the present time; called at each minute, and after a journey in the calendar."""
        if self._minute is not None:
            self._minute.stop()
        self.refresh()
        self._follow()

    def render(self) -> Content:
        """Return title and time."""
        election = self.espace_app.election
        face = self.glyphs.content(self.espace_app.moments.clock_face())
        title = election.title
        for place in (f" · académie de {election.academie}", f" · {election.academie}"):
            if len(title) + len(place) + face.cell_length < self.size.width:
                title += place
                break
        return spread(self.glyphs.content(title), face, self.size.width)


class StepRail(Written):
    """« Étape 2 sur 4 · Créez votre compte électeur », what follows, and a bar of four."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"done", "ahead", "title", "muted"}

    def __init__(self, step: int | None, *, heading: str = "", person: str = "") -> None:
        """Take a step from 1 to 4, or None for a plain rule under the title.

        Args:
            step: The screen's place on the path.
            heading: The step's title, if the screen has one of its own.
            person: Who is signed in; takes the place of what follows.
        """
        super().__init__()
        self._step = step
        self._heading = heading
        self._person = person

    def show_step(self, step: int | None) -> None:
        """Show another step, 1 to 4, or the plain rule for None."""
        if step != self._step:
            self._step = step
            self.refresh(layout=True)

    def name_person(self, person: str) -> None:
        """Show who is signed in: « Mme Dupont · certifiée »."""
        self._person = person
        self.refresh()

    def render(self) -> Content:
        """Return the two lines, or the rule."""
        width = self.size.width
        if self._step is None:
            return self.glyphs.content(("─" * width, ".ahead"))
        step = self._step
        left = self.glyphs.content(
            (f"Étape {step} sur {len(STEPS)} · ", ".muted"),
            (self._heading or STEPS[step - 1], ".title"),
        )
        follows = _NEXT[step - 1]
        aside = self._person or (f"ensuite : {follows}" if follows else "")
        right = self.glyphs.content((aside, ".muted"))
        if left.cell_length + right.cell_length + 2 > width:
            right = Content("")
        return Content.assemble(spread(left, right, width), "\n", self._bar(width))

    def _bar(self, width: int) -> Content:
        """Return four segments, those behind and the present one filled."""
        gaps = len(STEPS) - 1
        cells = [max(1, (width - gaps + rest) // len(STEPS)) for rest in range(len(STEPS))]
        parts = [
            ("━" * length, ".done") if number <= (self._step or 0) else ("─" * length, ".ahead")
            for number, length in enumerate(cells, start=1)
        ]
        spaced = [piece for part in parts for piece in (part, " ")][:-1]
        return self.glyphs.content(*spaced)


def heading(text: str) -> Line:
    """Return a heading of the page; the leaflet writes most of them in capitals."""
    return Line(text, classes="heading")


def paragraph(*parts: str | tuple[str, str]) -> Line:
    """Return a paragraph of the page."""
    return Line(*parts, classes="paragraph")
