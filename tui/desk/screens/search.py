"""« Qui appelle ? »: people as one types, and the calls that are still open."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Input

from models import CallOf, CallState, DeskRequest, Person, StaffRole
from tui.desk.finding import SHOWN, Finding, Found
from tui.desk.screens.base import DeskScreen
from tui.desk.words import state_words
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading
from tui.widgets.item_table import Column, ItemTable
from tui.widgets.written import Line

HELP = "Nom et prénom dans n'importe quel ordre, utilisateur, adresse, établissement ou UAI."
COLUMNS: tuple[Column, ...] = (("Personne", 28), ("Établissement", 27), ("Corps", 19))
BROAD: tuple[Column, ...] = (
    ("Personne", 34),
    ("Établissement", 40),
    ("Corps", 24),
    ("Utilisateur", 18),
)
CALLS_COLUMNS: tuple[Column, ...] = (("Personne", 22), ("Appel", 33), ("Établissement", 19))
BROAD_CALLS: tuple[Column, ...] = (
    ("Personne", 34),
    ("Appel", 42),
    ("Établissement", 40),
)
BROAD_FROM = 120
NOBODY = "Personne sur la liste électorale : essayez un seul mot, ou l'adresse."
CALLS = "Vos appels : Entrée les reprend."
CALLS_OF_ALL = "Vos appels, et ceux à rappeler : Entrée les prend."
NO_CALLS = "Aucun appel en attente."
MANY = "{count} personnes ; ajoutez l'établissement ou le prénom."
TOO_MANY = f"Plus de {SHOWN} personnes ; ajoutez l'établissement ou le prénom."
ONE = "Une personne : Entrée l'ouvre."
REQUESTS = "{count} à confirmer : F6."


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
        Binding("f6", "open_requests", "À confirmer", key_display="F6"),
    ]

    def __init__(self) -> None:
        """Start with nothing typed."""
        super().__init__()
        self._finding = Finding(self, lambda: self._typed, self._show_found)
        self._begins_anew = True

    def compose_page(self) -> ComposeResult:
        """Lay out the field, and the list under it."""
        yield heading("QUI APPELLE ?")
        yield LabelledField("Personne", id="typed", help=HELP)
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
        self._finding.ask_soon()

    @property
    def _typed(self) -> str:
        return self.field("typed").value

    def _show_found(self, found: Found) -> None:
        """Show who was found, or the agent's calls if nothing is typed."""
        is_more, found = len(found) > SHOWN, found[:SHOWN]
        cells = [
            self._call_cells(one) if isinstance(one, CallOf) else person_cells(one) for one in found
        ]
        self._table.display = bool(found)
        self._table.show(found, self._columns, cells)
        if self._typed.strip():
            count = len(found)
            words = MANY.format(count=count) if count > 1 else ONE if found else NOBODY
            words = TOO_MANY if is_more else words
        else:
            words = self._words_of_calls(found)
        self.query_one("#count", Line).say(words)

    @property
    def _columns(self) -> tuple[Column, ...]:
        """Those of what is shown: what becomes of a call stands before the school."""
        broad = self.app.size.width >= BROAD_FROM
        if self._typed.strip():
            return BROAD if broad else COLUMNS
        return BROAD_CALLS if broad else CALLS_COLUMNS

    def _call_cells(self, one: CallOf) -> tuple[str, ...]:
        name, school, *_ = person_cells(one.person)
        words = state_words(one.call, self.moments)
        if not self._is_own(one):
            words = f"{words} · {one.call.agent}"
        elif one.call.state is not CallState.TO_CALL_BACK:
            words = f"{words} {self.moments.time(one.call.changed_at)}"
        return name, words, school

    def _words_of_calls(self, found: Found) -> str:
        calls = [one for one in found if isinstance(one, CallOf)]
        if not calls:
            return NO_CALLS
        return CALLS if all(map(self._is_own, calls)) else CALLS_OF_ALL

    def _is_own(self, one: CallOf) -> bool:
        return self.station.staff is not None and one.call.agent == self.station.staff.name

    def _look_for_requests(self) -> None:
        session = self.station.staff
        if session is not None and self.is_active:
            self.asker.ask_quietly(
                lambda espace: espace.desk.list_requests(session),
                done=self._say_requests,
                once="requests",
            )

    def _say_requests(self, requests: tuple[DeskRequest, ...]) -> None:
        words = REQUESTS.format(count=len(requests)) if requests else ""
        self.query_one("#requests", Line).say((words, ".waiting"))

    # Going on

    def enter_in(self, pressed: Input) -> None:
        """Open the person if there is one only, else go into the list; never one found before."""
        if self._finding.shown_for != self._typed:
            return
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
        """Offer the board to who leads the helpdesk."""
        staff = self.station.staff if self.is_attached else None
        if action == "open_board" and (staff is None or staff.role is not StaffRole.SUPERVISOR):
            return False
        return super().check_action(action, parameters)


def person_cells(person: Person) -> tuple[str, ...]:
    """Return the cells of a person: homonyms differ by school and corps."""
    name = f"{person.last_name} {person.first_name}"
    return name, person.school, person.corps, person.user_name


def _number_of(one: Person | CallOf) -> int:
    return one.person.elector_id if isinstance(one, CallOf) else one.elector_id
