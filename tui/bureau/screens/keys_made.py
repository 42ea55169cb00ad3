"""The keys are made: their fingerprint for the minutes, and where each member's share is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from models import say_count
from tui.bureau.keys_words import AFTERWARDS, DONE, FINGERPRINT
from tui.bureau.presence_words import member_words
from tui.bureau.screens.base import BureauScreen
from tui.screens.base import actions, docked
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fingerprint import Fingerprint
from tui.widgets.head import heading, paragraph
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import KeysMade


class BureauKeysMade(BureauScreen):
    """What goes into the minutes."""

    route = "bureau_keys_made"

    def __init__(self, made: KeysMade) -> None:
        """Take what was made."""
        super().__init__()
        self._made = made

    def compose_page(self) -> ComposeResult:
        """Lay out the fingerprint in large, and the files."""
        made = self._made
        scrutins = say_count(made.scrutins, "scrutin")
        threshold = say_count(made.threshold, "membre")
        files = "\n".join(
            f"{member.number}. {member_words(member)} : {path}"
            for member, path in zip(made.members, made.files, strict=True)
        )
        yield heading("LES CLÉS SONT FAITES")
        yield paragraph(FINGERPRINT)
        yield Fingerprint(made.fingerprint, id="fingerprint")
        yield paragraph(DONE.format(scrutins=scrutins, threshold=threshold))
        yield Line(files, id="files", classes="paragraph")
        yield paragraph(AFTERWARDS)
        yield docked(actions(PrimaryButton("Revenir au bureau")))

    def submit(self) -> None:
        """Return to the board."""
        self.espace_app.go("bureau_overview")
