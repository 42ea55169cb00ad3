"""« Scellement »: what it covers is read out, then it is sealed; its fingerprint is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from models import EspaceError
from tui.bureau.present_line import PresentLine
from tui.bureau.screens.base import BureauScreen, members_button
from tui.bureau.seal_words import (
    COPY,
    COVERED,
    LOOK_AGAIN,
    LOOKING,
    SEAL,
    SEAL_NOW,
    SEALED_AT,
    SEALING,
    SURE,
    THEN,
    WHY,
    count_words,
    empty_words,
    part_lines,
)
from tui.screens.base import actions, docked
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fingerprint import Fingerprint
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.progress_line import ProgressLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import SealState


class BureauSeal(BureauScreen):
    """First what a seal would cover, then the act, then its fingerprint."""

    route = "bureau_seal"

    def __init__(self) -> None:
        """Begin without knowing what would be covered."""
        super().__init__()
        self._looked: SealState | None = None
        self._sure = False

    def compose_page(self) -> ComposeResult:
        """Lay out what is covered, and room for the fingerprint."""
        yield heading("SCELLEMENT")
        with Vertical(id="before"):
            yield Line(WHY, id="why", classes="paragraph")
            yield Line((COVERED, ".muted"))
            yield Line(LOOKING, id="parts")
            yield Line(id="counts", classes="paragraph")
            yield Notice(id="empty", tone="waiting")
            yield Notice(id="sure", tone="waiting")
            yield PresentLine()
            yield ProgressLine()
        with Vertical(id="sealed"):
            yield Notice(id="since", tone="kept")
            yield paragraph((COPY, ".strong"))
            yield Fingerprint(id="fingerprint")
            yield Line((THEN, ".muted"), id="then")
        act = docked(actions(PrimaryButton(SEAL, key="", working=LOOKING), members_button()))
        act.id = "act"
        yield act

    def on_mount(self) -> None:
        """Show the seal, or look at what it would cover."""
        for name in ("sealed", "empty", "sure"):
            self.query_one(f"#{name}").display = False
        self.asker.ask_quietly(
            lambda espace: espace.board.show_seal(), done=self.show_made, refused=self.show_refusal
        )

    def show_made(self, made: SealState | None) -> None:
        """Show a seal that is there already."""
        if made is None:
            self._look()
        else:
            self.show_sealed(made)

    def _look(self) -> None:
        """Read what would be covered: nothing is changed."""
        source, telling = self.profile.source, self.query_one(ProgressLine).begin()
        self.asker.ask(
            lambda espace: espace.board.seal((), keep=False, source=source, tell=telling.tell),
            done=self.show_covered,
            refused=self.not_done,
            working=LOOKING,
        )

    def show_covered(self, state: SealState) -> None:
        """Show what would be covered; the button seals from now on."""
        self._looked = state
        self.query_one(ProgressLine).end()
        self.query_one("#parts", Line).say(*part_lines(state))
        self.query_one("#counts", Line).say((count_words(state), ".strong"))
        empty = empty_words(state, self.scrutin_names)
        self.query_one("#empty", Notice).tell(empty, tone="waiting")
        self.query_one("#empty").display = bool(empty)
        self.query_one(PrimaryButton).relabel(SEAL, working=SEALING)
        self.set_focus(self.query_one(PrimaryButton), scroll_visible=False)

    def submit(self) -> None:
        """Look, then ask once more, then seal."""
        if self._looked is None:
            self._look()
        elif not self._sure:
            self._ask_again(sure=True)
            self.reading.begin()  # an Enter pressed twice seals nothing
        else:
            present, source = tuple(self.sitting.present), self.profile.source
            telling = self.query_one(ProgressLine).begin()
            self.asker.ask(
                lambda espace: espace.board.seal(
                    present, keep=True, source=source, tell=telling.tell
                ),
                done=self.show_sealed,
                refused=self.not_done,
            )

    def _ask_again(self, *, sure: bool) -> None:
        self._sure = sure
        notice = self.query_one("#sure", Notice)
        notice.tell((SURE, ".strong"), tone="waiting")
        notice.display = sure
        self.call_after_refresh(notice.scroll_visible, animate=False)
        self.query_one("#why").display = not sure
        self.query_one(PrimaryButton).relabel(SEAL_NOW if sure else SEAL, working=SEALING)

    def not_done(self, error: EspaceError) -> bool:
        """Begin again after a refusal: what would be covered may have changed."""
        self.query_one(ProgressLine).end()
        self._ask_again(sure=False)
        if self._looked is None:
            self.query_one("#parts", Line).say()
            self.query_one(PrimaryButton).relabel(LOOK_AGAIN, working=LOOKING)
        return False

    def show_sealed(self, state: SealState) -> None:
        """Show the fingerprint, to be copied by hand."""
        self.query_one(ProgressLine).end()
        self.query_one("#before").display = self.query_one("#act").display = False
        moment = self.moments.moment(state.sealed_at) if state.sealed_at else ""
        since = self.query_one("#since", Notice)
        since.tell(f"{SEALED_AT.format(moment=moment)} {count_words(state)}", tone="kept")
        self.query_one("#fingerprint", Fingerprint).show(state.fingerprint)
        self.query_one("#sealed").display = True
