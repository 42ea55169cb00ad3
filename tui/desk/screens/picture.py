"""What the person should have before them now, drawn from the real screen."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.desk.pictures import picture_for
from tui.desk.screens.base import DeskScreen
from tui.widgets.written import Line

HOW = "Ce que la personne devrait voir, avec les noms et les dates d'un exemple :"
NOT_DRAWN = (
    "Les écrans de cette élection ne sont pas dessinés ici : demandez à la personne ce qu'elle lit "
    "en haut du sien."
)
NOTHING = "Il n'y a pas d'écran à montrer : la personne ne peut qu'attendre."


class DeskPicture(DeskScreen):
    """The screen that belongs to the diagnosis."""

    route = "desk_picture"

    def compose_page(self) -> ComposeResult:
        """Lay out its lines."""
        file = self.station.file
        path = self.election.path
        lines = picture_for(file.diagnosis.trouble, path) if file is not None else ()
        without = NOTHING if path.has_mailbox else NOT_DRAWN
        yield Line((HOW if lines else without, ".muted"))
        yield Line("\n".join(lines), id="picture")
