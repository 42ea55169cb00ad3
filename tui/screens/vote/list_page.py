"""The candidates and the profession de foi of one list, on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from models import PathStep
from tui.screens.base import EspaceScreen, actions, docked
from tui.screens.on_path import on_path
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from tui.screens.vote.presented import Choices


class VoteList(EspaceScreen):
    """One list, to be read; Enter chooses it, Esc goes back to the others."""

    route = "vote_list"
    AUTO_FOCUS = None

    def __init__(self, choices: Choices, choice: int) -> None:
        """Take the ballot, and the list to show."""
        super().__init__()
        self._choices, self._choice = choices, choice

    def place(self) -> Place:
        """Return the third step."""
        follows = self.election.texts.line("vote.follows.ballot")
        return on_path(self, PathStep.SPACE, "vote.step.ballot", follows=follows)

    def compose_page(self) -> ComposeResult:
        """Lay out the name, the candidates by rank and what the list declares."""
        name, candidates, profession = self._choices.details(self._choice)
        yield paragraph((self._choices.title, ".muted"))
        yield heading(name)
        if candidates:
            yield paragraph("\n".join(candidates))
        yield paragraph(profession)
        yield docked(actions(PrimaryButton("Choisir cette liste" if candidates else "Voter blanc")))

    def on_mount(self) -> None:
        """Begin at the top of the page, the button being in sight below."""
        self.set_focus(self.query_one(PrimaryButton), scroll_visible=False)

    def submit(self) -> None:
        """Lead to the page that confirms the choice."""
        self.espace_app.replace("vote_confirmation", choices=self._choices, choice=self._choice)
