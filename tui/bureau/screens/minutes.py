"""« Procès-verbaux et publication »: what is signed, and what everybody may read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from models import EspaceError, OutputRefused, say_count
from tui.bureau.fingerprint_words import grouped
from tui.bureau.folder_field import FolderField
from tui.bureau.present_line import PresentLine
from tui.bureau.screens.base import BureauScreen, members_button
from tui.screens.base import actions
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.progress_line import ProgressLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from pathlib import Path

    from models import MinutesFiles
    from tui.visit.glyphs import Part

WHY = (
    "Un procès-verbal par scrutin : à imprimer, à relire, à signer. La publication est un dossier "
    "de pages que n'importe quel site peut servir."
)
FOLDER = "Dossier où les écrire"
MISSING = "Écrivez un dossier qui existe, par exemple celui d'une clé USB."
PUBLISH_FROM = "La publication est possible à partir du {moment}."
WRITTEN = "{count} dans {folder}. Imprimez chaque fichier « .pdf », relisez-le et signez-le."
PUBLISHED = "Publié dans {folder}. Donnez ce dossier à qui tient le site."
PRINTED = "L'empreinte est imprimée sur chaque procès-verbal :"


class BureauMinutes(BureauScreen):
    """A folder, the minutes, and the pages for everybody."""

    route = "bureau_minutes"

    def compose_page(self) -> ComposeResult:
        """Lay out the folder, both acts, and what was written."""
        yield heading("PROCÈS-VERBAUX ET PUBLICATION")
        yield paragraph(WHY)
        yield FolderField(FOLDER, id="minutes_folder", missing=MISSING)
        yield PresentLine()
        yield actions(
            PrimaryButton("Écrire les procès-verbaux", working="Écriture…"),
            SecondaryButton("Publier", id="publish"),
            members_button(),
        )
        yield ProgressLine()
        yield Line(id="from", classes="muted")
        yield Notice(id="written", tone="kept")

    def on_mount(self) -> None:
        """Begin without an outcome."""
        self.query_one("#written").display = False
        self.query_one(FolderField).propose(self)
        self.refresh_moment()

    def refresh_moment(self) -> None:
        """Offer the publication from the day of the results on."""
        moment = self.election.calendar.results_from
        early = self.moments.until(moment).total_seconds() > 0
        self.query_one("#publish").display = not early
        words = PUBLISH_FROM.format(moment=self.moments.moment(moment))
        self.query_one("#from", Line).say((words if early else "", ".muted"))

    def _begin(self) -> Path | None:
        """Take away the outcome before, and return the folder if one was typed."""
        self.query_one("#written").display = False
        return self.query_one(FolderField).folder

    def submit(self) -> None:
        """Write the minutes."""
        folder = self._begin()
        if folder is None:
            return
        present, source = tuple(self.sitting.present), self.profile.source
        self.asker.ask(
            lambda espace: espace.board.write_minutes(present, folder, source=source),
            done=lambda files: self.show_written(folder, files),
            refused=self.not_written,
        )

    def show_written(self, folder: Path, files: tuple[MinutesFiles, ...]) -> None:
        """Say what was written, with the fingerprint of each."""
        count = say_count(len(files), "procès-verbal").replace("verbals", "verbaux")
        parts: list[Part] = [WRITTEN.format(count=count, folder=folder), "\n", PRINTED]
        for one in files:
            parts += [f"\n{one.code}\n", (grouped(one.fingerprint), ".strong")]
        self._tell(*parts)

    @on(ActionButton.Pressed, "#publish")
    def publish(self) -> None:
        """Write the pages for everybody."""
        folder = self._begin()
        if folder is None:
            return
        present, source = tuple(self.sitting.present), self.profile.source
        tell = self.query_one(ProgressLine).begin().tell
        self.asker.ask(
            lambda espace: espace.board.publish(
                present, folder, force=False, source=source, tell=tell
            ),
            done=lambda _: self.show_published(folder),
            refused=self.not_written,
            button=self.query_one("#publish", ActionButton),
            working="Publication…",
        )

    def show_published(self, folder: Path) -> None:
        """Say where the pages are."""
        self.query_one(ProgressLine).end()
        self._tell(PUBLISHED.format(folder=folder))

    def not_written(self, error: EspaceError) -> bool:
        """Say at the field what is wrong with the folder."""
        self.query_one(ProgressLine).end()
        if isinstance(error, OutputRefused):
            self.field("minutes_folder").show_fault(error.text)
            return True
        return False

    def _tell(self, *parts: Part) -> None:
        written = self.query_one("#written", Notice)
        written.tell(*parts, tone="kept")
        written.display = True
        written.scroll_visible(animate=False)
