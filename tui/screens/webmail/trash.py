"""The trash: mails to take back, or to erase for good after one question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from models import FolderName
from tui.screens.base import actions
from tui.screens.webmail.folder_screen import FolderScreen
from tui.screens.webmail.inbox_words import say_number
from tui.screens.webmail.message_act import MessageAct
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
    from models import Folder, Message

ERASING = "Effacement…"


class Trash(FolderScreen):
    """« Corbeille »."""

    route = "trash"
    shown_folder = FolderName.TRASH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,R", "restore", show=False),
        Binding("v,V", "empty", show=False),
    ]

    def __init__(self, emptied: Callable[[str], None] | None = None) -> None:
        """Take what tells the inbox that the trash was emptied."""
        super().__init__()
        self._emptied = emptied
        self._asking = False

    def compose_page(self) -> ComposeResult:
        """Lay out what lies here, and the two things that can be done."""
        yield Line("CORBEILLE", id="count")
        yield Notice(id="state")
        yield Notice(id="told")
        yield Notice(id="old")
        yield MessageHead()
        yield MessageList(id="messages")
        with Container(classes="tools"):
            yield SecondaryButton("Restaurer", key="R", id="restore")
        yield actions(
            PrimaryButton("Réessayer", key="V", working="Ouverture de la corbeille…"),
            SecondaryButton("Ne rien effacer", key="Échap", id="keep"),
        )

    def on_mount(self) -> None:
        """Offer nothing on mails that have not been read yet."""
        self.query_one("#restore").display = self.query_one("#keep").display = False

    def show(self, folder: Folder) -> None:
        """Show what lies here; the first time, the button has the focus."""
        first = self.folder is None
        super().show(folder)
        self._ask_first(False)
        if first:
            self.set_focus(self.query_one(PrimaryButton))

    def _ask_first(self, asking: bool) -> None:
        """Ask whether to erase for good, or stop asking."""
        self._asking = asking
        self.query_one("#count", Line).say(held_words(self.folder))
        words = notice_words(self.folder, asking=asking)
        self.fill_notice("state", *words, tone="missing" if asking else "plain")
        primary = self.query_one(PrimaryButton)
        if self.folder is None or not self.folder.messages:
            primary.relabel("Retour à la boîte")
        elif asking:
            primary.relabel("Effacer pour toujours", working=ERASING)
        else:
            primary.relabel("Vider la corbeille")
        self.query_one("#keep").display = asking
        self._say_checked()

    @on(MessageList.Checked)
    def _say_checked(self) -> None:
        checked = len(self.messages.checked)
        restore = self.query_one("#restore", ActionButton)
        restore.relabel(f"Restaurer ({say_number(checked)})" if checked else "Restaurer")
        restore.display = bool(self.messages.chosen) and not self._asking

    def submit(self) -> None:
        """Ask once, then erase; go back where there is nothing."""
        if self.folder is None:
            self.refusal.clear()
            self.read_folder()
        elif not self.folder.messages:
            self.espace_app.back()
        elif not self._asking:
            self._ask_first(True)
            self.set_focus(self.query_one(PrimaryButton))
        else:
            self._empty(self.folder)

    def _empty(self, folder: Folder) -> None:
        """Erase for good, and lead back to the inbox, where the waiting mail has come in."""

        def told(count: int) -> None:
            self.espace_app.back()
            if self._emptied is not None:
                self._emptied(say_emptied(folder, count))

        self.carry_out(lambda espace, mailbox: espace.empty_trash(mailbox), told=told)

    def action_empty(self) -> None:
        """Press the primary button."""
        if not self.working:
            self.submit()

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

    def open_message(self, message: Message) -> None:
        """Open a mail, which can be restored there."""
        around = self.folder.messages if self.folder is not None else ()
        act = MessageAct("Restaurer", "restore", lambda message_id: self.restore((message_id,)))
        self.espace_app.go("message", message=message, around=around, act=act)

    def restore(self, message_ids: tuple[int, ...]) -> None:
        """Take mails back into the inbox."""
        if message_ids:
            self.carry_out(
                lambda espace, mailbox: espace.restore_messages(mailbox, message_ids),
                told=self._tell_restored,
                working="Restauration…",
            )

    def _tell_restored(self, count: int) -> None:
        self.fill_notice("told", say_restored(count), tone="kept")

    @on(ActionButton.Pressed, "#restore")
    def action_restore(self) -> None:
        """Take back what is checked, else what is pointed at."""
        self.restore(self.messages.chosen)
