"""Travel in the calendar: the moments worth showing, or any other one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from models import MomentRefused
from tui.demo.journeys import destinations, last_minute, parse_moment
from tui.demo.screens.frame import SIGNS, DemoScreen
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading, paragraph

SEVENTH = "è"
"""What the key engraved 7 gives: a moment more, if scrutins do not close together."""


class DemoCalendar(DemoScreen):
    """« Calendrier de la démonstration »."""

    route = "demo_calendar"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{number},{sign}", f"travel({number})", show=False)
            for number, sign in enumerate((*SIGNS, SEVENTH), start=1)
        ),
    ]

    def compose_page(self) -> ComposeResult:
        """Lay out the moments, and a field for any other one."""
        yield heading("CALENDRIER DE LA DÉMONSTRATION")
        yield paragraph("Choisissez un moment : les écrans en tiennent compte.")
        with Vertical(id="choices"):
            for number, place in enumerate(destinations(self.election.calendar), start=1):
                yield ChoiceLine(number, place.title, self.moments.moment(place.moment))
        yield LabelledField(
            f"Ou un autre moment ({self.election.zone_words})",
            id="moment",
            help=f"Par exemple {last_minute(self.election.calendar)}.",
        )
        yield actions(PrimaryButton("Y aller"), self.reset_button())

    def on_mount(self) -> None:
        """Start on the moment of the list that has come last."""
        now = self.moments.now()
        places = destinations(self.election.calendar)
        past = [number for number, place in enumerate(places, start=1) if place.moment <= now]
        self.query_one(f"#choice-{max(past, default=1)}").focus()

    @on(ChoiceLine.Chosen)
    def travel_there(self, event: ChoiceLine.Chosen) -> None:
        """Go to the moment that was chosen."""
        self.action_travel(event.line.number)

    def action_travel(self, number: int) -> None:
        """Go to a moment of the list, if it has so many."""
        for place in destinations(self.election.calendar)[number - 1 : number]:
            self.espace_app.back()
            self.demonstration.travel(place.moment)

    def submit(self) -> None:
        """Go to the moment that was typed."""
        field = self.field("moment")
        try:
            moment = parse_moment(field.value, self.election.calendar.zone)
        except MomentRefused as refused:
            field.show_fault(refused.text)
            return
        self.forget_typed()
        self.espace_app.back()
        self.demonstration.travel(moment)
