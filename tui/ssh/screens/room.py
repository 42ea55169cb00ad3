"""« La salle »: every session, and what a trainer does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models import SystemClock
from tui.screens.base import EspaceScreen, actions
from tui.ssh.guest import RoomTold
from tui.ssh.room_messages import Broadcast, Dismiss, MoveAll, Seen, Show
from tui.ssh.screens.room_words import (
    cells_of,
    columns_in,
    count_words,
    join_words,
    shown_words,
)
from tui.widgets.buttons import PrimaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading
from tui.widgets.item_table import ItemTable
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
SURE_TO_SHOW = "V encore une fois montre la session {number} à qui en aura le code."
SURE_TO_MOVE = "D encore une fois met les calendriers de {whom} au {moment}."
SHOWN_NO_MORE = "La session {number} n'est plus montrée."
OWN = "C'est votre session : F10 la quitte."
LEADS_ALL, LEADS_GROUP = "Vous menez toutes les sessions.", "Vous ne menez que votre groupe."
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
        self._sure: tuple[str, int] | None = None

    @property
    def guest(self) -> Guest:
        """The session's end of the line to the host."""
        return cast("SessionApp", self.app).guest

    def compose_page(self) -> ComposeResult:
        """Lay out whom one leads, the sessions, and the sentence."""
        yield heading("LA SALLE")
        yield Line(id="count", classes="paragraph")
        yield ItemTable[Seen](lambda session: session.number, id="sessions")
        yield Notice(id="done")
        yield LabelledField("Une phrase à dire", id="sentence", missing=NOTHING_TO_SAY)
        yield actions(PrimaryButton("Dire"))

    def on_mount(self) -> None:
        """Show who is there."""
        self.query_one("#done").display = False
        self.set_interval(20, self.show_room)  # « depuis »
        self.show_room()
        self._table.focus()

    def on_resize(self) -> None:
        """Show as many columns as there is room for, none cut off."""
        self.show_room()

    @property
    def _table(self) -> ItemTable[Seen]:
        return self.query_one("#sessions", ItemTable)

    @on(RoomTold)
    def show_room(self) -> None:
        """Show the sessions as they are now, the cursor on the same one."""
        room, table = self.guest.room, self._table
        if room is None:
            return
        before = {one.code for one in table.items if one.code}
        group = self.guest.group_only
        shown = [one for one in room.sessions if not group or one.group == room.group]
        now = SystemClock().now()
        table.show(
            shown,
            columns_in(self.app.size.width),
            [cells_of(one, now, self.moments, own=room.group) for one in shown],
        )
        self.query_one("#count", Line).say(
            count_words(shown, group=group), "\n", (join_words(room), ".strong")
        )
        if before - {one.code for one in shown}:  # the sentence leads nowhere any more
            self.query_one("#done").display = False
        for one in shown:
            if one.code and one.code not in before:
                self._done(shown_words(room, one))

    def submit(self) -> None:
        """Say the sentence."""
        field = self.field("sentence")
        words = " ".join(field.value.split())
        if len(words) > LONGEST:
            field.show_fault(TOO_LONG)
            return
        self.guest.ask(Broadcast(words, self.guest.group_only))
        self._done(SAID.format(whom=GROUP if self.guest.group_only else ALL))
        field.value = ""
        self.forget_typed()

    def action_move(self) -> None:
        """Move the calendars to that of this session, once that was said twice."""
        moment, group = self.moments.now(), self.guest.group_only
        words = {
            "whom": GROUP_CALENDARS if group else ALL_CALENDARS,
            "moment": self.moments.moment(moment),
        }
        if self._is_sure("move", 0, SURE_TO_MOVE.format(**words)):
            self.guest.ask(MoveAll(moment, group))
            self._done(MOVED.format(**words))

    def action_group(self) -> None:
        """Lead the own group alone, or everybody again."""
        self.guest.group_only = not self.guest.group_only
        self.show_room()
        self._done(LEADS_GROUP if self.guest.group_only else LEADS_ALL)

    def action_show(self) -> None:
        """Let others look at the session that is pointed at, or do not any more.

        Somebody else's is shown once that was said twice.
        """
        pointed = self._table.pointed
        if pointed is None:
            return
        number = pointed.number
        if pointed.code:
            self.guest.ask(Show(number, shown=False))
            self._done(SHOWN_NO_MORE.format(number=number))
        elif self._is_own(pointed) or self._is_sure(
            "show", number, SURE_TO_SHOW.format(number=number)
        ):
            self.guest.ask(Show(number, shown=True))

    def action_end_one(self) -> None:
        """End the session that is pointed at, once that was said twice."""
        pointed = self._table.pointed
        if pointed is None:
            return
        number = pointed.number
        if self._is_own(pointed):
            self._done(OWN)
        elif self._is_sure("end", number, SURE.format(number=number)):
            self.guest.ask(Dismiss(number))
            self._done(DISMISSED.format(number=number))

    def _is_own(self, session: Seen) -> bool:
        room = self.guest.room
        return room is not None and session.trains and session.group == room.group

    def _is_sure(self, act: str, number: int, words: str) -> bool:
        """Return whether the same was asked for just before; if not, say what will be done."""
        if self._sure == (act, number):
            self._sure = None
            return True
        self._done(words)
        self._sure = act, number
        return False

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
