"""Buttons: the key is beside the words, and a pressed one says what happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Focus
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from tui.visit.protocol import writing_app
from tui.widgets.written import Written


class ActionButton(Written, can_focus=True, inherit_bindings=False):
    """Words that can be pressed, by Enter, Space or the mouse.

    While the work that it started goes on it says so in its own place and
    cannot be pressed again; from the second second on it counts.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"edge", "face", "key"}

    @dataclass
    class Pressed(Message):
        """The button was pressed."""

        button: ActionButton

        @property
        def control(self) -> ActionButton:
            """The button, for `@on(ActionButton.Pressed, "#id")`."""
            return self.button

    def __init__(
        self, label: str, *, key: str = "", working: str = "", id: str | None = None
    ) -> None:
        """Take the leaflet's words.

        Args:
            label: What pressing does: « CRÉER MON COMPTE ».
            key: The key that does the same from anywhere, « Entrée »; shown beside.
            working: What is said meanwhile: « Création du compte… ».
            id: Identifier in the screen.
        """
        super().__init__(id=id)
        self.label = label
        self._key = key
        self._meanwhile = self._saying = working or label
        self._since = 0.0
        self._counting: Timer | None = None
        self._ahead = 0
        self._held_until: datetime | None = None
        self._holding: Timer | None = None

    def hold_until(self, moment: datetime) -> None:
        """Refuse to be pressed until an aware moment, and say how long that is."""
        self._held_until = moment
        self.add_class("-held")
        if self._holding is None:
            self._holding = self.set_interval(1.0, self._look_at_hold)
        self._look_at_hold()

    def release(self) -> None:
        """Let itself be pressed again: the wait is over, or it is about something else."""
        if self._holding is not None:
            self._holding.stop()
            self._holding = self._held_until = None
            self.remove_class("-held")
            self.refresh(layout=True)

    def _look_at_hold(self) -> None:
        if not self.held:
            self.release()
        else:
            self.refresh(layout=True)

    @property
    def held(self) -> bool:
        """Whether it is too early to press it."""
        until = self._held_until
        return until is not None and bool(writing_app(self).moments.until(until))

    @property
    def working(self) -> bool:
        """Whether the work that it started goes on."""
        return self._counting is not None

    def relabel(self, label: str, *, working: str = "") -> None:
        """Change what pressing does, and what is said meanwhile."""
        if (label, working or label) != (self.label, self._meanwhile):
            self.label, self._meanwhile = label, working or label
            self.refresh(layout=True)

    def name_key(self, key: str) -> None:
        """Change which key is named beside; empty: none."""
        if key != self._key:
            self._key = key
            self.refresh(layout=True)

    def start_working(self, saying: str = "") -> None:
        """Say what happens, in its own words by default, and refuse to be pressed meanwhile."""
        if self._counting is None:
            self._saying = saying or self._meanwhile
            self._since = monotonic()
            self._ahead = 0
            self._counting = self.set_interval(1.0, self._count)
            self.add_class("-working")
            self.refresh(layout=True)

    def stop_working(self) -> None:
        """Show the button's own words again."""
        if self._counting is not None:
            self._counting.stop()
            self._counting = None
            self.remove_class("-working")
            self.refresh(layout=True)

    def say_ahead(self, people: int) -> None:
        """Say while working how many people are served before; none: say nothing of it."""
        if people != self._ahead:
            self._ahead = people
            self.refresh(layout=True)

    def _count(self) -> None:
        self.refresh(layout=True)

    def _words(self) -> str:
        if self.held and self._held_until is not None and self._counting is None:
            return f"{self.label} dans {writing_app(self).moments.wait(self._held_until)}"
        if self._counting is None:
            return self.label
        seconds = round(monotonic() - self._since)
        if not seconds:
            return self._saying
        people = "personnes" if self._ahead > 1 else "personne"
        ahead = f" · {self._ahead} {people} avant vous" if self._ahead else ""
        return f"{self._saying} {seconds} s{ahead}"

    def render(self) -> Content:
        """Return the face, with pointers if it has the focus, and the key."""
        before, after = ("▸ ", " ◂") if self.has_focus else ("  ", "  ")
        edge = self.get_visual_style("edge")
        face = [(before, edge), (self._words(), self.get_visual_style("face")), (after, edge)]
        key = (f"  {self._key}", ".key") if self._key and not (self.working or self.held) else ""
        return self.glyphs.content(*face, key)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the cells of the face and the key."""
        return self.render().cell_length

    def action_press(self) -> None:
        """Notify the screen, unless the work goes on already or it is too early."""
        if not (self.working or self.held):
            self.post_message(self.Pressed(self))

    def on_click(self, event: Click) -> None:
        """Press with the mouse."""
        event.stop()
        self.action_press()

    def on_focus(self, event: Focus) -> None:
        """Lead the terminal's cursor here."""
        self.point_here()


class PrimaryButton(ActionButton):
    """The one thing to do on a screen; Enter in a field of the screen presses it."""

    def __init__(
        self, label: str, *, key: str = "Entrée", working: str = "", id: str | None = "primary"
    ) -> None:
        """Take the leaflet's words, its key, and what is said while the work goes on.

        The key is another one if Enter means something else on the screen, as in a list.
        """
        super().__init__(label, key=key, working=working, id=id)


class SecondaryButton(ActionButton):
    """Another way to go, written like a link."""
