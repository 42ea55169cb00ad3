"""« Dépouillement »: the ballots are added up, members open the urns, both programs count."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from models import EspaceError, Presence
from tui.bureau.count_words import (
    AGAIN,
    STOP,
    TITLE,
    Phase,
    button_words,
    is_to_add_up,
    member_parts,
    newcomers,
    phase_of,
    say_words,
    title_words,
    trouble_parts,
    urn_parts,
)
from tui.bureau.present_line import PresentLine
from tui.bureau.result_words import day_to_come
from tui.bureau.screens.base import BureauScreen, members_button
from tui.bureau.share_entry import ShareEntry
from tui.bureau.stoppable_progress import StoppableProgress
from tui.screens.base import actions, docked
from tui.screens.choices import choice_keys, choose
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import CountState, Espace
    from tui.visit.routes import Route


THEN: Mapping[Phase | None, Route] = {
    Phase.DONE: "bureau_result",
    Phase.PARTLY: "bureau_result",
    Phase.NOTHING: "bureau_minutes",
}
"""Where the board goes from a count that is over."""


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
        yield StoppableProgress(STOP)
        yield Line(id="urns", classes="paragraph")
        yield docked(
            actions(
                PrimaryButton("Un instant…", key=""),
                SecondaryButton(AGAIN, working="Vérification…", id="again"),
                members_button(),
            )
        )

    def on_mount(self) -> None:
        """Look how far the count is."""
        for name in ("trouble", "shares", "again"):
            self.query_one(f"#{name}").display = False
        self.asker.ask_quietly(
            lambda espace: espace.board.count_state(), done=self.show, refused=self.show_refusal
        )

    @property
    def _progress(self) -> StoppableProgress:
        return self.query_one(StoppableProgress)

    @property
    def holds_secrets(self) -> bool:
        """Whether a member has begun to type."""
        return self.query_one(ShareEntry).is_typing

    def show(self, state: CountState) -> None:
        """Show the step that comes next."""
        self._state = state
        self._progress.end()
        phase = phase_of(state)
        self.query_one("#phase", Line).say(title_words(state))
        self.refresh_moment()
        trouble = trouble_parts(state, self.scrutin_names)
        self.query_one("#trouble", Notice).tell(*trouble, tone="missing")
        self.query_one("#trouble").display = bool(trouble)
        self.query_one("#again").display = phase in {Phase.PARTLY, Phase.NOTHING}
        sharing = self.query_one("#shares").display = phase is Phase.SHARES
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

    def refresh_moment(self) -> None:
        """Say what the step is; the results are the board's alone until their day."""
        if self._state is not None:
            day = day_to_come(self.election.calendar.results_from, self.moments)
            self.query_one("#say", Line).say(say_words(phase_of(self._state), day))

    def submit(self) -> None:
        """Do what the step asks for."""
        phase = phase_of(self._state) if self._state else None
        if phase in THEN:
            self.espace_app.go(THEN[phase])
        elif phase is Phase.SHARES:
            self._take_share()
        else:
            self._work(self.query_one(PrimaryButton))

    @on(ActionButton.Pressed, "#again")
    def look_again(self) -> None:
        """Go through what could not be counted again: it may have been put right."""
        self._work(self.query_one("#again", SecondaryButton))

    def _work(self, button: ActionButton) -> None:
        """Add up, or count what is added up, and show how far it is."""
        if self._state is None or self.working:
            return
        adding = is_to_add_up(self._state)
        present, source = tuple(self.sitting.present), self.profile.source
        tell = self._progress.begin().tell

        def request(espace: Espace) -> CountState:
            act = espace.board.add_up if adding else espace.board.finish_count
            return act(present, source=source, tell=tell)

        self.asker.ask(request, done=self.show, refused=self.not_done, button=button)

    def _take_share(self) -> None:
        entry, source = self.query_one(ShareEntry), self.profile.source
        if not entry.is_whole():
            return
        typed, before, tell = entry.typed, self._state, self._progress.begin().tell

        def taken(state: CountState) -> None:
            entry.clear()
            for member in newcomers(before, state):  # who has opened the urns has shown who it is
                self.sitting.come(Presence(member, self.moments.now()))
            self.show_presence()
            self.show(state)

        self.asker.ask(
            lambda espace: espace.board.take_share(
                espace.board.read_share(typed.file), typed.passphrase, source=source, tell=tell
            ),
            done=taken,
            refused=self.not_taken,
        )

    def not_taken(self, error: EspaceError) -> bool:
        """Say it at its field if it is one's; look again how far the count is otherwise."""
        self._progress.end()
        return self.query_one(ShareEntry).show_refusal(error) or self.not_done(error)

    def not_done(self, error: EspaceError) -> bool:
        """Look again how far the count is."""
        self._progress.end()
        self.asker.ask_quietly(lambda espace: espace.board.count_state(), done=self.show)
        return False

    def action_back(self) -> None:
        """Go back, or stop what takes long."""
        if self.working:
            self._progress.stop()
        super().action_back()

    def action_choose(self, number: int) -> None:
        """Choose a file by its number."""
        choose(self, number)
