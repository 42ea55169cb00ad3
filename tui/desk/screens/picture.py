"""What the person should have before them now, drawn from the real screen of this election."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.desk.pictures import SHOWN, Drawing, scene_for
from tui.desk.screens.base import DeskScreen
from tui.widgets.written import Line

HOW = "Ce que la personne devrait voir, avec les noms et les dates d'un exemple :"
NOTHING = "Il n'y a pas d'écran à montrer : la personne ne peut qu'attendre."
ELSEWHERE = "Il n'y a pas d'écran à montrer : c'est dans sa messagerie que la personne agit."
UNDER_WAY = "Le dessin de cet écran est en cours : il s'affiche ici dans un instant."
MISSING = (
    "Cet écran n'est pas dessiné. Demandez à l'administration : « espace-electeur admin pictures » "
    "le dessine, ou dit pourquoi. D'ici là, lisez « À dire » et « Le chemin »."
)
LOOK = 1.0
"""Seconds between two looks whether it is there."""


class DeskPicture(DeskScreen):
    """The screen that belongs to the diagnosis."""

    route = "desk_picture"

    def compose_page(self) -> ComposeResult:
        """Lay out its lines, empty until they are there."""
        yield Line(id="of_picture", classes="muted")
        yield Line(id="picture")

    def on_mount(self) -> None:
        """Show it, now or as soon as it is drawn."""
        self.show_picture()
        self.set_interval(LOOK, self.show_picture)

    def show_picture(self) -> None:
        """Show the screen, or why there is none."""
        file = self.station.file
        if file is None:
            return
        trouble, path = file.diagnosis.trouble, self.election.path
        pictures = self.desk_app.pictures
        lines = pictures.for_trouble(trouble, path)
        if lines:
            words = HOW
        elif trouble not in SHOWN:
            words = NOTHING
        elif scene_for(trouble, path) is None:
            words = ELSEWHERE
        else:
            words = UNDER_WAY if pictures.drawing is Drawing.UNDER_WAY else MISSING
        self.query_one("#of_picture", Line).say(words)
        self.query_one("#picture", Line).say("\n".join(lines))
