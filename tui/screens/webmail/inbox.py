"""The inbox: reading, deleting, going on; it watches for mail while it is in front."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from models import FolderName
from tui.screens.base import actions
from tui.screens.webmail.glance import glance_at
from tui.screens.webmail.inbox_acts import InboxActs
from tui.screens.webmail.inbox_page import InboxPage
from tui.screens.webmail.inbox_state import InboxState
from tui.screens.webmail.inbox_words import Way
from tui.screens.webmail.mailbox_screen import MailboxScreen
from tui.screens.webmail.message_act import MessageAct
from tui.screens.webmail.open_folder import OpenFolder
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.mail_preview import MailPreview
from tui.widgets.message_head import MessageHead
from tui.widgets.message_list import MessageList
from tui.widgets.notice import Notice
from tui.widgets.quota_bar import QuotaBar
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import EspaceError, Folder, Message, MessageSummary

WATCH = 2.0
"""Seconds between two looks for new mail."""

OPENING = "Ouverture de votre boîte…"


class Inbox(MailboxScreen):
    """« Votre messagerie »."""

    route = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "undo", "Annuler", key_display="A"),  # first: it is there just after an act
        Binding("A", "undo", show=False),
        Binding("delete", "delete", "Supprimer", key_display="Suppr"),
        Binding("t", "open_trash", "Corbeille", key_display="T"),
        Binding("T", "open_trash", show=False),
        Binding("l", "delete_read", "Supprimer les lus", key_display="L"),
        Binding("L", "delete_read", show=False),
        Binding("ctrl+a", "check_all", "Tout cocher", key_display="Ctrl+A"),
        Binding("up", "enter_list", "Choisir un mail", key_display="↑"),
        Binding("down", "enter_list", "Choisir un mail", key_display="↓"),
    ]

    def __init__(self, told: str = "") -> None:
        """Take what the screen before has done, said once."""
        super().__init__()
        self.folder = OpenFolder(
            self, FolderName.INBOX, show=self._show, open_message=self.open_message
        )
        self.state = InboxState()
        self.page = InboxPage(self, self.folder, self.state)
        self.acts = InboxActs(self, self.folder, self.page, self.state)
        self._told = told

    def compose_page(self) -> ComposeResult:
        """Lay out the state of the box, its mails, and what can be done."""
        yield Line(self.mailbox.address, id="count")
        yield QuotaBar(id="quota")
        yield Notice(id="state")
        yield Notice(id="told")
        yield Notice(id="old")
        with Container(classes="folder"):
            with Vertical(classes="list"):
                yield MessageHead()
                yield MessageList(id="messages")
            yield MailPreview(partial(glance_at, self), id="preview")
        yield actions(
            PrimaryButton("Continuer", key="", working=OPENING),
            SecondaryButton("Plus tard", id="onward"),
            SecondaryButton("Ne rien supprimer", id="keep"),
        )

    def on_mount(self) -> None:
        """Say what the screen before has done, and begin to watch for mail."""
        self.page.offer_nothing()
        self.page.tell(self._told)
        self.set_interval(WATCH, self.watch_mail)

    def on_screen_suspend(self) -> None:
        """Lead on, once the person comes back, if mail has arrived in between."""
        self.page.leave()

    def on_screen_resume(self) -> None:
        """Read the mails."""
        self.folder.resume()

    def watch_mail(self) -> None:
        """Look for new mail, unless another screen is in front."""
        if self.is_active:
            self.folder.look()

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused, the server being away as long as it is."""
        self.folder.note_refusal(error)
        super().show_refusal(error)

    def _show(self, folder: Folder) -> None:
        self.page.show(folder)

    @on(MessageList.Checked)
    def say_state(self) -> None:
        """Say what depends on the checks."""
        self.page.say_state()

    @on(MessageList.Pointed)
    def preview(self, event: MessageList.Pointed) -> None:
        """Show the mail pointed at beside the list, if there is room; say what it takes."""
        self.query_one(MailPreview).show(event.message_id)
        self.page.say_state()

    def refresh_moment(self) -> None:
        """Say dates and the next step again."""
        self.folder.messages.refresh()
        self.page.say_state()

    @property
    def help_topic(self) -> str:
        """The page of help; that of a full box says how to make room."""
        return "full_inbox" if self.page.way is Way.ERASE else self.route

    # Going on

    def submit(self) -> None:
        """Do the next step."""
        self.acts.take_next_step()

    @on(ActionButton.Pressed, "#onward")
    def go_on_without(self) -> None:
        """Go on along the path although something is left to do here."""
        self.acts.go_on()

    @on(MessageList.Opened)
    def open_chosen(self, event: MessageList.Opened) -> None:
        """Read a message of the list."""
        self.folder.open(event.message_id)

    def open_message(self, message: Message, around: tuple[MessageSummary, ...]) -> None:
        """Open a mail, which can be deleted there."""
        act = MessageAct("delete", lambda message_id: self.acts.delete((message_id,)))
        self.espace_app.go("message", message=message, around=around, act=act)

    # Deleting

    def action_delete(self) -> None:
        """Delete what is checked, else what is pointed at; a full box leads to its one button."""
        if self.page.way is Way.ERASE:
            self.set_focus(self.query_one(PrimaryButton))
        else:
            self.acts.delete(self.folder.messages.chosen)

    def action_delete_read(self) -> None:
        """Put every mail that has been read into the trash."""
        self.acts.delete_read()

    def action_undo(self) -> None:
        """Take back what was deleted last."""
        self.acts.undo()

    @on(ActionButton.Pressed, "#keep")
    def keep(self) -> None:
        """Delete nothing."""
        self.state.to_erase = ()
        self.page.say_state()
        self.set_focus(self.folder.messages)

    def action_back(self) -> None:
        """Take the question back, if it is asked; else go back."""
        if self.state.to_erase and not self.working:
            self.keep()
        else:
            super().action_back()

    # The list and the trash

    def action_check_all(self) -> None:
        """Check every mail, or none."""
        self.folder.messages.check_all()

    def action_enter_list(self) -> None:
        """Go from the buttons into the list."""
        self.set_focus(self.folder.messages)

    def action_open_trash(self) -> None:
        """Open the trash; emptied, it leads back here."""
        if not self.working:
            self.acts.open_trash()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name the keys that do something to the mails as they are."""
        if action in InboxPage.KEYS and not (self.is_mounted and self.page.offers(action)):
            return False
        return super().check_action(action, parameters)
