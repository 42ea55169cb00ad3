"""User name and address, spelled: « F comme François, D comme Désiré »."""

from __future__ import annotations

from textual.app import ComposeResult

from models import spell
from tui.desk.screens.base import DeskScreen
from tui.widgets.head import heading
from tui.widgets.written import Line

HOW = "À lire lentement, seulement à une personne reconnue."
NAME, ADDRESS = "Nom d'utilisateur", "Adresse"


class DeskSpelling(DeskScreen):
    """What one reads out, sign by sign."""

    route = "desk_spelling"

    def compose_page(self) -> ComposeResult:
        """Lay out both, each as it is written and as it is said; the domain is common to all."""
        file = self.station.file
        yield heading("ÉPELER")
        yield Line((HOW, ".muted"), classes="paragraph")
        if file is None:
            return
        local = file.person.address.partition("@")[0]
        for label, shown, read in (
            (NAME, file.person.user_name, file.person.user_name),
            (ADDRESS, file.person.address, local),
        ):
            yield Line(f"{label} : ", (shown, ".strong"))
            yield Line(", ".join(spell(read)), classes="paragraph")
