"""« Procès-verbaux et publication »: what is signed, and what everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from models import EspaceError, OutputRefused, PresenceNeeded
from tui.bureau.folder_field import FolderField
from tui.bureau.minutes_buttons import Act, MinutesButtons
from tui.bureau.minutes_words import (
    FOLDER,
    MISSING,
    PUBLICATION,
    PUBLISH_FROM,
    THERE,
    WHY,
    published_parts,
    written_parts,
)
from tui.bureau.present_line import PresentLine
from tui.bureau.screens.base import BureauScreen
from tui.screens.base import docked
from tui.widgets.buttons import ActionButton
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.progress_line import ProgressLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import BoardState
    from tui.visit.glyphs import Part


class BureauMinutes(BureauScreen):
    """A folder, the minutes, and the pages for everybody."""

    route = "bureau_minutes"

    def compose_page(self) -> ComposeResult:
        """Lay out the folder, both acts, and what was written."""
        yield heading("PROCÈS-VERBAUX ET PUBLICATION")
        yield paragraph(WHY)
        yield FolderField(FOLDER, id="minutes_folder", missing=MISSING)
        yield PresentLine()
        yield ProgressLine()
        yield Line(id="from", classes="muted")
        yield Notice(id="written", tone="kept")
        yield docked(MinutesButtons())

    def on_mount(self) -> None:
        """Begin without an outcome."""
        self.query_one("#written").display = False
        self.query_one(FolderField).propose(self)
        self.refresh_moment()

    @property
    def _buttons(self) -> MinutesButtons:
        return self.query_one(MinutesButtons)

    def _look(self) -> None:
        """Look whether the minutes are written, with all that has happened."""
        self.asker.ask_quietly(lambda espace: espace.board.state(), done=self.show_state)

    def show_state(self, state: BoardState) -> None:
        """Offer first what comes next; an Enter pressed twice does not do it as well."""
        self._buttons.written = state.minutes_at is not None
        self.reading.begin()
        self.refresh_moment()

    def refresh_moment(self) -> None:
        """Offer the publication from the day of the results on."""
        moment = self.election.published_from
        early = self._buttons.early = self.moments.until(moment).total_seconds() > 0
        words = PUBLISH_FROM.format(moment=self.moments.moment(moment))
        self.query_one("#from", Line).say((words, ".muted"))
        self.query_one("#from").display = early
        if not self.working:
            self._buttons.offer()

    def submit(self) -> None:
        """Do what comes next."""
        self._do(self._buttons.first)

    @on(ActionButton.Pressed, "#other")
    def do_other(self) -> None:
        """Do the other one."""
        self._do(self._buttons.first.other)

    @on(ActionButton.Pressed, "#replace")
    def replace(self) -> None:
        """Do again what was refused, over what is there."""
        self._do(self._buttons.first, force=True)

    def _do(self, act: Act, *, force: bool = False) -> None:
        folder = self.query_one(FolderField).folder
        if folder is None or self.working:
            return
        self.query_one("#written").display = False
        self.query_one(FolderField).clear_fault()
        self.refusal.clear()
        button = self._buttons.button_of(act, force=force)
        self._buttons.in_the_way = None
        present, source = tuple(self.sitting.present), self.profile.source

        def refused(error: EspaceError) -> bool:
            return self.not_written(act, error)

        if act is Act.WRITE:
            self.asker.ask(
                lambda espace: espace.board.write_minutes(
                    present, folder, force=force, source=source
                ),
                done=lambda files: self._tell(*written_parts(folder, files)),
                refused=refused,
                button=button,
            )
            return
        tell = self.query_one(ProgressLine).begin().tell
        self.asker.ask(
            lambda espace: espace.board.publish(
                present, folder / PUBLICATION, force=force, source=source, tell=tell
            ),
            done=lambda report: self._tell(*published_parts(report, self.scrutin_names)),
            refused=refused,
            button=button,
        )

    def not_written(self, act: Act, error: EspaceError) -> bool:
        """Say at the field what is wrong with the folder; offer to replace what is there."""
        self.query_one(ProgressLine).end()
        if isinstance(error, OutputRefused):
            self.field("minutes_folder").show_fault(THERE if error.in_the_way else error.text)
            self._buttons.in_the_way = act if error.in_the_way else None
        self._buttons.offer()
        return isinstance(error, OutputRefused)

    def show_refusal(self, error: EspaceError) -> None:
        """Lead to where members come, if some are missing."""
        self._buttons.awaited = isinstance(error, PresenceNeeded)
        self._buttons.offer()
        super().show_refusal(error)

    def on_screen_resume(self) -> None:
        """Offer again what waited for members."""
        super().on_screen_resume()
        self._buttons.awaited = False
        self.refresh_moment()
        self._look()

    def _tell(self, *parts: Part) -> None:
        self.query_one(ProgressLine).end()
        written = self.query_one("#written", Notice)
        written.tell(*parts, tone="kept")
        written.display = True
        self._buttons.offer()
        self._look()
        self.call_after_refresh(written.scroll_visible, animate=False)
