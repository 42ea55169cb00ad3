"""What waits for a second person: confirmed by somebody else than who has asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from models import RequestFile
from tui.desk.request_words import (
    COLUMNS,
    act_words,
    person_words,
    request_cells,
    standing_parts,
)
from tui.desk.screens.base import DeskScreen
from tui.desk.words import REASON_WORDS
from tui.widgets.head import heading, paragraph
from tui.widgets.item_table import ItemTable
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Espace

HOW = "Entrée, deux fois, confirme ; Suppr, deux fois, refuse."
NOTHING = "Rien n'attend de seconde personne."
SURE = "{act}, {person} : {reason}. Entrée encore une fois le confirme."
REFUSE = "Refuser : {act}, {person}. Suppr encore une fois le refuse."
DONE, GIVEN_UP = "C'est fait.", "La demande est refusée."


class DeskRequests(DeskScreen):
    """« À confirmer »."""

    route = "desk_requests"
    scrolled = "#waiting"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "give_up", "Refuser", key_display="Suppr"),
    ]

    def __init__(self) -> None:
        """Start without a choice."""
        super().__init__()
        self._sure = self._refuses = 0

    def compose_page(self) -> ComposeResult:
        """Lay out the requests."""
        yield heading("À CONFIRMER")
        yield paragraph(HOW)
        yield ItemTable[RequestFile](lambda one: one.request.request_id, id="waiting")
        yield Line(id="standing", classes="paragraph")
        yield Notice(id="done")

    def on_mount(self) -> None:
        """Show what waits."""
        self.query_one("#done").display = False
        self.set_focus(self._table)
        self.look()
        self.set_interval(5, self.look)

    @property
    def _table(self) -> ItemTable[RequestFile]:
        return self.query_one("#waiting", ItemTable)

    def look(self) -> None:
        """Read what waits."""
        session = self.station.staff
        if session is not None and self.is_active:
            self.asker.ask_quietly(
                lambda espace: espace.desk.read_requests(session),
                done=self.show,
                refused=self.show_refusal,
                once="requests",
            )

    def show(self, requests: tuple[RequestFile, ...]) -> None:
        """Show what waits."""
        self._table.show(requests, COLUMNS, [request_cells(one) for one in requests])
        self.say_standing()
        if not requests and not self.query_one("#done").display:
            self._say(NOTHING)

    @on(DataTable.RowHighlighted)
    def say_standing(self) -> None:
        """Say where the person at the cursor stands now."""
        one, staff = self._table.pointed, self.station.staff
        line = self.query_one("#standing", Line)
        line.display = one is not None
        if one is not None and staff is not None:
            line.say(*standing_parts(one, staff.name))

    @on(DataTable.RowSelected)
    def confirm(self) -> None:
        """Confirm what is pointed at, once that was asked twice."""
        one = self._table.pointed
        if one is None:
            return
        number = one.request.request_id
        if self._sure != number:
            self._sure, self._refuses = number, 0
            reason = REASON_WORDS[one.request.reason].lower()
            self._say(SURE.format(act=act_words(one), person=person_words(one), reason=reason))
            self.reading.begin()  # an Enter pressed twice confirms nothing
            return
        session, source = self.station.session, self.profile.source
        self._decide(
            lambda espace: espace.desk.confirm_request(session, number, source=source), DONE
        )

    def action_give_up(self) -> None:
        """Refuse what is pointed at, once that was asked twice."""
        one = self._table.pointed
        if one is None:
            return
        number = one.request.request_id
        if self._refuses != number:
            self._refuses, self._sure = number, 0
            self._say(REFUSE.format(act=act_words(one), person=person_words(one)))
            return
        session, source = self.station.session, self.profile.source
        self._decide(
            lambda espace: espace.desk.give_up_request(session, number, source=source), GIVEN_UP
        )

    def _decide(self, request: Callable[[Espace], object], words: str) -> None:
        def done(_: object) -> None:
            self._say(words)
            self.look()

        self._sure = self._refuses = 0
        self.asker.ask(request, done=done)

    def _say(self, words: str) -> None:
        notice = self.query_one("#done", Notice)
        notice.tell(words)
        notice.display = True
