"""What waits for a second person: confirmed by somebody else than who has asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from models import DeskRequest
from tui.desk.screens.base import DeskScreen
from tui.desk.words import ACTS, REASON_WORDS
from tui.widgets.head import heading, paragraph
from tui.widgets.item_table import Column, ItemTable
from tui.widgets.notice import Notice

if TYPE_CHECKING:
    from models import Espace

HOW = "Entrée, deux fois, confirme ; Suppr refuse. Qui demande ne confirme pas."
COLUMNS: tuple[Column, ...] = (
    ("Demandé par", 13),
    ("Personne", 20),
    ("Geste", 21),
    ("Motif", 21),
)
NOTHING = "Rien n'attend de seconde personne."
SURE = "{act}, {person} : {reason}. Entrée encore une fois le confirme."
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
        self._sure = 0

    def compose_page(self) -> ComposeResult:
        """Lay out the requests."""
        yield heading("À CONFIRMER")
        yield paragraph(HOW)
        yield ItemTable[DeskRequest](lambda one: one.request_id, id="waiting")
        yield Notice(id="done")

    def on_mount(self) -> None:
        """Show what waits."""
        self.query_one("#done").display = False
        self.set_focus(self._table)
        self.look()
        self.set_interval(5, self.look)

    @property
    def _table(self) -> ItemTable[DeskRequest]:
        return self.query_one("#waiting", ItemTable)

    def look(self) -> None:
        """Read what waits."""
        session = self.station.staff
        if session is not None and self.is_active:
            self.asker.ask_quietly(
                lambda espace: espace.desk.list_requests(session),
                done=self.show,
                refused=self.show_refusal,
                once="requests",
            )

    def show(self, requests: tuple[DeskRequest, ...]) -> None:
        """Show what waits."""
        self._table.show(requests, COLUMNS, [_cells(one) for one in requests])
        if not requests and not self.query_one("#done").display:
            self._say(NOTHING)

    @on(DataTable.RowSelected)
    def confirm(self) -> None:
        """Confirm what is pointed at, once that was asked twice."""
        one = self._table.pointed
        if one is None:
            return
        if self._sure != one.request_id:
            self._sure = one.request_id
            reason = REASON_WORDS[one.reason].lower()
            self._say(SURE.format(act=ACTS[one.act], person=_name(one), reason=reason))
            return
        session, number, source = self.station.session, one.request_id, self.profile.source
        self._decide(
            lambda espace: espace.desk.confirm_request(session, number, source=source), DONE
        )

    def action_give_up(self) -> None:
        """Refuse what is pointed at."""
        one = self._table.pointed
        if one is None:
            return
        session, number, source = self.station.session, one.request_id, self.profile.source
        self._decide(
            lambda espace: espace.desk.give_up_request(session, number, source=source), GIVEN_UP
        )

    def _decide(self, request: Callable[[Espace], object], words: str) -> None:
        def done(_: object) -> None:
            self._say(words)
            self.look()

        self._sure = 0
        self.asker.ask(request, done=done)

    def _say(self, words: str) -> None:
        notice = self.query_one("#done", Notice)
        notice.tell(words)
        notice.display = True


def _name(one: DeskRequest) -> str:
    return f"{one.person.first_name} {one.person.last_name}"


def _cells(one: DeskRequest) -> tuple[str, ...]:
    return one.asked_by, _name(one), ACTS[one.act], REASON_WORDS[one.reason]
