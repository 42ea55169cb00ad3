"""« Membres présents »: a member shows who they are by opening their share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.bureau.presence_words import member_words, present_words, sitting_words
from tui.bureau.screens.base import BureauScreen
from tui.bureau.share_entry import ShareEntry
from tui.screens.base import actions, docked
from tui.screens.choices import choice_keys, choose
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import EspaceError, Presence

WHY = "Un membre montre qui il est en ouvrant sa part de clé."
CAME = "{member} est là : laissez la place, ou revenez au bureau (Échap)."
ENDED = "Fin de séance : aucun membre n'est plus là."


class BureauPresence(BureauScreen):
    """Members come one after another; nothing that they type stays."""

    route = "bureau_presence"
    BINDINGS: ClassVar[list[BindingType]] = [*choice_keys("choose")]

    def compose_page(self) -> ComposeResult:
        """Lay out who is there, and what the next one types."""
        yield heading("MEMBRES PRÉSENTS")
        yield Notice(id="came")
        yield paragraph(WHY)
        yield Line(present_words(()), id="present", classes="paragraph")
        yield ShareEntry(self)
        yield docked(
            actions(
                PrimaryButton("Je suis présent", working="Ouverture de la part…"),
                SecondaryButton("Fin de séance", id="end"),
            )
        )

    def on_mount(self) -> None:
        """Show who is there."""
        self.query_one("#came").display = False
        self.show_presence()

    @property
    def _entry(self) -> ShareEntry:
        return self.query_one(ShareEntry)

    @property
    def holds_secrets(self) -> bool:
        """Whether something is in the fields."""
        return self._entry.is_typing

    def show_presence(self) -> None:
        """Say who is there."""
        self.query_one("#present", Line).say(sitting_words(self.sitting))
        self.query_one("#end").display = bool(self.sitting.present)

    def submit(self) -> None:
        """Have the share opened."""
        if not self._entry.is_whole():
            return
        typed = self._entry.typed
        self.asker.ask(
            lambda espace: espace.board.recognise(
                espace.board.read_share(typed.file), typed.passphrase
            ),
            done=self.recognised,
            refused=self.not_recognised,
        )

    def recognised(self, presence: Presence) -> None:
        """Take the member in, and clear the place for the next one."""
        self.sitting.come(presence)
        self._entry.clear()
        self.show_presence()
        self._say(CAME.format(member=member_words(presence.member)))
        self._entry.begin()

    def not_recognised(self, error: EspaceError) -> bool:
        """Say at its field what is wrong."""
        self.query_one("#came").display = False
        return self._entry.show_refusal(error)

    @on(ActionButton.Pressed, "#end")
    def end_sitting(self) -> None:
        """Take nobody to be there any more."""
        self.sitting.end()
        self._entry.clear()
        self.show_presence()
        self._say(ENDED)
        self._entry.begin()

    def _say(self, words: str) -> None:
        notice = self.query_one("#came", Notice)
        notice.tell(words, tone="kept")
        notice.display = True

    def action_choose(self, number: int) -> None:
        """Choose a file by its number."""
        choose(self, number)
