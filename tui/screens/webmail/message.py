"""One mail: the link of the election's to follow, what can be done to it, its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.screens.base import actions
from tui.screens.webmail.link_following import LinkFollowing
from tui.screens.webmail.mailbox_screen import MailboxScreen
from tui.screens.webmail.message_way import (
    MessageWay,
    next_mails,
    primary_words,
    route_to_new_code,
    topic_of,
)
from tui.screens.webmail.message_words import letter_words
from tui.screens.webmail.open_folder import OPENING_MAIL
from tui.widgets.advice import Advice
from tui.widgets.buttons import PrimaryButton
from tui.widgets.long_text import LongText
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Message, MessageSummary
    from tui.screens.webmail.message_act import MessageAct

CUT = "Ce mail est très long : seul son début est affiché."


class MessageScreen(MailboxScreen):
    """A mail of a folder, and its neighbours."""

    route = "message"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.scroll('up')", "Lire la suite", key_display="↑"),
        Binding("down", "app.scroll('down')", "Lire la suite", key_display="↓"),
        Binding("delete", "act('delete')", "Supprimer", key_display="Suppr"),
        Binding("r", "act('restore')", "Restaurer", key_display="R"),
        Binding("R", "act('restore')", show=False),
        Binding("p", "neighbour(-1)", "Précédent", key_display="P"),
        Binding("P", "neighbour(-1)", show=False),
        Binding("s", "neighbour(1)", "Suivant", key_display="S"),
        Binding("S", "neighbour(1)", show=False),
    ]
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
        self._following = LinkFollowing(self, around, self._turn)

    @property
    def help_topic(self) -> str:
        """The page of help on what its button does."""
        return topic_of(self._way)

    def compose_page(self) -> ComposeResult:
        """Lay out the heading, the text that scrolls, and what can be done."""
        yield Line(id="subject", classes="heading -tight")
        yield Line(id="headers")
        yield Line(CUT, id="cut")
        with VerticalScroll(id="letter", can_focus=False):
            yield LongText(id="text")
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
        self.query_one(LongText).say(letter_words(message))
        self.query_one("#letter").scroll_home(animate=False)
        self.say_way()

    def on_resize(self) -> None:
        """Look again whether the text is longer than its room."""
        self.call_after_refresh(self.refresh_bindings)

    def say_way(self) -> None:
        """Name what the primary button does now, and what may be done besides."""
        label, working = primary_words(self._way, self.election)
        self.query_one(PrimaryButton).relabel(label, working=working)
        self.query_one(Advice).turn()
        self.call_after_refresh(self.refresh_bindings)

    def submit(self) -> None:
        """Do what the primary button says."""
        mailbox, link, source = self.mailbox, self._message.link, self.profile.source
        match self._way:
            case MessageWay.FOLLOW if link is not None:
                self._following.follow(self._message, link)
            case MessageWay.KEEP_ADDRESS:
                self.reading.begin()  # an Enter pressed twice stops nothing
                self._turn(MessageWay.KEEP_SURELY)
            case MessageWay.KEEP_SURELY:
                self.asker.ask(
                    lambda espace: espace.mailbox.stop_address_change(mailbox, source=source),
                    done=lambda _: self._turn(MessageWay.ADDRESS_KEPT),
                )
            case MessageWay.NEWEST:
                newest = next(mail for mail in self._around if mail.from_election)
                self._read(newest.message_id)
            case MessageWay.NEW_CODE:
                self.espace_app.go(route_to_new_code(self.visit))
            case _:
                self.espace_app.back()

    def _turn(self, way: MessageWay) -> None:
        """Let the button do something else with the same mail."""
        self._way = way
        self.say_way()

    def _read(self, message_id: int) -> None:
        mailbox = self.mailbox
        self.asker.ask(
            lambda espace: espace.mailbox.read(mailbox, message_id),
            done=self.show,
            working=OPENING_MAIL,
        )

    def action_neighbour(self, step: int) -> None:
        """Read the mail before or after."""
        wanted = self._neighbour(step)
        if wanted is not None:
            self._read(wanted)

    def _neighbour(self, step: int) -> int | None:
        return next_mails(self._around, self._message.summary.message_id)[0 if step < 0 else 1]

    def action_act(self, name: str) -> None:
        """Delete or restore the mail, in its folder."""
        if self._act is not None and self._act.name == name and not self.working:
            self.espace_app.back()
            self._act.carry_out(self._message.summary.message_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name the keys that lead somewhere from this mail."""
        match action, parameters:
            case "act", (str(name),):
                return self._act is not None and self._act.name == name
            case "neighbour", (int(step),):
                return self._neighbour(step) is not None
        return super().check_action(action, parameters)
