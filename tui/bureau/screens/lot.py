"""« Tirage au sort »: nothing else decides who gets a seat, and the board draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tui.bureau.present_line import PresentLine
from tui.bureau.result_words import votes_words
from tui.bureau.screens.base import BureauScreen, members_button
from tui.screens.base import actions
from tui.screens.choices import choice_keys
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading, paragraph
from tui.widgets.list_row import ListRow
from tui.widgets.notice import Notice

if TYPE_CHECKING:
    from models import ScrutinResult

WHY = (
    "Le siège {number} de {name} revient à une de ces listes : même moyenne, autant de voix, "
    "autant de candidats. Seul le sort décide."
)
HOW = (
    "Écrivez chaque liste sur un papier, pliez-les de la même façon, mélangez-les devant tous, "
    "puis faites-en tirer un. Choisissez ici la liste tirée."
)
WON = "Le siège {number} de {name} va à « {winner} ». C'est dans la chaîne d'audit."
DRAWN = "Liste tirée : « {name} ». Une fois enregistré, le tirage ne se change plus."
ENTER = "Enregistrer le tirage"
BACK = "Revenir aux résultats"


class BureauLot(BureauScreen):
    """The lists between which a lot decides; the one that was drawn is chosen, then confirmed."""

    route = "bureau_lot"
    BINDINGS: ClassVar[list[BindingType]] = [*choice_keys("choose")]

    def __init__(self, result: ScrutinResult, won: str = "") -> None:
        """Take the scrutin, and what was said of the lot before."""
        super().__init__()
        self._result, self._won = result, won
        self._drawn: int | None = None

    @property
    def _tied(self) -> tuple[int, ...]:
        due = self._result.allocation.lot_due if self._result.allocation else None
        return due.tied if due else ()

    @property
    def _seat(self) -> int:
        due = self._result.allocation.lot_due if self._result.allocation else None
        return due.number if due else 0

    def compose_page(self) -> ComposeResult:
        """Lay out the lists, how a lot is drawn, and the button; or who has got the last seat."""
        lists = {one.order: one for one in self._result.lists}
        yield heading("TIRAGE AU SORT")
        if self._won:
            yield Notice((self._won, ".strong"), tone="kept", id="won")
        if self._tied:
            yield paragraph(WHY.format(number=self._seat, name=self._scrutin))
            yield paragraph(HOW)
            with Vertical(id="choices"):
                for order in self._tied:
                    yield ListRow(order, f"{lists[order].name}, {votes_words(lists[order].votes)}")
            yield Notice(id="drawn", tone="waiting")
            yield PresentLine()
        yield actions(PrimaryButton(BACK, key="", working="Enregistrement…"), members_button())

    def on_mount(self) -> None:
        """Begin with the lists; the button comes with a choice."""
        self.query_one(PrimaryButton).display = not self._tied
        self.query_one("#members").display = bool(self._tied)
        for drawn in self.query("#drawn"):
            drawn.display = False
        lines = list(self.query(ListRow))
        self.set_focus(lines[0] if lines else self.query_one(PrimaryButton))

    @on(ListRow.Chosen)
    def choose_list(self, event: ListRow.Chosen) -> None:
        """Take the list that was drawn, and lead to the button that confirms it."""
        self._drawn = event.row.choice
        self.reading.begin()  # an Enter pressed twice confirms nothing
        button = self.query_one(PrimaryButton)
        button.display = True
        button.relabel(ENTER, working="Enregistrement…")
        drawn = self.query_one("#drawn", Notice)
        drawn.tell((DRAWN.format(name=self._list_drawn), ".strong"), tone="waiting")
        drawn.display = True
        self.set_focus(button)
        self.call_after_refresh(button.scroll_visible, animate=False)

    @property
    def _scrutin(self) -> str:
        """The scrutin, as people say it."""
        return self.scrutin_names[self._result.code]

    @property
    def _list_drawn(self) -> str:
        """The list that was drawn."""
        return next(one.name for one in self._result.lists if one.order == self._drawn)

    def submit(self) -> None:
        """Enter it, or go back once all are entered."""
        if not self._tied:
            self.espace_app.back()
        elif self._drawn is not None:
            present, code, drawn = tuple(self.sitting.present), self._result.code, self._drawn
            source = self.profile.source
            self.asker.ask(
                lambda espace: espace.board.enter_lot(present, code, drawn, source=source),
                done=self.show_entered,
            )

    def show_entered(self, result: ScrutinResult) -> None:
        """Say who has got it; if another lot is due, it is next."""
        won = WON.format(number=self._seat, name=self._scrutin, winner=self._list_drawn)
        self.espace_app.replace("bureau_lot", result=result, won=won)

    def action_choose(self, number: int) -> None:
        """Choose a list by its number in the order of the lists."""
        for row in self.query(ListRow):
            if row.choice == number:
                row.focus()
                row.action_choose()
