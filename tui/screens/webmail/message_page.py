"""What one mail shows: who wrote, when, what, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from tui.screens.base import actions
from tui.screens.webmail.mailbox_screen import MailboxScreen
from tui.screens.webmail.message_way import MessageWay, next_mails, primary_words
from tui.screens.webmail.message_words import letter_words
from tui.widgets.buttons import PrimaryButton, SecondaryButton
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Message, MessageSummary
    from tui.screens.webmail.message_act import MessageAct

CUT = "Ce mail est très long : seul son début est affiché."
KEYS = {"delete": "Suppr", "restore": "R"}
"""Key of each act that a folder may allow, by its name."""


class MessagePage(MailboxScreen):
    """The page of a mail, told anew for each of its neighbours."""

    scrolled = "#letter"

    def __init__(
        self,
        message: Message,
        around: tuple[MessageSummary, ...] = (),
        act: MessageAct | None = None,
    ) -> None:
        """Take the mail.

        Args:
            message: What is shown.
            around: The folder that it lies in, newest first.
            act: What can be done to it.
        """
        super().__init__()
        self._message = message
        self._around = around
        self._act = act
        self._way = MessageWay.of(message)

    def compose_page(self) -> ComposeResult:
        """Lay out the heading, the text that scrolls, and what can be done."""
        yield Line(id="subject", classes="heading -tight")
        yield Line(id="headers")
        yield Line(CUT, id="cut")
        with VerticalScroll(id="letter", can_focus=False):
            yield Line(id="text")
        with Container(classes="tools"):
            if self._act is not None:
                key = KEYS[self._act.name]
                yield SecondaryButton(self._act.label, key=key, id=self._act.name)
            yield SecondaryButton("Précédent", key="P", id="before")
            yield SecondaryButton("Suivant", key="S", id="after")
        yield actions(PrimaryButton("Retour à la boîte"))

    def on_mount(self) -> None:
        """Show the mail, Enter doing what it asks for."""
        self.show(self._message)
        self.query_one(PrimaryButton).focus()

    def show(self, message: Message) -> None:
        """Show a mail from its beginning."""
        self._message, self._way = message, MessageWay.of(message)
        summary = message.summary
        self.refusal.clear()
        self.query_one("#subject", Line).say(summary.subject or "(sans objet)")
        when = self.moments.moment(summary.received_at)
        self.query_one("#headers", Line).say(f"De : {summary.sender}\nReçu : le {when}")
        self.query_one("#cut", Line).display = message.cut
        self.query_one("#text", Line).say(letter_words(message))
        self.query_one("#letter").scroll_home(animate=False)
        before, after = next_mails(self._around, summary.message_id)
        self.query_one("#before").display = before is not None
        self.query_one("#after").display = after is not None
        self.say_way()

    def say_way(self) -> None:
        """Name what the primary button does now."""
        label, working = primary_words(self._way)
        self.query_one(PrimaryButton).relabel(label, working=working)
