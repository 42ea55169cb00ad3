"""« Tirage au sort »: nothing else decides who gets a seat, and the board draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from models import say_number
from tui.bureau.present_line import PresentLine
from tui.bureau.screens.base import BureauScreen, members_button
from tui.screens.base import actions
from tui.screens.choices import choice_keys, choose
from tui.widgets.buttons import PrimaryButton
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import ScrutinResult

WHY = (
    "Le siège {number} de {code} revient à une de ces listes : même moyenne, autant de voix, "
    "autant de candidats. Seul le sort décide."
)
HOW = (
    "Écrivez chaque liste sur un papier, pliez-les de la même façon, mélangez-les devant tous, "
    "puis faites-en tirer un. Choisissez ici la liste tirée."
)
WON = "Le siège {number} de {code} va à « {name} ». C'est dans la chaîne d'audit."
SURE = "Enregistrer : {name}"
CHOOSE = "Choisissez d'abord la liste qui a été tirée : son chiffre, ou Entrée."


class BureauLot(BureauScreen):
    """The lists between which a lot decides; the one that was drawn is chosen, then confirmed."""

    route = "bureau_lot"
    BINDINGS: ClassVar[list[BindingType]] = [*choice_keys("choose")]

    def __init__(self, result: ScrutinResult) -> None:
        """Take the scrutin."""
        super().__init__()
        self._result = result
        self._drawn: int | None = None
        self._entered = False

    def compose_page(self) -> ComposeResult:
        """Lay out the lists, how a lot is drawn, and the button."""
        yield heading("TIRAGE AU SORT")
        yield Notice(id="won", tone="kept")
        yield Line(id="why", classes="paragraph")
        yield paragraph(HOW)
        yield Vertical(id="choices")
        yield PresentLine()
        yield actions(
            PrimaryButton(CHOOSE, key="", working="Enregistrement…"),
            members_button(),
        )

    async def on_mount(self) -> None:
        """Show the lists."""
        self.query_one("#won").display = False
        await self._show_lists()

    @property
    def _tied(self) -> tuple[int, ...]:
        due = self._result.allocation.lot_due if self._result.allocation else None
        return due.tied if due else ()

    async def _show_lists(self) -> None:
        """Show between which lists the lot decides; the button comes with a choice."""
        result, self._drawn = self._result, None
        due = result.allocation.lot_due if result.allocation else None
        number = due.number if due else 0
        self.query_one("#why", Line).say(WHY.format(number=number, code=result.code))
        choices = self.query_one("#choices", Vertical)
        await choices.remove_children()
        lists = {one.order: one for one in result.lists}
        await choices.mount(
            *(
                ChoiceLine(place, lists[order].name, f"{say_number(lists[order].votes)} voix")
                for place, order in enumerate(self._tied, 1)
            )
        )
        self.query_one(PrimaryButton).display = False
        for line in self.query(ChoiceLine).results():
            self.set_focus(line)
            break

    @on(ChoiceLine.Chosen)
    def choose_list(self, event: ChoiceLine.Chosen) -> None:
        """Take the list that was drawn, and lead to the button that confirms it."""
        self._drawn = self._tied[event.line.number - 1]
        name = next(one.name for one in self._result.lists if one.order == self._drawn)
        self.reading.begin()  # an Enter pressed twice confirms nothing
        button = self.query_one(PrimaryButton)
        button.display = True
        button.relabel(SURE.format(name=name))
        self.set_focus(button)

    def submit(self) -> None:
        """Enter it, or go back once all are entered."""
        if self._entered:
            self.espace_app.back()
            return
        if self._drawn is None:
            return
        present, code, drawn = tuple(self.sitting.present), self._result.code, self._drawn
        source = self.profile.source
        self.asker.ask(
            lambda espace: espace.board.enter_lot(present, code, drawn, source=source),
            done=self.show_entered,
        )

    async def show_entered(self, result: ScrutinResult) -> None:
        """Say who has got it; if another lot is due, it is next."""
        before, drawn = self._result, self._drawn
        due = before.allocation.lot_due if before.allocation else None
        name = next(one.name for one in before.lists if one.order == drawn)
        won = self.query_one("#won", Notice)
        won.tell(
            (WON.format(number=due.number if due else 0, code=before.code, name=name), ".strong"),
            tone="kept",
        )
        won.display = True
        self._result = result
        if self._tied:
            await self._show_lists()
            return
        self._entered = True
        for line in ("#why", "#choices", "#page > .paragraph"):
            for widget in self.query(line):
                widget.display = False
        button = self.query_one(PrimaryButton)
        button.relabel("Revenir aux résultats")
        self.set_focus(button)

    def action_choose(self, number: int) -> None:
        """Choose a list by its number."""
        choose(self, number)
