"""« Remettre les listes »: the trackers of each urn go to a member's stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from models import EspaceError, OutputRefused, say_number
from tui.bureau.folder_field import FolderField
from tui.bureau.present_line import PresentLine
from tui.bureau.screens.base import BureauScreen, members_button
from tui.screens.base import actions
from tui.visit.fingerprints import grouped
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice

if TYPE_CHECKING:
    from models import KeptList
    from tui.visit.glyphs import Part

WHY = (
    "Un numéro de suivi ne dit ni qui, ni pour qui. La liste de ceux d'une urne, emportée par un "
    "membre, montrera à la fermeture qu'aucun bulletin n'a disparu."
)
FOLDER = "Dossier de la clé USB du membre"
MISSING = "Branchez la clé USB du membre, puis écrivez son dossier, par exemple /media/cle."
NOTHING = (
    "Rien à écrire : dans chaque scrutin, moins de dix bulletins sont venus depuis la dernière "
    "liste. Revenez plus tard."
)
WHERE = "Écrit dans {folder} :"
WRITTEN = "{scrutin} : {ballots} numéros de suivi, fichier {name}"
AFTERWARDS = (
    "Le membre garde ces fichiers sur lui, sans les modifier, et les rapporte à la fermeture."
)


class BureauLists(BureauScreen):
    """A folder, and what was written there."""

    route = "bureau_lists"

    def compose_page(self) -> ComposeResult:
        """Lay out the field and room for what was written."""
        yield heading("REMETTRE LES LISTES")
        yield paragraph(WHY)
        yield FolderField(FOLDER, id="stick_folder", missing=MISSING)
        yield PresentLine()
        yield actions(PrimaryButton("Écrire les listes", working="Écriture…"), members_button())
        yield Notice(id="written")

    def on_mount(self) -> None:
        """Begin without an outcome."""
        self.query_one("#written").display = False
        self.query_one(FolderField).propose(self)

    def submit(self) -> None:
        """Write the lists that are due."""
        folder = self.query_one(FolderField).folder
        if folder is None:
            return
        self.query_one("#written").display = False
        present, source = tuple(self.sitting.present), self.profile.source
        self.asker.ask(
            lambda espace: espace.board.keep_trackers(present, folder, source=source),
            done=self.show_written,
            refused=self.not_written,
        )

    def not_written(self, error: EspaceError) -> bool:
        """Say at the field what is wrong with the folder."""
        if isinstance(error, OutputRefused):
            self.field("stick_folder").show_fault(error.text)
            return True
        return False

    def show_written(self, kept: tuple[KeptList, ...]) -> None:
        """Say what was written, with the fingerprint of each list."""
        names = self.scrutin_names
        parts: list[Part] = [WHERE.format(folder=one.path.parent) for one in kept[:1]]
        for one in kept:
            ballots, name = say_number(one.ballots), one.path.name
            words = WRITTEN.format(scrutin=names[one.code], ballots=ballots, name=name)
            parts.append(f"\n{words}\n")
            parts.append((grouped(one.fingerprint), ".strong"))
        written = self.query_one("#written", Notice)
        written.tell(
            *(parts or [NOTHING]),
            f"\n{AFTERWARDS}" if kept else "",
            tone="kept" if kept else "plain",
        )
        written.display = True
        self.call_after_refresh(written.scroll_visible, animate=False)
