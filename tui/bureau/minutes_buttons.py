"""The buttons of the minutes: what comes next first, and never more than fit in a row."""

from __future__ import annotations

from enum import Enum

from textual.app import ComposeResult
from textual.containers import Container

from tui.bureau.screens.base import members_button
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton


class Act(Enum):
    """What is done with the folder; the value is what its button says, and says meanwhile."""

    WRITE = ("Écrire les procès-verbaux", "Écriture…")
    PUBLISH = ("Préparer la publication", "Publication…")

    @property
    def other(self) -> Act:
        """The other one."""
        return Act.PUBLISH if self is Act.WRITE else Act.WRITE


class MinutesButtons(Container):
    """Both acts, « Remplacer », and the way to where members come.

    Attributes:
        early: Whether the day of the results has still to come.
        written: Whether the minutes are written, with all that has happened.
        in_the_way: What was refused because of files that may be replaced.
        awaited: Whether members have to come first.
    """

    def __init__(self) -> None:
        """Begin before anything is known."""
        super().__init__(classes="actions")
        self.early = True
        self.written = self.awaited = False
        self.in_the_way: Act | None = None

    def compose(self) -> ComposeResult:
        """Lay out the buttons."""
        yield PrimaryButton("")
        yield SecondaryButton("", id="other")
        yield SecondaryButton("Remplacer", working="Remplacement…", id="replace")
        yield members_button()

    @property
    def first(self) -> Act:
        """What the primary button does: what was refused, or what comes next."""
        if self.in_the_way is not None:
            return self.in_the_way
        return Act.PUBLISH if self.written and not self.early else Act.WRITE

    def button_of(self, act: Act, *, force: bool) -> ActionButton:
        """Return the button that says what goes on."""
        name = "#replace" if force else "#primary" if act is self.first else "#other"
        return self.query_one(name, ActionButton)

    def offer(self) -> None:
        """Show what can be done: beside two others there is no room for the members' button."""
        replaces = self.in_the_way is not None
        both = not (self.early or replaces or self.awaited)
        for name, act in (("#primary", self.first), ("#other", self.first.other)):
            label, working = act.value
            self.query_one(name, ActionButton).relabel(label, working=working)
        self.query_one("#other").display = both
        self.query_one("#replace").display = replaces
        self.query_one("#members").display = not (both or replaces)
