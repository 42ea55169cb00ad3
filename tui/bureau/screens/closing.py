"""« Fermeture des urnes »: not a second before its hour; then each urn, and what does not fit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from models import EspaceError, OutputRefused
from tui.bureau.closing_words import (
    AGAIN,
    CLOSE,
    CLOSING,
    COMPARE,
    COMPARING,
    COUNT,
    FOLDER,
    FOLDER_HELP,
    ORDER_KEPT,
    READY,
    WAIT,
    WHEN,
    closing_parts,
    outcome_words,
)
from tui.bureau.own_fields import PlaceField
from tui.bureau.present_line import PresentLine
from tui.bureau.screens.base import BureauScreen, members_button
from tui.screens.base import actions, docked
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading
from tui.widgets.notice import Countdown, Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import BoardState, Closing


class BureauClosing(BureauScreen):
    """When, then the act, then what each urn holds."""

    route = "bureau_closing"

    def compose_page(self) -> ComposeResult:
        """Lay out the hour, the act, and room for what came of it."""
        yield heading("FERMETURE DES URNES")
        yield Line(id="say", classes="paragraph")
        yield Countdown(WAIT, id="until")
        yield Notice(id="outcome")
        yield Notice((ORDER_KEPT, ".strong"), tone="waiting", id="order")
        yield Line(id="urns")
        with Vertical(id="act", classes="part"):
            yield PlaceField(FOLDER, id="lists_folder", help=FOLDER_HELP)
            yield PresentLine()
        yield docked(
            actions(
                PrimaryButton(CLOSE, working=CLOSING),
                SecondaryButton(COMPARE, working=COMPARING, id="other"),
                members_button(),
            )
        )

    def on_mount(self) -> None:
        """Say the hour, or that they are closed."""
        for name in ("outcome", "order", "other"):
            self.query_one(f"#{name}").display = False
        self.refresh_moment()
        self.asker.ask_quietly(
            lambda espace: espace.board.state(), done=self.show_state, refused=self.show_refusal
        )

    def refresh_moment(self) -> None:
        """Wait for the hour, or offer the act."""
        ends = self.election.calendar.last_ballots
        early = self.moments.until(ends).total_seconds() > 0
        for name in ("act", "primary", "members"):
            self.query_one(f"#{name}").display = not early
        if early:
            self.query_one("#say", Line).say(
                WHEN.format(moment=self.moments.end(ends), zone=self.election.zone_words)
            )
            self.query_one("#until", Countdown).count_to(ends)
            return
        self.query_one("#until", Countdown).stop()
        if self.query_one(PrimaryButton).label == CLOSE:
            self.query_one("#say", Line).say(READY)

    @on(Countdown.Ended)
    def open_act(self) -> None:
        """The hour has come."""
        self.refresh_moment()
        self.set_focus(self.query_one(PrimaryButton))

    def show_state(self, state: BoardState) -> None:
        """Say since when they are closed, if they are."""
        if state.closed_at is not None:
            moment = self.moments.moment(state.closed_at)
            self.query_one("#say", Line).say(AGAIN.format(moment=moment))
            self._lead_on(right=True)

    def _lead_on(self, *, right: bool) -> None:
        """The urns are closed: the count comes next, or first another comparison."""
        button, other = self.query_one(PrimaryButton), self.query_one("#other", SecondaryButton)
        button.relabel(COUNT if right else COMPARE, working="" if right else COMPARING)
        other.relabel(COMPARE if right else COUNT, working=COMPARING if right else "")
        other.display = True
        self.set_focus(button, scroll_visible=False)

    def submit(self) -> None:
        """Close the urns, or do what comes next."""
        self._act(self.query_one(PrimaryButton))

    @on(ActionButton.Pressed, "#other")
    def act_otherwise(self) -> None:
        """Compare again, or go on to the count although something does not fit."""
        self._act(self.query_one("#other", SecondaryButton))

    def _act(self, button: ActionButton) -> None:
        if button.label == COUNT:
            self.espace_app.go("bureau_count")
        else:
            self._close(button)

    def _close(self, button: ActionButton) -> None:
        if self.query_one("#lists_folder", PlaceField).refuse_passphrase():
            return
        typed = self.field("lists_folder").value.strip()
        folder = Path(os.path.expanduser(typed)) if typed else None
        present, source = tuple(self.sitting.present), self.profile.source
        self.asker.ask(
            lambda espace: espace.board.close(present, lists=folder, source=source),
            done=self.show_closed,
            refused=self.not_closed,
            button=button,
        )

    def not_closed(self, error: EspaceError) -> bool:
        """Say at the field what is wrong with the folder of the lists."""
        if isinstance(error, OutputRefused):
            self.field("lists_folder").show_fault(error.text)
            return True
        return False

    def show_closed(self, closing: Closing) -> None:
        """Say what each urn holds; what does not fit is named first."""
        moment = self.moments.moment(closing.closed_at)
        self.query_one("#say", Line).say(AGAIN.format(moment=moment))
        self._lead_on(right=closing.right)
        outcome = self.query_one("#outcome", Notice)
        outcome.tell(
            (outcome_words(closing), ".strong"), tone="kept" if closing.right else "missing"
        )
        outcome.display = True
        self.query_one("#order").display = not closing.in_order
        self.query_one("#urns", Line).say(*closing_parts(closing, self.scrutin_names))
        self.query_one("#page").scroll_home(animate=False)
