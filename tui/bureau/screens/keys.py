"""« Clés du bureau »: what the ceremony is, and the fingerprint of keys that are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.bureau.ceremony import Ceremony
from tui.bureau.keys_words import AGAIN, BEGIN, HOW, MADE, MADE_OTHERS, SEALED, SURE, welcome_words
from tui.bureau.screens.base import BureauScreen
from tui.screens.base import actions, docked
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fingerprint import Fingerprint
from tui.widgets.head import heading
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import BoardMember, BoardState, Espace


class BureauKeys(BureauScreen):
    """Before the ceremony, and after it."""

    route = "bureau_keys"

    def __init__(self) -> None:
        """Begin without knowing whether there are keys."""
        super().__init__()
        self._state: BoardState | None = None
        self._sure = False

    def compose_page(self) -> ComposeResult:
        """Lay out what the board does here."""
        yield heading("CLÉS DU BUREAU")
        yield Line(id="said", classes="paragraph")
        yield Fingerprint(id="fingerprint")
        yield Line(id="how", classes="paragraph")
        yield Notice(id="sure", tone="waiting")
        yield docked(actions(PrimaryButton(BEGIN, working="Un instant…")))

    def on_mount(self) -> None:
        """Hide what is not known yet."""
        for name in ("fingerprint", "sure", "primary"):
            self.query_one(f"#{name}").display = False

    def on_screen_resume(self) -> None:
        """Look whether there are keys."""
        self._sure = False
        self.asker.ask(lambda espace: espace.board.state(), done=self.show)

    def show(self, state: BoardState) -> None:
        """Show what can be done, or what was."""
        self._state = state
        made, sealed = state.keys_made_at, state.sealed_at is not None
        said = welcome_words(state)
        if made is not None:
            said = (MADE if state.keys else MADE_OTHERS).format(moment=self.moments.moment(made))
        self.query_one("#said", Line).say(said)
        fingerprint, button = self.query_one(Fingerprint), self.query_one(PrimaryButton)
        fingerprint.show(state.keys)
        fingerprint.display = bool(state.keys)
        self.query_one("#how", Line).say(SEALED if sealed else HOW if made is None else "")
        self.query_one("#sure").display = False
        button.display = not sealed
        if not sealed:
            button.relabel(BEGIN if made is None else AGAIN)
            self.set_focus(button)

    def submit(self) -> None:
        """Begin, or ask first whether keys that are there are to be replaced."""
        if self._state is None or self._state.sealed_at is not None:
            return
        replace = self._state.keys_made_at is not None
        if replace and not self._sure:
            self._sure = True
            notice = self.query_one("#sure", Notice)
            notice.tell(SURE, tone="waiting")
            notice.display = True
            self.reading.begin()  # an Enter pressed twice begins nothing
            return

        def request(espace: Espace) -> tuple[BoardMember, ...]:
            espace.board.require_keys_to_make(replace=replace)
            return espace.board.list_members()

        def begin(members: tuple[BoardMember, ...]) -> None:
            self.espace_app.go("bureau_keys_turn", ceremony=Ceremony(members, replace))

        self.asker.ask(request, done=begin)
