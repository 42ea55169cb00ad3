"""The trash: mails to take back, or to erase for good after one question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models import FolderName
from tui.screens.base import actions
from tui.screens.webmail.mailbox_screen import MailboxScreen
from tui.screens.webmail.message_act import MessageAct
from tui.screens.webmail.open_folder import OpenFolder
from tui.screens.webmail.trash_words import (
    held_words,
    notice_words,
    say_emptied,
    say_restored,
)
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.message_head import MessageHead
from tui.widgets.message_list import MessageList
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import EspaceError, Folder, Message, MessageSummary

ERASING = "Suppression…"


class Trash(MailboxScreen):
    """« Corbeille »."""

    route = "trash"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "restore", "Restaurer", key_display="R"),
        Binding("R", "restore", show=False),
    ]

    def __init__(self, emptied: Callable[[str], None] | None = None) -> None:
        """Take what is called once the trash was emptied."""
        super().__init__()
        self.folder = OpenFolder(
            self, FolderName.TRASH, show=self._show, open_message=self.open_message
        )
        self._emptied = emptied
        self._shown = False
        self._asking = False

    def compose_page(self) -> ComposeResult:
        """Lay out what lies here, and the two things that can be done."""
        yield Line("CORBEILLE", id="count")
        yield Notice(id="state")
        yield Notice(id="told")
        yield Notice(id="old")
        yield MessageHead()
        yield MessageList(id="messages")
        yield actions(
            PrimaryButton("Réessayer", key="", working="Ouverture de la corbeille…"),
            SecondaryButton("Ne rien supprimer", id="keep"),
        )

    def on_mount(self) -> None:
        """Offer nothing on mails that have not been read yet."""
        self.query_one("#keep").display = False

    def on_screen_resume(self) -> None:
        """Read the mails."""
        self.folder.resume()

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused, the server being away as long as it is."""
        self.folder.note_refusal(error)
        super().show_refusal(error)

    def _show(self, folder: Folder) -> None:
        """Say what lies here; the first time, the button has the focus."""
        self._ask_first(False)
        if not self._shown:
            self._shown = True
            self.set_focus(self.query_one(PrimaryButton))

    def _ask_first(self, asking: bool) -> None:
        """Ask whether to erase for good, or stop asking."""
        self._asking, folder = asking, self.folder.content
        self.query_one("#count", Line).say(held_words(folder))
        words = notice_words(folder, asking=asking)
        self.folder.fill_notice("state", *words, tone="missing" if asking else "plain")
        primary = self.query_one(PrimaryButton)
        if folder is None or not folder.messages:
            primary.relabel("Retour à la boîte")
        elif asking:
            primary.relabel("Supprimer définitivement", working=ERASING)
        else:
            primary.relabel("Vider la corbeille")
        self.query_one("#keep").display = asking
        self.refresh_bindings()

    def submit(self) -> None:
        """Ask once, then erase; go back if there is nothing."""
        folder = self.folder.content
        if folder is None:
            self.refusal.clear()
            self.folder.read()
        elif not folder.messages:
            self.espace_app.back()
        elif not self._asking:
            self._ask_first(True)
            self.set_focus(self.query_one(PrimaryButton))
        else:
            self._empty(folder)

    def _empty(self, folder: Folder) -> None:
        """Erase for good, and lead back to the inbox, where the waiting mail has come in."""

        def done(count: int) -> None:
            self.espace_app.back()
            if self._emptied is not None:
                self._emptied(say_emptied(folder, count))

        self.folder.carry_out(
            lambda espace, mailbox: espace.mailbox.empty_trash(mailbox), done=done
        )

    @on(ActionButton.Pressed, "#keep")
    def keep(self) -> None:
        """Erase nothing."""
        self._ask_first(False)
        self.set_focus(self.query_one(PrimaryButton))

    def action_back(self) -> None:
        """Take the question back, if it is asked; else go back."""
        if self._asking and not self.working:
            self.keep()
        else:
            super().action_back()

    @on(MessageList.Opened)
    def open_chosen(self, event: MessageList.Opened) -> None:
        """Read a message of the list."""
        self.folder.open(event.message_id)

    def open_message(self, message: Message, around: tuple[MessageSummary, ...]) -> None:
        """Open a mail, which can be restored there."""
        act = MessageAct("restore", lambda message_id: self.restore((message_id,)))
        self.espace_app.go("message", message=message, around=around, act=act)

    def restore(self, message_ids: tuple[int, ...]) -> None:
        """Take mails back into the inbox."""
        if message_ids:
            self.folder.carry_out(
                lambda espace, mailbox: espace.mailbox.restore(mailbox, message_ids),
                done=self._say_restored,
                working="Restauration…",
            )

    def _say_restored(self, count: int) -> None:
        self.folder.fill_notice("told", say_restored(count), tone="kept")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name the key that takes mails back if there are any."""
        if action == "restore":
            folder = self.folder.content
            return folder is not None and bool(folder.messages) and not self._asking
        return super().check_action(action, parameters)

    def action_restore(self) -> None:
        """Take back what is checked, else what is pointed at."""
        self.restore(self.folder.messages.chosen)
