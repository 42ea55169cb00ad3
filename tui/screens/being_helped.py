"""« Être aidé »: a code to read out, so that the assistance sees where the person is."""

from __future__ import annotations

from textual.app import ComposeResult

from models import Following
from tui.screens.base import EspaceScreen, actions
from tui.screens.followed import Followed
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.written import Line

HOW = (
    "Au téléphone, lisez ce code à l'assistance. Elle verra l'écran où vous êtes et le champ où "
    "vous écrivez, jamais ce que vous tapez. F4 l'arrête à tout moment."
)
ASKING = "Demande du code…"


class BeingHelped(EspaceScreen):
    """The code, and the way back to what one was doing."""

    route = "being_helped"
    in_the_middle = True

    def compose_page(self) -> ComposeResult:
        """Lay out whom to call, the code, and the button."""
        yield heading("ÊTRE AIDÉ")
        for line in self.election.election.assistance:
            yield Line(line)
        yield paragraph()
        yield paragraph(HOW)
        yield Line(id="help_code", classes="heading")
        yield actions(PrimaryButton("Continuer", working=ASKING))

    def on_mount(self) -> None:
        """Show the code, or ask for one."""
        source = self.profile.source
        if self.visit.followed is not None and not self.visit.followed.over:
            self.show_code(self.visit.followed.code)
        else:
            self.asker.ask(lambda espace: espace.following.begin(source=source), done=self.begin)

    def begin(self, following: Following) -> None:
        """Let the visit be followed; that an earlier agent has left is of no interest now."""
        if self.visit.followed is not None:
            self.visit.followed.be_silent()
        self.visit.followed = Followed(self.app, self.espace_app.espace, following)
        self.visit.followed.start()
        self.show_code(self.visit.followed.code)

    def show_code(self, code: str) -> None:
        """Show the code."""
        self.query_one("#help_code", Line).say((code, ".accent"))

    def submit(self) -> None:
        """Go back to what one was doing."""
        self.espace_app.back()
