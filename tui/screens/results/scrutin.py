"""The result of one scrutin, for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from models import EspaceError, ScrutinResult
from tui.screens.base import EspaceScreen, actions
from tui.screens.results.early import leave_if_early
from tui.screens.results.words import READING, refused_words
from tui.screens.scrolling import can_scroll, scrolled_parts
from tui.screens.vote.ways import check_own_ballot, enter_scrutin
from tui.screens.vote.words import scrutin_words
from tui.visit.result_words import elected_lines
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading
from tui.widgets.result_body import BesidePane, ResultBody, elected_blocks
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import ScrutinView

WHY, CHECK, RECEIPT = "Pourquoi ce siège", "Vérifier mon bulletin", "Mon reçu"


class ScrutinResultPage(EspaceScreen):
    """Who voted, for what, who sits; why is one key away, and one's own ballot another."""

    route = "scrutin_result"
    AUTO_FOCUS = ""
    keeps_way_back = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "reasons", "Pourquoi", key_display="P"),
        Binding("P", "reasons", show=False),
        Binding("v", "check_ballot", "Vérifier", key_display="V"),
        Binding("V", "check_ballot", show=False),
        Binding("down", "scroll_on", "Suite", key_display="↓"),
    ]

    def __init__(
        self, result: ScrutinResult | None = None, *, scrutin: ScrutinView | None = None
    ) -> None:
        """Take what is known.

        Args:
            result: What is shown; None: it is read.
            scrutin: One of the person's, from whose list they come.
        """
        super().__init__()
        self._result, self._scrutin = result, scrutin

    def refresh_moment(self) -> None:
        """Show nothing any more before its day."""
        known = self._result or self._scrutin
        leave_if_early(self, known.code if known else "")

    def compose_page(self) -> ComposeResult:
        """Lay out the scrutin, and room for its result."""
        known = self._result or self._scrutin
        yield heading(scrutin_words(known.short, known.title) if known else "RÉSULTATS")
        yield Line(READING, id="how", classes="paragraph")
        yield Vertical(id="result")
        ways = actions(
            PrimaryButton(f"{WHY} ?", key="P"),
            SecondaryButton(CHECK, key="V", id="check"),
            SecondaryButton(RECEIPT, id="receipt"),
        )
        ways.id = "ways"
        yield ways
        again = actions(SecondaryButton("Réessayer", working="Lecture…", id="retry"))
        again.id = "again"
        yield again

    def beside(self) -> Widget:
        """Return the room for those who sit."""
        return BesidePane()

    def on_mount(self) -> None:
        """Show the result, or read it."""
        for name in ("ways", "again"):
            self.query_one(f"#{name}").display = False
        voted = self._scrutin is not None and self._scrutin.voted_at is not None
        self.query_one("#receipt").display = voted
        if self._result is not None:
            self.call_next(self.show_result, self._result)
        else:
            self.read()

    @on(ActionButton.Pressed, "#retry")
    def read(self) -> None:
        """Read it, or try again."""
        if self._scrutin is None:
            return
        code = self._scrutin.code
        self.asker.ask(
            lambda espace: espace.voting.show_result(code),
            done=self.show_result,
            refused=self.not_read,
        )

    async def show_result(self, result: ScrutinResult) -> None:
        """Show it, all in one painting of the screen."""
        self._result = result
        with self.app.batch_update():
            place = self.query_one("#result")
            await place.remove_children()
            await place.mount(ResultBody(result))
            if elected := elected_lines(result):
                title = Line("Qui siège", classes="advice-title")
                await self.query_one(BesidePane).show(title, *elected_blocks(elected))
            else:
                self.query_one(BesidePane).display = False
            self.query_one("#how").display = False
            self.query_one("#again").display = False
            self.query_one("#ways").display = True
            self.query_one("#primary").display = self._can_explain
        self.call_after_refresh(self.refresh_bindings)

    def on_resize(self) -> None:
        """Name the key that scrolls if there is more below."""
        self.call_after_refresh(self.refresh_bindings)

    def action_scroll_on(self) -> None:
        """Scroll, as the arrow does on every screen."""
        for part in scrolled_parts(self):
            part.scroll_down(animate=False)

    @property
    def _can_explain(self) -> bool:
        return self._result is not None and self._result.allocation is not None

    def not_read(self, error: EspaceError) -> bool:
        """Say when to come back, or let people try again."""
        words = refused_words(error, self.moments)
        self.query_one("#how", Line).say(words)
        self.query_one("#again").display = not words
        return bool(words)

    def submit(self) -> None:
        """Lead to the reasons."""
        self.action_reasons()

    def action_reasons(self) -> None:
        """Open the page that says why each seat went where."""
        if self._can_explain:
            self.espace_app.go("seat_reasons", result=self._result)

    @on(ActionButton.Pressed, "#check")
    def action_check_ballot(self) -> None:
        """Look for one's own ballot, whose number is known if both means of access were given."""
        if not self.working:
            check_own_ballot(self, self._scrutin)

    @on(ActionButton.Pressed, "#receipt")
    def show_receipt(self) -> None:
        """Show the receipt of the person who came from their list."""
        if self._scrutin is not None and not self.working:
            enter_scrutin(self, self._scrutin)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name the key of the reasons, and the one that scrolls, only if they lead somewhere."""
        if action == "scroll_on":
            return self.is_mounted and can_scroll(self)
        if action == "reasons":
            return self.is_mounted and self._can_explain
        return super().check_action(action, parameters)
