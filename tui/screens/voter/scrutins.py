"""« Vos scrutins »: those that the person is called to, and only those; and how to vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from models import EspaceError, PathStep, ScrutinView
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.screens.vote.ways import open_scrutin
from tui.screens.voter.scrutin_words import (
    block_words,
    called_words,
    is_next,
    later_words,
    person_words,
    rows_of,
    same_rows,
    scrutins_left,
    votes_here,
)
from tui.widgets.buttons import ActionButton, PrimaryButton
from tui.widgets.notice import Notice
from tui.widgets.scrutin_row import RowWords, ScrutinColumns, ScrutinRow
from tui.widgets.step_rail import Place
from tui.widgets.time_line import TimeLine
from tui.widgets.voting_row import VotingRow
from tui.widgets.written import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from models import Espace, VoterSession


class Scrutins(EspaceScreen):
    """A row a scrutin, what voting takes, and the end of the path: QUITTEZ.

    If one votes with this program, the rows lead to the vote, and to the receipts.
    """

    route = "scrutins"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "read_on('page_down')", "Suite", key_display="Entrée"),
        Binding("up", "read_on('up')", "Suite", key_display="↑"),
        Binding("down", "read_on('down')", "Suite", key_display="↓"),
    ]

    def __init__(self) -> None:
        """Start without scrutins: they are read once the screen is shown."""
        super().__init__()
        self._scrutins: tuple[ScrutinView, ...] = ()

    def place(self) -> Place:
        """Return the third step, with who is signed in."""
        voter = self.visit.voter
        person = person_words(voter.person) if voter is not None else ""
        return on_path(self, PathStep.SPACE, "doors.step.scrutins", person=person)

    def compose_page(self) -> ComposeResult:
        """Lay out the sentence, room for the rows, how to vote, and the way to leave."""
        yield Line("Lecture de vos scrutins…", id="called", classes="paragraph")
        yield Vertical(id="scrutin-list")
        with Container(id="vote"):
            yield Line(id="vote-heading", classes="heading -tight")
            yield Notice(id="vote-words")
        yield TimeLine(id="days")
        leave = actions(PrimaryButton("QUITTEZ", id="leave"))
        leave.id = "end"
        yield leave
        again = actions(PrimaryButton("Réessayer", working="Lecture…"))
        again.id = "again"
        yield again

    def on_mount(self) -> None:
        """Read the scrutins."""
        self._show_only()
        self.watch(self.query_one("#page"), "scroll_y", self.refresh_bindings, init=False)
        self.submit()

    def _show_only(self, *names: str) -> None:
        for name in ("vote", "days", "end", "again"):
            self.query_one(f"#{name}").display = name in names

    def submit(self) -> None:
        """Read them, or try again."""
        voter, wait_for_vote = self.visit.voter, self.espace_app.wait_for_vote
        if voter is None:
            return
        self.asker.ask(
            lambda espace: _listed(espace, voter, wait_for_vote),
            done=self.show_scrutins,
            refused=self.not_read,
        )

    async def show_scrutins(self, scrutins: tuple[ScrutinView, ...]) -> None:
        """Show a row each and how to vote, all in one painting of the screen.

        A person who reads « 4 scrutins » must see four, however busy the machine.
        """
        with self.app.batch_update():
            await self._lay_out(scrutins)
        self.call_after_refresh(self.refresh_bindings)

    async def _lay_out(self, scrutins: tuple[ScrutinView, ...]) -> None:
        voter = self.visit.voter
        if voter is None:
            return
        self._scrutins = scrutins
        self.show_place()
        words = self._rows()
        columns = ScrutinColumns.for_rows(words)
        make = VotingRow if votes_here(scrutins) else ScrutinRow
        rows = [make(row, columns) for row in words]
        listed = self.query_one("#scrutin-list")
        await listed.remove_children()
        await listed.mount(*rows)
        self._show_only("vote", "days", "end")
        self.refresh_moment()
        self._lead()

    def _lead(self) -> None:
        """Lead to the first scrutin that is left, or whose result is there, or to the end."""
        rows = zip(self.query(ScrutinRow), self._scrutins, strict=True)
        left = next((row for row, one in rows if row.can_focus and is_next(one)), None)
        self.set_focus(left or self.query_one("#leave"), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """Read them again: the person may have voted meanwhile."""
        voter = self.visit.voter
        if voter is not None and self._scrutins:
            self.asker.ask_quietly(
                lambda espace: espace.account.list_scrutins(voter), done=self.show_again
            )

    def show_again(self, scrutins: tuple[ScrutinView, ...]) -> None:
        """Show what has changed, and lead to what is left."""
        if not same_rows(scrutins, self._scrutins):
            self.submit()
        elif scrutins != self._scrutins:
            self._scrutins = scrutins
            self.refresh_moment()
            self._lead()

    @on(VotingRow.Chosen)
    def open_scrutin(self, event: VotingRow.Chosen) -> None:
        """Lead to the vote in a scrutin, to the receipt of one, or to its result."""
        if not self.working:
            place = list(self.query(VotingRow)).index(event.row)
            open_scrutin(self, self._scrutins[place])

    def _rows(self) -> list[RowWords]:
        return rows_of(self._scrutins, self.election, self.moments)

    def not_read(self, error: EspaceError) -> bool:
        """Offer to try again."""
        self._show_only("again")
        self.query_one("#primary").focus()
        return False

    @on(ActionButton.Pressed, "#leave")
    def leave(self) -> None:
        """End the visit, once its last page was read: what is out of sight is shown first."""
        if self._shows_its_end:
            self.espace_app.action_leave()
        else:
            self.action_read_on("page_down")

    @property
    def _shows_its_end(self) -> bool:
        page = self.query_one("#page")
        return page.region.contains_region(self.query_one("#leave").region)

    def action_read_on(self, way: str) -> None:
        """Scroll the page."""
        getattr(self.query_one("#page"), f"scroll_{way}")(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name the arrows if the page is higher than the screen, Enter until its end is read."""
        if action == "read_on" and isinstance(self.focused, VotingRow):
            return False  # its own keys lead through the rows, and the page follows
        if action == "read_on":
            higher = self.is_mounted and self.query_one("#page").max_scroll_y > 0
            return higher and not (parameters == ("page_down",) and self._shows_its_end)
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Look again whether the page is higher than the screen."""
        self.call_after_refresh(self.refresh_bindings)

    def refresh_moment(self) -> None:
        """Say the states, the time left and how to vote again."""
        if not self.query_one("#vote").display:
            return
        words = self._rows()
        columns = ScrutinColumns.for_rows(words)
        for row, said in zip(self.query(ScrutinRow), words, strict=True):
            row.say(said, columns)
        left = scrutins_left(self._scrutins, self.election, self.moments)
        if (voter := self.visit.voter) is not None:
            called = called_words(voter.person, len(self._scrutins), left)
            later = later_words(self._scrutins, self.election, self.moments)
            self.query_one("#called", Line).say(
                (" ".join(filter(None, (called, later))), ".strong")
            )
        reads = any(one.counted for one in self._scrutins)  # Enter opens the row pointed at
        self.query_one("#leave", PrimaryButton).name_key("" if left or reads else "Entrée")
        entered = self.visit.vote is not None
        heading, lines = block_words(
            self._scrutins, left, self.election, self.moments, entered=entered
        )
        self.query_one("#vote-heading", Line).say(heading)
        self.query_one("#vote-words", Notice).tell("\n".join(lines))
        self.query_one(TimeLine).turn()


def _listed(
    espace: Espace, voter: VoterSession, wait_for_vote: Callable[[], object]
) -> tuple[ScrutinView, ...]:
    """Return the scrutins, once it is said of them whether one votes here."""
    wait_for_vote()
    return espace.account.list_scrutins(voter)
