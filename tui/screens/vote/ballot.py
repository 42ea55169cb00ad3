"""The ballot: the lists of a scrutin in their order, the blank vote last."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.widget import Widget

from models import AlreadyVoted, EspaceError, OutsideWindow, PathStep
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.screens.vote.presented import Choices
from tui.screens.vote.ways import show_receipt
from tui.screens.vote.words import VOTED_BEFORE, scrutin_words, window_words
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.list_pane import ListPane
from tui.widgets.list_row import ListRow
from tui.widgets.step_rail import Place
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import OpenBallot, Receipt, ScrutinView


class VoteBallot(EspaceScreen):
    """A row a list; what is chosen goes to the page that confirms it, and nowhere else."""

    route = "vote_ballot"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "candidates", "Candidats", key_display="C"),
        Binding("C", "candidates", show=False),
        Binding("up", "point(-1)", "Voir", key_display="↑"),
        Binding("down", "point(1)", "Voir", key_display="↓"),
        Binding("home", "point_at(0)", show=False),
        Binding("end", "point_at(-1)", show=False),
    ]
    keeps_way_back = True

    def __init__(self, scrutin: ScrutinView) -> None:
        """Take the scrutin to vote in."""
        super().__init__()
        self._scrutin = scrutin
        self._choices: Choices | None = None
        self._pointed = 1

    def place(self) -> Place:
        """Return the third step."""
        follows = self.election.texts.line("vote.follows.ballot")
        return on_path(self, PathStep.SPACE, "vote.step.ballot", follows=follows)

    def compose_page(self) -> ComposeResult:
        """Lay out the scrutin, and room for its lists."""
        yield heading(scrutin_words(self._scrutin.short, self._scrutin.title))
        yield Line("Lecture des listes…", id="how", classes="paragraph")
        yield Vertical(id="lists")
        again = actions(PrimaryButton("Réessayer", working="Lecture…"))
        again.id = "again"
        yield again

    def beside(self) -> Widget:
        """Return the room for the candidates of the list that is pointed at."""
        return ListPane()

    def on_mount(self) -> None:
        """Open the ballot."""
        self.query_one("#again").display = False
        self.submit()

    def submit(self) -> None:
        """Open it, or try again."""
        access, code = self.visit.vote, self._scrutin.code
        if access is None:
            self.espace_app.replace("vote_access", scrutin=self._scrutin)
            return
        self.asker.ask(
            lambda espace: espace.voting.open_ballot(access, code),
            done=self.show_ballot,
            refused=self.not_opened,
        )

    async def show_ballot(self, ballot: OpenBallot) -> None:
        """Show the lists, all in one painting of the screen."""
        self._choices = choices = Choices(self._scrutin, ballot)
        rows = [ListRow(number, choices.name(number)) for number in choices.numbers]
        with self.app.batch_update():
            await self.query_one("#lists").mount(*rows)
            self.query_one("#how", Line).say(choices.how)
            self.query_one("#again").display = False
            self.set_focus(rows[0], scroll_visible=False)  # the page begins at its top

    def not_opened(self, error: EspaceError) -> bool:
        """Show the receipt to whoever has voted already; let others try again."""
        access, code = self.visit.vote, self._scrutin.code
        if isinstance(error, AlreadyVoted) and access is not None:
            self.asker.ask(
                lambda espace: espace.voting.find_receipt(access, code), done=self.show_receipt
            )
            return True
        if isinstance(error, OutsideWindow):
            self.refusal.show(window_words(error, self.moments))
            self.query_one("#how", Line).say("")
            return True
        self.query_one("#again").display = True
        self.query_one("#primary").focus()
        return False

    def show_receipt(self, receipt: Receipt) -> None:
        """Show the receipt of a vote of before."""
        show_receipt(self, receipt, before=VOTED_BEFORE)

    @on(DescendantFocus, "ListRow")
    def point(self) -> None:
        """Show the candidates of the list that is pointed at."""
        row = self.focused
        if self._choices is not None and isinstance(row, ListRow):
            self._pointed = row.choice
            self.query_one(ListPane).show(*self._choices.details(row.choice))

    @on(ListRow.Chosen)
    def choose(self, event: ListRow.Chosen) -> None:
        """Lead to the page that confirms the choice."""
        if self._choices is not None:
            self.espace_app.go("vote_confirmation", choices=self._choices, choice=event.row.choice)

    def action_point(self, by: int) -> None:
        """Point at the next list, or at the one before; the first follows the last."""
        rows = list(self.query(ListRow))
        if rows:
            place = next((number for number, row in enumerate(rows) if row.has_focus), -1)
            rows[(place + by) % len(rows)].focus()

    def action_point_at(self, place: int) -> None:
        """Point at the first list, or at the blank vote."""
        rows = list(self.query(ListRow))
        if rows:
            rows[place].focus()

    def action_candidates(self) -> None:
        """Show the candidates of the list that is pointed at, or was last."""
        if self._choices is None:
            return
        self.espace_app.go("vote_list", choices=self._choices, choice=self._pointed)
