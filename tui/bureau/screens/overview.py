"""« Le bureau de vote »: what is done, and what comes next."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from models import BoardStage, BoardState, EspaceError, StageStanding, StageState
from tui.bureau.presence_words import BY_KEY, sitting_words
from tui.bureau.screens.base import BureauScreen
from tui.bureau.stage_words import (
    ROUTES,
    TITLES,
    aside_words,
    awaited_words,
    next_words,
    title_words,
)
from tui.screens.choices import choice_keys, choose
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.head import heading
from tui.widgets.notice import Notice
from tui.widgets.written import Line

RENEW = 30.0
"""Seconds between two looks: another machine of the board may have gone on."""


class BureauOverview(BureauScreen):
    """The steps of the board, from the keys to the publication."""

    route = "bureau_overview"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "members", "Membres présents", key_display="M"),
        Binding("M", "members", show=False),
        *choice_keys("choose"),
    ]

    def __init__(self) -> None:
        """Begin without knowing how far the board is."""
        super().__init__()
        self._state: BoardState | None = None
        self._chosen = 0
        self._left_at: Widget | None = None
        self._comes_back = False

    def compose_page(self) -> ComposeResult:
        """Lay out the steps, what comes next and who is there."""
        yield heading("BUREAU DE VOTE")
        with Vertical(id="stages"):
            for number, stage in enumerate(BoardStage, start=1):
                yield ChoiceLine(number, TITLES[stage])
        yield Notice(id="next")
        yield Line(id="present")

    def on_mount(self) -> None:
        """Look, and look again."""
        self.query_one("#next").display = False
        self.set_interval(RENEW, self.look)

    def on_screen_resume(self) -> None:
        """Look how far the board is now."""
        self._comes_back, self._left_at = True, self.focused
        self.show_presence()
        self.look()

    def look(self) -> None:
        """Read how far the board is, if this page is in front."""
        if self.is_active:
            self.asker.ask_quietly(
                lambda espace: espace.board.state(),
                done=self.show,
                refused=self.show_refusal,
                once="state",
            )

    def show(self, state: BoardState) -> None:
        """Show where each stage is; whoever comes here or comes back is led to what comes next.

        Not if an arrow was faster.
        """
        if self._state is not None and self._state.stages != state.stages:
            self.refusal.clear()  # what was not yet possible may be now
        leads = self._state is None or (self._comes_back and self.focused is self._left_at)
        self._state, self._comes_back = state, False
        for one, line in zip(state.stages, self.query(ChoiceLine), strict=True):
            line.tell(title_words(one), aside_words(one, self.moments, line.size.width))
            for standing in StageStanding:
                line.set_class(one.standing is standing, f"-{standing.value.replace('_', '-')}")
            if leads and one.standing is StageStanding.NOW:
                self.set_focus(line)
        following = self.query_one("#next", Notice)
        following.tell(next_words(state, self.election.calendar, self.moments))
        following.display = True
        chosen, self._chosen = self._chosen, 0
        if chosen and self.is_active:
            self._open(state.stages[chosen - 1])

    def show_refusal(self, error: EspaceError) -> None:
        """Say why it cannot be read."""
        self.asker.show(error)

    def refresh_moment(self) -> None:
        """Look again: the vote may have begun or ended."""
        self.look()

    def show_presence(self) -> None:
        """Say who is there, or that they were forgotten."""
        waits = not (self.sitting.present or self.sitting.forgotten)
        self.query_one("#present", Line).say(
            sitting_words(self.sitting) + (BY_KEY if waits else "")
        )

    @on(ChoiceLine.Chosen)
    def open_stage(self, event: ChoiceLine.Chosen) -> None:
        """Open a stage, or say what has to come before; as soon as that is known."""
        if self._state is not None:
            self._open(self._state.stages[event.line.number - 1])
        else:
            self._chosen = event.line.number

    def _open(self, one: StageState) -> None:
        if one.awaited is None:
            self.refusal.clear()
            self.espace_app.go(ROUTES[one.stage])
        else:
            self.refusal.show(awaited_words(one.awaited, self.election.calendar, self.moments))

    def action_choose(self, number: int) -> None:
        """Choose a stage by its number."""
        choose(self, number)

    def action_members(self) -> None:
        """Open the page where a member shows who they are."""
        self.espace_app.go("bureau_presence")
