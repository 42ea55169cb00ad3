"""The urn of the trial election: the members vote in it before everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from models import say_count
from tui.bureau.screens.base import BureauScreen
from tui.bureau.trial_words import ABANDON, AT_ONCE, BLANK, CAST, DRAWN, EMPTY, VOTE
from tui.screens.base import actions, docked
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.list_row import ListRow
from tui.widgets.notice import Notice

if TYPE_CHECKING:
    from models import Trial


class BureauTrialUrn(BureauScreen):
    """A row a list; Enter puts a ballot for it into the urn."""

    route = "bureau_trial_urn"
    AUTO_FOCUS: ClassVar[str | None] = "ListRow"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "point(-1)", "Choisir", key_display="↑"),
        Binding("down", "point(1)", "Choisir", key_display="↓"),
        Binding("t", "draw", show=False),
        Binding("T", "draw", show=False),
        Binding("o", "open", show=False),
        Binding("O", "open", show=False),
    ]

    def __init__(self, trial: Trial) -> None:
        """Take the trial."""
        super().__init__()
        self._trial = trial
        self._leaving = False

    def compose_page(self) -> ComposeResult:
        """Lay out the lists, the blank vote last."""
        scrutin = self._trial.scrutin
        yield heading(f"ESSAI · {scrutin.short} · {scrutin.title}")
        yield paragraph(VOTE)
        with Vertical(id="lists"):
            for number, name in enumerate(scrutin.lists, start=1):
                yield ListRow(number, name)
            yield ListRow(0, BLANK)
        yield Notice(EMPTY, id="outcome")
        yield docked(
            actions(
                PrimaryButton("Ouvrir l'urne d'essai", key="O", working="Dépôt…"),
                SecondaryButton(f"{AT_ONCE} bulletins au sort", key="T", id="draw"),
            )
        )

    def action_point(self, by: int) -> None:
        """Point at the next list, or at the one before; the first follows the blank vote."""
        rows = list(self.query(ListRow))
        place = next((number for number, row in enumerate(rows) if row.has_focus), -1)
        rows[(place + by) % len(rows)].focus()

    @on(ListRow.Chosen)
    def cast(self, event: ListRow.Chosen) -> None:
        """Put a ballot into the urn."""
        trial, choice = self._trial, event.row.choice
        name = trial.scrutin.lists[choice - 1] if choice else BLANK
        self._leaving = False
        self.asker.ask(
            lambda espace: espace.board.cast_trial_ballot(trial, choice),
            done=lambda number: self._say(
                CAST.format(choice=name, number=say_count(number, "bulletin"))
            ),
        )

    @on(ActionButton.Pressed, "#draw")
    def action_draw(self) -> None:
        """Put ballots into the urn that are drawn by lot."""
        trial = self._trial
        self._leaving = False
        self.asker.ask(
            lambda espace: espace.board.draw_trial_ballots(trial, AT_ONCE),
            done=lambda number: self._say(DRAWN.format(number=say_count(number, "bulletin"))),
        )

    def _say(self, words: str) -> None:
        self.query_one("#outcome", Notice).tell(words, tone="kept")

    def action_open(self) -> None:
        """Press the button."""
        if not self.working:
            self.refusal.clear()
            self.submit()

    def submit(self) -> None:
        """Lead to where the members open their shares."""
        if self._trial.ballots:
            self.espace_app.go("bureau_trial_opening", trial=self._trial)
        else:
            self.refusal.show(EMPTY)

    def action_back(self) -> None:
        """Abandon the trial, once that was asked twice if there are ballots."""
        if self.working:
            return
        if self._trial.ballots and not self._leaving:
            self._leaving = True
            self.refusal.show(ABANDON)
            return
        super().action_back()

    def on_unmount(self) -> None:
        """Destroy the urn, however the page was left."""
        self._trial.destroy()
