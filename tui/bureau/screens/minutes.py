"""« Procès-verbaux et publication »: what is signed, and what everybody may read."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from models import EspaceError, OutputRefused, PresenceNeeded
from tui.bureau.folder_field import FolderField
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
from tui.bureau.screens.base import BureauScreen, members_button
from tui.screens.base import actions, docked
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.progress_line import ProgressLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.visit.glyphs import Part


class Act(Enum):
    """What is done with the folder; the value is the button of it."""

    WRITE = "primary"
    PUBLISH = "publish"


class BureauMinutes(BureauScreen):
    """A folder, the minutes, and the pages for everybody."""

    route = "bureau_minutes"

    def __init__(self) -> None:
        """Begin with nothing to be replaced."""
        super().__init__()
        self._act = Act.WRITE

    def compose_page(self) -> ComposeResult:
        """Lay out the folder, both acts, and what was written."""
        yield heading("PROCÈS-VERBAUX ET PUBLICATION")
        yield paragraph(WHY)
        yield FolderField(FOLDER, id="minutes_folder", missing=MISSING)
        yield PresentLine()
        yield ProgressLine()
        yield Line(id="from", classes="muted")
        yield Notice(id="written", tone="kept")
        yield docked(
            actions(
                PrimaryButton("Écrire les procès-verbaux", working="Écriture…"),
                SecondaryButton("Préparer la publication", working="Publication…", id="publish"),
                SecondaryButton("Remplacer", working="Remplacement…", id="replace"),
                members_button(),
            )
        )

    def on_mount(self) -> None:
        """Begin without an outcome."""
        self._begin()
        self.query_one(FolderField).propose(self)
        self.refresh_moment()

    def _begin(self) -> None:
        self.query_one("#written").display = False
        self.query_one("#replace").display = False
        self._make_room()
        self.query_one(FolderField).clear_fault()

    def refresh_moment(self) -> None:
        """Offer the publication from the day of the results on."""
        moment = self.election.calendar.results_from
        early = self.moments.until(moment).total_seconds() > 0
        self.query_one("#publish").display = not early
        self._make_room()
        words = PUBLISH_FROM.format(moment=self.moments.moment(moment))
        self.query_one("#from", Line).say((words if early else "", ".muted"))

    def submit(self) -> None:
        """Write the minutes."""
        self._do(Act.WRITE)

    @on(ActionButton.Pressed, "#publish")
    def publish(self) -> None:
        """Write the pages for everybody."""
        self._do(Act.PUBLISH)

    @on(ActionButton.Pressed, "#replace")
    def replace(self) -> None:
        """Do again what was refused, over what is there."""
        self._do(self._act, force=True)

    def _do(self, act: Act, *, force: bool = False) -> None:
        folder = self.query_one(FolderField).folder
        if folder is None or self.working:
            return
        self._begin()
        self.refusal.clear()
        self._act = act
        present, source = tuple(self.sitting.present), self.profile.source
        button = self.query_one(f"#{act.value}", ActionButton)
        if act is Act.WRITE:
            self.asker.ask(
                lambda espace: espace.board.write_minutes(
                    present, folder, force=force, source=source
                ),
                done=lambda files: self._tell(*written_parts(folder, files)),
                refused=self.not_written,
                button=button,
            )
            return
        tell = self.query_one(ProgressLine).begin().tell
        self.asker.ask(
            lambda espace: espace.board.publish(
                present, folder / PUBLICATION, force=force, source=source, tell=tell
            ),
            done=lambda report: self._tell(*published_parts(report, self.scrutin_names)),
            refused=self.not_written,
            button=button,
        )

    def not_written(self, error: EspaceError) -> bool:
        """Say at the field what is wrong with the folder; offer to replace what is there."""
        self.query_one(ProgressLine).end()
        if not isinstance(error, OutputRefused):
            return False
        self.field("minutes_folder").show_fault(THERE if error.in_the_way else error.text)
        self.query_one("#replace").display = error.in_the_way
        self._make_room()
        return True

    def _make_room(self, *, awaited: bool = False) -> None:
        """Show as many buttons as fit: who has still to come, or what the others are for."""
        others = [self.query_one(f"#{name}") for name in ("publish", "replace")]
        for button in others if awaited else ():
            button.display = False
        self.query_one("#members").display = awaited or not any(one.display for one in others)

    def show_refusal(self, error: EspaceError) -> None:
        """Lead to where members come, if some are missing."""
        if isinstance(error, PresenceNeeded):
            self._make_room(awaited=True)
        super().show_refusal(error)

    def on_screen_resume(self) -> None:
        """Offer again what waited for members."""
        super().on_screen_resume()
        self.refresh_moment()

    def _tell(self, *parts: Part) -> None:
        self.query_one(ProgressLine).end()
        written = self.query_one("#written", Notice)
        written.tell(*parts, tone="kept")
        written.display = True
        self.call_after_refresh(written.scroll_visible, animate=False)
