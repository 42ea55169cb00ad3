"""An act for a person: what it does, why, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from models import (
    BY_TWO,
    REASONS,
    AddressRefused,
    AddressTaken,
    CodeSent,
    DeskAct,
    DeskOrder,
    Reason,
)
from tui.desk.choices import CHOICE_KEYS
from tui.desk.screens.base import DeskScreen
from tui.desk.words import ACTS, EFFECTS, REASON_WORDS
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Espace, EspaceError

WHICH = "Saisissez la nouvelle adresse : faites-la épeler."
WHY = "Motif : son chiffre, ou Entrée."
WHY_THEN = "Entrée, puis le motif : son chiffre, ou Entrée."
SENT = "Un mail est demandé ; son code sert jusqu'au {until}."
DONE = {
    DeskAct.RELEASE: "Les attentes sont levées : la personne recommence aussitôt.",
    DeskAct.CANCEL: "Le compte en attente est annulé : la personne peut en créer un autre.",
    DeskAct.DISABLE: "C'est demandé : une autre personne de l'assistance le confirme par F6.",
    DeskAct.ENABLE: "C'est demandé : une autre personne de l'assistance le confirme par F6.",
    DeskAct.ADDRESS: "C'est demandé : une autre personne de l'assistance le confirme par F6.",
    DeskAct.STOP_ADDRESS: "L'adresse reste la même.",
}


class DeskActPage(DeskScreen):
    """Reasons, then the button; a correction has a field before."""

    route = "desk_act"
    BINDINGS: ClassVar[list[BindingType]] = [*CHOICE_KEYS]

    def __init__(self, act: DeskAct) -> None:
        """Take what is to be done."""
        super().__init__()
        self._act = act
        self._reason: Reason | None = None
        self._done = False

    def compose_page(self) -> ComposeResult:
        """Lay out what the act does, the reasons, and the button."""
        file = self.station.file
        person = f" · {file.person.first_name} {file.person.last_name}" if file else ""
        yield heading(f"{ACTS[self._act].upper()}{person}")
        yield paragraph(EFFECTS[self._act])
        if self._act is DeskAct.ADDRESS:
            yield LabelledField("Nouvelle adresse professionnelle", id="address", missing=WHICH)
        yield Line((WHY if self._act is not DeskAct.ADDRESS else WHY_THEN, ".muted"), id="why")
        with Vertical(id="choices"):
            for number, reason in enumerate(REASONS[self._act], start=1):
                yield ChoiceLine(number, REASON_WORDS[reason])
        yield Notice(id="done")
        yield actions(PrimaryButton(ACTS[self._act], key="", working="Un instant…"))

    def on_mount(self) -> None:
        """Begin without an outcome; the button comes with a reason."""
        self.query_one("#done").display = False
        self.query_one(PrimaryButton).display = False

    @on(ChoiceLine.Chosen)
    def choose(self, event: ChoiceLine.Chosen) -> None:
        """Take a reason, and lead to the button that confirms."""
        self._reason = REASONS[self._act][event.line.number - 1]
        self.reading.begin()  # an Enter pressed twice confirms nothing
        button = self.query_one(PrimaryButton)
        button.display = True
        button.relabel(f"{ACTS[self._act]} : {REASON_WORDS[self._reason].lower()}")
        self.set_focus(button)

    def submit(self) -> None:
        """Do it, or go back once it is done."""
        call = self.station.call
        if self._done or call is None:
            self.espace_app.back()
            return
        if self._reason is None:  # Enter in the field
            self.set_focus(self.query(ChoiceLine).first())
            return
        order = DeskOrder(self.station.session, call.call_id, self._reason, self.profile.source)
        self.asker.ask(self._request(order), done=self.show_done, refused=self._address_refused)

    def _address_refused(self, error: EspaceError) -> bool:
        """Say at the field why an address is none of this person."""
        if not isinstance(error, (AddressRefused, AddressTaken)):
            return False
        self._reason = None  # chosen again, once the address is another one
        self.query_one(PrimaryButton).display = False
        self.field("address").show_fault(error.text)
        self.set_focus(self.field("address").input)
        return True

    def _request(self, order: DeskOrder) -> Callable[[Espace], object]:
        act = self._act
        if act is DeskAct.ADDRESS:
            address = self.field("address").value
            return lambda espace: espace.desk.ask_for(order, act, address=address)
        if act in BY_TWO:
            return lambda espace: espace.desk.ask_for(order, act)
        return {
            DeskAct.RESEND: lambda espace: espace.desk.resend(order),
            DeskAct.RELEASE: lambda espace: espace.desk.release(order),
            DeskAct.CANCEL: lambda espace: espace.desk.cancel(order),
            DeskAct.STOP_ADDRESS: lambda espace: espace.desk.stop_address(order),
        }[act]

    def show_done(self, outcome: object) -> None:
        """Say what was done, once; Enter goes back to the page of the person."""
        self._done = True
        done, button = self.query_one("#done", Notice), self.query_one(PrimaryButton)
        words = DONE.get(self._act, "")
        if isinstance(outcome, CodeSent):
            words = SENT.format(until=self.moments.end(outcome.expires_at))
        done.tell(words, tone="kept")
        done.display = True
        for name in ("#why", "#choices"):
            self.query_one(name).display = False
        for field in self.query(LabelledField):
            field.display = False
        button.relabel("Continuer")
        self.set_focus(button)
