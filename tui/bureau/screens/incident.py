"""« Incidents »: what has happened, typed by a member for the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from models import EspaceError, IncidentRefused
from tui.bureau.incident_words import NOTED, incident_parts
from tui.bureau.present_line import PresentLine
from tui.bureau.screens.base import BureauScreen, members_button
from tui.bureau.stage_words import MINUTES_AGAIN
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import BoardState, Incident

MISSING = "Écrivez ce qui s'est passé, en une phrase au moins."
HOW = "Quand, où, quoi, et ce qui a été fait. Aucun nom d'électeur."


class BureauIncident(BureauScreen):
    """A text, a scrutin perhaps, and what was written down before."""

    route = "bureau_incident"

    def compose_page(self) -> ComposeResult:
        """Lay out the fields, and the list under them."""
        yield heading("INCIDENTS")
        yield LabelledField("Ce qui s'est passé", id="incident", help=HOW, missing=MISSING)
        yield LabelledField("Scrutin (facultatif)", id="incident_scrutin")
        yield PresentLine()
        yield actions(PrimaryButton("Noter", working="Enregistrement…"), members_button())
        yield Notice(id="noted", tone="kept")
        yield Notice(MINUTES_AGAIN, id="again", tone="waiting")
        yield Line(("DÉJÀ NOTÉ", ".muted"), id="before-heading")
        yield Line(id="incidents", classes="paragraph")

    def on_mount(self) -> None:
        """Show what is written down."""
        for name in ("noted", "again"):
            self.query_one(f"#{name}").display = False
        self._look()

    def _look(self) -> None:
        self.asker.ask_quietly(lambda espace: espace.board.state(), done=self.show_state)
        self.asker.ask_quietly(
            lambda espace: espace.board.list_incidents(),
            done=self.show_incidents,
            refused=self.show_refusal,
        )

    def show_incidents(self, incidents: tuple[Incident, ...]) -> None:
        """Show what is written down, the newest first."""
        self.query_one("#incidents", Line).say(*incident_parts(incidents, self.moments))

    def show_state(self, state: BoardState) -> None:
        """Say so if the minutes that were signed lack something."""
        self.query_one("#again").display = state.minutes_again

    def submit(self) -> None:
        """Write it down."""
        text, scrutin = self.field("incident").value, self.field("incident_scrutin").value
        if not text.strip():
            self.field("incident").show_fault(MISSING)
            return
        self.query_one("#noted").display = False
        present, source = tuple(self.sitting.present), self.profile.source
        self.asker.ask(
            lambda espace: espace.board.report_incident(
                present, text, scrutin=scrutin, source=source
            ),
            done=self.show_noted,
            refused=self.not_noted,
        )

    def not_noted(self, error: EspaceError) -> bool:
        """Say at its field what is to be corrected."""
        if isinstance(error, IncidentRefused):
            name = "incident_scrutin" if error.about_scrutin else "incident"
            self.field(name).show_fault(error.text)
            return True
        return False

    def show_noted(self, incident: Incident) -> None:
        """Say so, and make room for another one."""
        noted = self.query_one("#noted", Notice)
        noted.tell(NOTED.format(number=incident.number), tone="kept")
        noted.display = True
        for name in ("incident", "incident_scrutin"):
            self.field(name).value = ""
        self.forget_typed()
        self.set_focus(self.field("incident").input)
        self._look()
