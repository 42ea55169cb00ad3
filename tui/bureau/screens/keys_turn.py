"""A member's turn in the ceremony: the folder of their stick, and their passphrase, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from models import KeysMade, MemberFile, OutputRefused
from tui.bureau.hand_over import HandOver
from tui.bureau.keys_words import ABANDON, THATS_ME
from tui.bureau.screens.base import BureauScreen
from tui.bureau.turn_form import TurnForm
from tui.screens.base import actions, docked
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading
from tui.widgets.progress_line import ProgressLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from pathlib import Path

    from models import EspaceError
    from tui.bureau.ceremony import Ceremony


class BureauKeysTurn(BureauScreen):
    """One member after another; between two, a page on which nothing stands of either."""

    route = "bureau_keys_turn"
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, ceremony: Ceremony) -> None:
        """Take the ceremony."""
        super().__init__()
        self._ceremony = ceremony
        self._turn = HandOver(ceremony)
        self._leaving = False

    def compose_page(self) -> ComposeResult:
        """Lay out the words between two members, and the form of one."""
        yield heading("")
        yield Line(id="who", classes="paragraph")
        yield TurnForm(self, self._ceremony)
        yield ProgressLine()
        yield docked(
            actions(
                PrimaryButton(THATS_ME, working="Un instant…"),
                SecondaryButton("", id="correct"),
            )
        )

    def on_mount(self) -> None:
        """Call the first member."""
        self.hand_over()

    @property
    def holds_secrets(self) -> bool:
        """A ceremony that is left alone is abandoned."""
        return True

    @property
    def _form(self) -> TurnForm:
        return self.query_one(TurnForm)

    def hand_over(self) -> None:
        """Show nothing but whose turn it is, or that all have typed."""
        self._turn.typing = self._leaving = False
        self._form.clear()
        self._show_page()

    def begin_turn(self) -> None:
        """Have the member type whose turn it is."""
        self._turn.typing = True
        self._show_page()
        self._form.begin()

    def _show_page(self) -> None:
        turn = self._turn
        self.query_one(".heading", Line).say(turn.title)
        self.query_one("#who", Line).say(turn.words)
        button, correct = self.query_one(PrimaryButton), self.query_one("#correct", SecondaryButton)
        button.relabel(turn.button, working="Un instant…")
        correct.display = bool(turn.correction)
        correct.relabel(turn.correction)
        if not turn.typing:
            self.set_focus(button)

    # What the button does

    def submit(self) -> None:
        """Call the member, take what they have typed, or make the keys."""
        self._leaving = False
        member = self._turn.member
        if member is None:
            self._make()
        elif not self._turn.typing:
            self.begin_turn()
        elif faults := self._form.faults():
            for name, sentence in reversed(faults.items()):
                self.field(name).show_fault(sentence)
        else:
            stick, passphrase, taken = self._form.stick, self._form.passphrase, self._turn.taken

            def note(path: Path) -> None:
                self._ceremony.note(MemberFile(path, passphrase))
                self.hand_over()

            self.asker.ask(
                lambda espace: espace.board.place_share(stick, member, taken),
                done=note,
                refused=self.not_placed,
            )

    def not_placed(self, error: EspaceError) -> bool:
        """Say at the stick why nothing can be written to it."""
        if isinstance(error, OutputRefused):
            self._form.refuse_stick(error.text)
        return isinstance(error, OutputRefused)

    @on(ActionButton.Pressed, "#correct")
    def correct(self) -> None:
        """Let the member correct who has typed last; nobody corrects another one's."""
        if not self.working and self._turn.correct():
            self.begin_turn()

    # The keys

    def _make(self) -> None:
        ceremony, source = self._ceremony, self.profile.source
        files, tell = ceremony.files, self.query_one(ProgressLine).begin().tell
        self.asker.ask(
            lambda espace: espace.board.make_keys(
                files, replace=ceremony.replace, source=source, tell=tell
            ),
            done=self.made,
            refused=self.not_made,
        )

    def made(self, made: KeysMade) -> None:
        """Forget what was typed, and show what was made."""
        self._ceremony.abandon()
        self.espace_app.replace("bureau_keys_made", made=made)

    def not_made(self, error: EspaceError) -> bool:
        """Say why; a member whose file cannot be written has their turn again."""
        self.query_one(ProgressLine).end()
        member = self._ceremony.member_of(error.text)
        if member is not None:
            self._ceremony.take_back(member)
            self.hand_over()
        return False

    def action_back(self) -> None:
        """Abandon the ceremony, once that was asked twice."""
        if self.working:
            return
        if not self._leaving:
            self._leaving = True
            self.refusal.show(ABANDON)
            return
        self._ceremony.abandon()
        super().action_back()

    def on_unmount(self) -> None:
        """Keep nothing of a ceremony whose page was left in any way."""
        self._ceremony.abandon()
