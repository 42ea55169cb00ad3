"""« Qui appelle ? »: people as one types, and the calls that are still open."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Input

from models import CallOf, DeskRequest, Person, StaffRole
from tui.desk.finding import SHOWN, Finding, Found
from tui.desk.found_words import (
    calls_words,
    columns_of,
    found_cells,
    people_words,
    requests_words,
)
from tui.desk.screens.base import DeskScreen
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading
from tui.widgets.item_table import ItemTable
from tui.widgets.written import Line


class DeskSearch(DeskScreen):
    """The field of the search with what it finds; empty, the agent's own calls."""

    route = "desk_search"
    scrolled = "#found"
    leads_back = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "enter_list", "Choisir", key_display="↓"),
        Binding("escape", "start_over", "Effacer", key_display="Échap"),
        Binding("f4", "follow", "Suivre", key_display="F4"),
        Binding("f5", "open_board", "Tableau", key_display="F5"),
        Binding("f8", "open_authenticator", show=False),
        Binding("f6", "open_requests", "À deux", key_display="F6"),
    ]

    def __init__(self) -> None:
        """Start with nothing typed."""
        super().__init__()
        self._finding = Finding(self, lambda: self._typed, self._show_found)
        self._begins_anew = True

    def compose_page(self) -> ComposeResult:
        """Lay out the field, and the list under it."""
        yield heading("QUI APPELLE ?")
        yield LabelledField(
            "Personne", id="typed", help=self.election.texts.line("desk.search.help")
        )
        yield Line(id="count", classes="paragraph")
        yield ItemTable[Person | CallOf](_number_of, id="found")
        yield Line(id="requests")

    def on_screen_resume(self) -> None:
        """Begin with the next call; after the help or the lock, what was typed is still there."""
        self._look_for_requests()
        if self._begins_anew:
            self._begins_anew = False
            self.station.call = self.station.file = None
            self.action_start_over()

    def refresh_moment(self) -> None:
        """Show the calls again, those whose moment has come first."""
        if self.is_active and not self._typed.strip():
            self._finding.ask()

    def on_mount(self) -> None:
        """Look now and then for what waits for a second person."""
        self.set_interval(5, self._look_for_requests)

    @property
    def _table(self) -> ItemTable[Person | CallOf]:
        return self.query_one("#found", ItemTable)

    # Finding

    @on(Input.Changed)
    def search_soon(self) -> None:
        """Search once no key follows."""
        self.refresh_bindings()
        self._finding.ask_soon()

    @property
    def _is_begun(self) -> bool:
        """Whether something is typed, or somebody is chosen already."""
        return bool(self._typed) or self._table.has_focus

    @property
    def _typed(self) -> str:
        return self.field("typed").value

    @property
    def _agent(self) -> str:
        """Who has signed in; empty: nobody any more."""
        return self.station.staff.name if self.station.staff is not None else ""

    def _show_found(self, found: Found) -> None:
        """Show who was found, or the agent's calls if nothing is typed."""
        is_more, found = len(found) > SHOWN, found[:SHOWN]
        calls = [one for one in found if isinstance(one, CallOf)]
        typed, agent, say = bool(self._typed.strip()), self._agent, self.election.texts.line
        self._table.display = bool(found)
        self._table.show(
            found,
            columns_of(say("desk.search.school"), calls=not typed),
            [found_cells(one, agent, self.moments) for one in found],
        )
        self.query_one("#count", Line).say(
            people_words(len(found), say("desk.search.narrow"), is_more=is_more)
            if typed
            else calls_words(calls, agent)
        )

    def _look_for_requests(self) -> None:
        session = self.station.staff
        if session is not None and self.is_active:
            self.asker.ask_quietly(
                lambda espace: espace.desk.list_requests(session),
                done=self._say_requests,
                once="requests",
            )

    def _say_requests(self, requests: tuple[DeskRequest, ...]) -> None:
        words = requests_words(requests, self._agent)
        self.query_one("#requests", Line).say((words, ".waiting"))

    # Going on

    def enter_in(self, pressed: Input) -> None:
        """Open the person if there is one only, else go into the list; never one found before."""
        self._finding.once_found(self._enter_found)

    def _enter_found(self) -> None:
        if len(self._table.items) == 1:
            self._open(self._table.items[0])
        else:
            self.action_enter_list()

    @on(DataTable.RowSelected)
    def open_chosen(self) -> None:
        """Open the person at the cursor."""
        if self._table.pointed is not None:
            self._open(self._table.pointed)

    def _open(self, one: Person | CallOf) -> None:
        person = one.person if isinstance(one, CallOf) else one
        self._begins_anew = True
        self.espace_app.go("desk_person", elector_id=person.elector_id)

    def action_enter_list(self) -> None:
        """Go from the field into the list."""
        if self._table.items:
            self.set_focus(self._table)

    def action_start_over(self) -> None:
        """Empty the field, and show the agent's calls."""
        self.field("typed").value = ""
        self.set_focus(self.field("typed").input)
        self._finding.ask()

    def action_follow(self) -> None:
        """Follow a visit before it is known whose it is."""
        self.espace_app.go("desk_follow")

    def action_open_board(self) -> None:
        """Open the board of who leads the helpdesk."""
        self.espace_app.go("desk_board")

    def action_open_authenticator(self) -> None:
        """Open one's authenticator application, or take one."""
        in_use = self.station.session.has_totp
        self.espace_app.go("desk_authenticator_in_use" if in_use else "desk_authenticator")

    def action_open_requests(self) -> None:
        """Open what waits for a second person."""
        self.espace_app.go("desk_requests")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the board to who leads the helpdesk, and to erase what there is."""
        staff = self.station.staff if self.is_attached else None
        if action == "open_board" and (staff is None or staff.role is not StaffRole.SUPERVISOR):
            return False
        offered = super().check_action(action, parameters)
        return self._is_begun if offered and action == "start_over" else offered


def _number_of(one: Person | CallOf) -> int:
    return one.person.elector_id if isinstance(one, CallOf) else one.elector_id
