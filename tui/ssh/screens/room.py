"""« La salle »: every session, and what a trainer does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from models import SystemClock
from tui.screens.base import EspaceScreen, actions
from tui.ssh.guest import RoomTold
from tui.ssh.room_messages import Broadcast, Dismiss, MoveAll, Seen, Show
from tui.ssh.screens.room_words import COLUMNS, cells_of, count_words, join_words, shown_words
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.ssh.app import SessionApp
    from tui.ssh.guest import Guest

LONGEST = 120
"""Letters of a sentence to all: two lines of a narrow terminal."""
NOTHING_TO_SAY = "Écrivez une phrase."
TOO_LONG = f"{LONGEST} signes au plus : raccourcissez la phrase."
SURE = "Suppr encore une fois met fin à la session {number}."
DISMISSED = "La session {number} se termine."
SAID = "La phrase s'affiche sur {whom}."
MOVED = "Les calendriers de {whom} sont au {moment}."
ALL, GROUP = "tous les écrans", "les écrans de votre groupe"
ALL_CALENDARS, GROUP_CALENDARS = "tous", "votre groupe"


class RoomScreen(EspaceScreen):
    """The list of sessions, and a sentence to all of them."""

    route = "room"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "end_one", "Terminer", key_display="Suppr"),
        Binding("v", "show", "Montrer", key_display="V"),
        Binding("V", "show", show=False),
        Binding("d", "move", "Tous à ma date", key_display="D"),
        Binding("D", "move", show=False),
        Binding("g", "group", "Groupe ou tous", key_display="G"),
        Binding("G", "group", show=False),
    ]

    def __init__(self) -> None:
        """Lead everybody at first."""
        super().__init__()
        self._group_only = False
        self._sure: int | None = None
        self._shown: list[Seen] = []

    @property
    def guest(self) -> Guest:
        """The session's end of the line to the host."""
        return cast("SessionApp", self.app).guest

    def compose_page(self) -> ComposeResult:
        """Lay out whom one leads, the sessions, and the sentence."""
        yield heading("LA SALLE")
        yield Line(id="count", classes="paragraph")
        yield DataTable[Text](id="sessions", cursor_type="row", cell_padding=0)
        yield Notice(id="done")
        yield LabelledField("Une phrase à dire", id="sentence", missing=NOTHING_TO_SAY)
        yield actions(PrimaryButton("Dire"))

    def on_mount(self) -> None:
        """Show who is there."""
        self.query_one("#done").display = False
        table = self._table
        for name, width in COLUMNS:
            table.add_column(name, width=width)
        self.set_interval(20, self.show_room)  # « depuis »
        self.show_room()
        table.focus()

    @property
    def _table(self) -> DataTable[Text]:
        return cast("DataTable[Text]", self.query_one(DataTable))

    @on(RoomTold)
    def show_room(self) -> None:
        """Show the sessions as they are now, the cursor on the same one."""
        room, table = self.guest.room, self._table
        if room is None:
            return
        pointed, before = self._pointed, {one.code for one in self._shown}
        self._shown = [
            one for one in room.sessions if not self._group_only or one.group == room.group
        ]
        now = SystemClock().now()
        rows = [cells_of(one, now, self.moments, own=room.group) for one in self._shown]
        self.query_one("#count", Line).say(
            count_words(len(self._shown), group=self._group_only),
            " ",
            (join_words(room), ".strong"),
        )
        table.clear()
        for cells in rows:
            table.add_row(*map(Text, cells))  # never read as markup
        for one in self._shown:
            if one.code and one.code not in before:
                self._done(shown_words(room, one))
        numbers = [one.number for one in self._shown]
        if pointed is not None and pointed.number in numbers:
            table.cursor_coordinate = Coordinate(numbers.index(pointed.number), 0)

    @property
    def _pointed(self) -> Seen | None:
        row = self._table.cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def submit(self) -> None:
        """Say the sentence."""
        field = self.field("sentence")
        words = " ".join(field.value.split())
        if len(words) > LONGEST:
            field.show_fault(TOO_LONG)
            return
        self.guest.ask(Broadcast(words, self._group_only))
        self._done(SAID.format(whom=GROUP if self._group_only else ALL))
        field.value = ""
        self.forget_typed()

    def action_move(self) -> None:
        """Move the calendars to that of this session."""
        moment = self.moments.now()
        self.guest.ask(MoveAll(moment, self._group_only))
        whom = GROUP_CALENDARS if self._group_only else ALL_CALENDARS
        self._done(MOVED.format(whom=whom, moment=self.moments.moment(moment)))

    def action_group(self) -> None:
        """Lead the own group alone, or everybody again."""
        self._group_only = not self._group_only
        self.show_room()

    def action_show(self) -> None:
        """Let others look at the session that is pointed at, or do not any more."""
        if (pointed := self._pointed) is not None:
            self.guest.ask(Show(pointed.number, not pointed.code))

    def action_end_one(self) -> None:
        """End the session that is pointed at, once that was said twice."""
        pointed = self._pointed
        if pointed is None:
            return
        if self._sure == pointed.number:
            self._sure = None
            self.guest.ask(Dismiss(pointed.number))
            self._done(DISMISSED.format(number=pointed.number))
        else:
            self._done(SURE.format(number=pointed.number))
            self._sure = pointed.number

    def _done(self, words: str) -> None:
        self._sure = None
        notice = self.query_one("#done", Notice)
        notice.tell(words, tone="kept")
        notice.display = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what concerns a session while the list has the focus: elsewhere one types."""
        if action in ("end_one", "show", "move", "group") and not (
            self.is_mounted and self._table.has_focus
        ):
            return False
        return super().check_action(action, parameters)
