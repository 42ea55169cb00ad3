"""The sample people, with their credentials."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from models import SAMPLE_PEOPLE, SamplePerson
from tui.demo.screens.frame import DemoScreen
from tui.screens.base import actions
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.head import heading
from tui.widgets.written import Line

LEGEND = "Nom d'utilisateur · NUMEN · mot de passe électeur, où un compte existe déjà."


class DemoPeople(DemoScreen):
    """« Personnes de la démonstration »."""

    route = "demo_people"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(number), f"become({number})", "Choisir", key_display=str(number), show=False
            )
            for number in range(1, len(SAMPLE_PEOPLE) + 1)
        ),
    ]

    def compose_page(self) -> ComposeResult:
        """Lay out the people: who they are, what is theirs, what they type."""
        yield heading("PERSONNES DE LA DÉMONSTRATION")
        with Vertical(id="choices"):
            for number, person in enumerate(SAMPLE_PEOPLE, start=1):
                yield ChoiceLine(
                    number, f"{person.name}. {person.situation}", detail=credentials(person)
                )
        yield Line(LEGEND, classes="muted")
        yield actions(self.reset_button())

    @on(ChoiceLine.Chosen)
    def become_them(self, event: ChoiceLine.Chosen) -> None:
        """Begin a visit as the person who was chosen."""
        self.action_become(event.line.number)

    def action_become(self, number: int) -> None:
        """Begin a visit as a person of the list."""
        self.demo_app.become(SAMPLE_PEOPLE[number - 1])


def credentials(person: SamplePerson) -> str:
    """Return « kbenali · 31E0700042MNO · Pastel9Cassoulet », what there is of it."""
    return " · ".join(filter(None, (person.user_name, person.numen, person.voter_password)))
