"""« Vos scrutins »: those that the person is called to, and only those."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from models import EspaceError, ScrutinView
from tui.screens.base import EspaceScreen, actions
from tui.screens.voter.scrutin_words import (
    HEAD,
    called_words,
    detail_words,
    person_words,
    row_words,
)
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import StepRail
from tui.widgets.notice import Notice
from tui.widgets.scrutin_row import RowWords, ScrutinChoice, ScrutinColumns, ScrutinHead, ScrutinRow
from tui.widgets.written import Line


class Scrutins(EspaceScreen):
    """A row a scrutin, and the chosen one described in full."""

    route = "scrutins"
    step = 4

    def __init__(self) -> None:
        """Start without scrutins: they are read once the screen is shown."""
        super().__init__()
        self._scrutins: tuple[ScrutinView, ...] = ()
        self._chosen = 0

    def compose_page(self) -> ComposeResult:
        """Lay out the sentence, room for the rows, and the detail pane."""
        yield Line("Lecture de vos scrutins…", id="called", classes="paragraph")
        yield Vertical(id="scrutin-list")
        detail = Notice(id="scrutin-detail")
        detail.display = False
        yield detail
        again = actions(PrimaryButton("RÉESSAYER", working="Lecture…"))
        again.display = False
        again.id = "again"
        yield again

    def person_line(self) -> str:
        """Return who is signed in."""
        voter = self.visit.voter
        return person_words(voter.person) if voter is not None else ""

    def on_mount(self) -> None:
        """Read the scrutins."""
        self.submit()

    def submit(self) -> None:
        """Read them, or try again."""
        voter = self.visit.voter
        if voter is None:
            return
        self.asker.ask(
            lambda espace: espace.account.list_scrutins(voter),
            done=self.show_scrutins,
            refused=self.not_read,
        )

    async def show_scrutins(self, scrutins: tuple[ScrutinView, ...]) -> None:
        """Show a row each, and the first one in full, all in one painting of the screen.

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
        self.query_one("#again").display = False
        self.query_one(StepRail).name_person(person_words(voter.person))
        called = called_words(voter.person, len(scrutins))
        self.query_one("#called", Line).say((called, ".strong"))
        detail = self.query_one("#scrutin-detail", Notice)
        detail.display = True
        if not scrutins:
            detail.tell("\n".join(("Si c'est une erreur :", *self.election.election.assistance)))
            return
        words = self._rows()
        columns = ScrutinColumns.for_rows([HEAD, *words])
        rows = [ScrutinChoice(row, columns) for row in words]
        await self.query_one("#scrutin-list").mount(ScrutinHead(HEAD, columns), *rows)
        self.set_focus(rows[0])
        self._tell()

    def _rows(self) -> list[RowWords]:
        calendar, moments = self.election.calendar, self.moments
        return [row_words(scrutin, calendar, moments) for scrutin in self._scrutins]

    def not_read(self, error: EspaceError) -> bool:
        """Offer to try again."""
        again = self.query_one("#again")
        again.display = True
        again.query_one(PrimaryButton).focus()
        return False

    @on(ScrutinChoice.Chosen)
    def tell(self, event: ScrutinChoice.Chosen) -> None:
        """Describe the chosen scrutin in full."""
        self._chosen = list(self.query(ScrutinChoice)).index(event.row)
        self._tell()

    def _tell(self) -> None:
        title, *lines = detail_words(
            self._scrutins[self._chosen],
            self.election,
            self.moments,
            with_level=self.has_class("-narrow"),
        )
        detail = self.query_one("#scrutin-detail", Notice)
        detail.tell((title, ".strong"), "\n" + "\n".join(lines))

    def action_page_down(self) -> None:
        """Scroll down by what is seen."""
        self.query_one("#page").scroll_page_down(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the rest of the page if it is higher than the screen."""
        if action == "page_down":
            return self.is_mounted and self.query_one("#page").max_scroll_y > 0
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Add the level if its column has no room."""
        self.call_after_refresh(self.refresh_moment)

    def refresh_moment(self) -> None:
        """Say the states and the time left again."""
        if not self._scrutins:
            return
        rows = [HEAD, *self._rows()]
        columns = ScrutinColumns.for_rows(rows)
        for row, words in zip(self.query(ScrutinRow), rows, strict=True):
            row.say(words, columns)
        self._tell()
        self.refresh_bindings()
