"""« Dépouillement »: the ballots are added up, members open the urns, both programs count."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from models import EspaceError, Presence
from tui.bureau.count_words import (
    SAY,
    STOP,
    TITLE,
    Phase,
    button_words,
    member_parts,
    phase_of,
    trouble_parts,
    urn_parts,
)
from tui.bureau.present_line import PresentLine
from tui.bureau.result_words import day_words
from tui.bureau.screens.base import BureauScreen, members_button
from tui.bureau.share_entry import ShareEntry
from tui.screens.base import actions
from tui.screens.choices import choice_keys, choose
from tui.widgets.buttons import PrimaryButton
from tui.widgets.notice import Notice
from tui.widgets.progress_line import ProgressLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from models import CountState, Espace, Tell


class BureauCount(BureauScreen):
    """Three steps, each of which can be left and taken up again."""

    route = "bureau_count"
    BINDINGS: ClassVar[list[BindingType]] = [*choice_keys("choose")]

    def __init__(self) -> None:
        """Begin without knowing how far the count is."""
        super().__init__()
        self._state: CountState | None = None

    def compose_page(self) -> ComposeResult:
        """Lay out the step, what it needs, its button, and the urns."""
        yield Line(TITLE, id="phase", classes="heading")
        yield Line(id="say", classes="paragraph")
        yield Notice(id="trouble", tone="missing")
        with Vertical(id="shares", classes="part"):
            yield Line(id="came", classes="paragraph")
            yield ShareEntry(self, lambda: self._state.came if self._state else ())
        yield PresentLine()
        yield actions(PrimaryButton("Un instant…", key=""), members_button())
        yield ProgressLine()
        yield Line((STOP, ".muted"), id="stop")
        yield Line(id="urns", classes="paragraph")

    def on_mount(self) -> None:
        """Look how far the count is."""
        for name in ("trouble", "shares", "stop"):
            self.query_one(f"#{name}").display = False
        self.asker.ask_quietly(
            lambda espace: espace.board.count_state(), done=self.show, refused=self.show_refusal
        )

    @property
    def holds_secrets(self) -> bool:
        """Whether a member has begun to type."""
        typed = self.query_one(ShareEntry).typed
        return bool(typed.file or typed.passphrase)

    def show(self, state: CountState) -> None:
        """Show the step that comes next."""
        self._state = state
        self._end_progress()
        phase = phase_of(state)
        results_from = day_words(self.election.calendar.results_from, self.moments)
        self.query_one("#phase", Line).say(phase.value)
        self.query_one("#say", Line).say(SAY[phase].format(results_from=results_from))
        trouble = trouble_parts(state, self.scrutin_names)
        self.query_one("#trouble", Notice).tell(*trouble, tone="missing")
        self.query_one("#trouble").display = bool(trouble)
        sharing = phase is Phase.SHARES
        self.query_one("#shares").display = sharing
        for part in ("PresentLine", "#members", "#urns"):
            self.query_one(part).display = not sharing
        self.query_one("#came", Line).say(*member_parts(state))
        self.query_one("#urns", Line).say(*urn_parts(state, self.scrutin_names))
        label, working = button_words(state)
        self.query_one(PrimaryButton).relabel(label, working=working)
        if sharing:
            self.query_one(ShareEntry).begin()
        else:
            self.set_focus(self.query_one(PrimaryButton), scroll_visible=False)

    def submit(self) -> None:
        """Do what the step asks for."""
        if self._state is None:
            return
        phase = phase_of(self._state)
        present, source = tuple(self.sitting.present), self.profile.source
        if phase is Phase.DONE:
            self.espace_app.go("bureau_result")
        elif phase is Phase.SHARES:
            self._take_share(source)
        elif phase is Phase.ADD_UP:
            self._work(lambda board, tell: board.board.add_up(present, source=source, tell=tell))
        else:
            self._work(
                lambda board, tell: board.board.finish_count(present, source=source, tell=tell)
            )

    def _work(self, request: Callable[[Espace, Tell], CountState]) -> None:
        """Ask for what takes long, and show how far it is."""
        tell = self.query_one(ProgressLine).begin().tell
        self.query_one("#stop").display = True
        self.asker.ask(lambda espace: request(espace, tell), done=self.show, refused=self.not_done)

    def _take_share(self, source: str) -> None:
        entry = self.query_one(ShareEntry)
        if not entry.is_whole():
            return
        typed, before = entry.typed, self._state
        tell = self.query_one(ProgressLine).begin().tell

        def taken(state: CountState) -> None:
            entry.clear()
            numbers = set(state.came) - set(before.came if before else ())
            for member in state.members:
                if member.number in numbers:  # who has opened the urns has shown who they are
                    self.sitting.come(Presence(member, self.moments.now()))
            self.show_presence()
            self.show(state)

        self.asker.ask(
            lambda espace: espace.board.take_share(
                espace.board.read_share(typed.file), typed.passphrase, source=source, tell=tell
            ),
            done=taken,
            refused=self.not_done,
        )

    def not_done(self, error: EspaceError) -> bool:
        """Say it at its field if it is one's; look again how far the count is otherwise."""
        self._end_progress()
        if self.query_one(ShareEntry).show_refusal(error):
            button = self.query_one(PrimaryButton)
            self.call_after_refresh(button.scroll_visible, animate=False)
            return True
        self.asker.ask_quietly(lambda espace: espace.board.count_state(), done=self.show)
        return False

    def _end_progress(self) -> None:
        self.query_one(ProgressLine).end()
        self.query_one("#stop").display = False

    def action_back(self) -> None:
        """Go back, or stop what takes long."""
        if self.working:
            self.query_one(ProgressLine).stop()
        super().action_back()

    def action_choose(self, number: int) -> None:
        """Choose a file by its number."""
        choose(self, number)
