"""What the inbox shows: its mails, its room, and the next step of the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from models import FolderName
from tui.screens.base import actions
from tui.screens.webmail.folder_screen import FolderScreen
from tui.screens.webmail.inbox_words import (
    NextStep,
    Way,
    count_words,
    election_mail,
    erase_question,
    next_step,
    say_number,
    state_words,
)
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.message_head import MessageHead
from tui.widgets.message_list import MessageList
from tui.widgets.notice import Notice
from tui.widgets.quota_bar import QuotaBar
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Folder, MessageSummary

OPENING = "Ouverture de votre boîte…"
ERASE = "Effacer pour toujours"
ERASING = "Effacement…"


class InboxPage(FolderScreen):
    """The page of the inbox, told anew at each change."""

    shown_folder = FolderName.INBOX
    _deleted: tuple[int, ...] = ()
    _unread_mail: int | None = None
    _back_in_front = True
    _must_lead = True
    _to_erase: tuple[int, ...] = ()

    def compose_page(self) -> ComposeResult:
        """Lay out the state of the box, its mails, and what can be done."""
        yield Line(self.mailbox.address, id="count")
        yield QuotaBar(id="quota")
        yield Notice(id="state")
        yield Notice(id="told")
        yield Notice(id="old")
        yield MessageHead()
        yield MessageList(id="messages")
        with Container(classes="tools"):
            yield SecondaryButton("Supprimer", key="Suppr", id="delete")
            yield SecondaryButton("Supprimer les lus", key="L", id="delete_read")
            yield SecondaryButton("Tout cocher", key="Ctrl+A", id="check_all")
            yield SecondaryButton("Corbeille", key="T", id="open_trash")
        yield actions(
            PrimaryButton("Continuer", key="C", working=OPENING),
            SecondaryButton("Passer à la suite", id="onward"),
            SecondaryButton("Ne rien effacer", key="Échap", id="keep"),
            SecondaryButton("Annuler", key="A", id="undo"),
        )

    def on_mount(self) -> None:
        """Offer nothing on mails that have not been read yet."""
        for name in ("delete", "delete_read", "check_all", "onward", "keep", "undo"):
            self._offer(name, False)

    def tell(self, sentence: str, deleted: tuple[int, ...] = ()) -> None:
        """Say what was done, once, and keep what can be taken back."""
        self._deleted = deleted
        self.fill_notice("told", *([sentence] if sentence else []), tone="kept")

    def show(self, folder: Folder) -> None:
        """Show the mails, and lead to the next step where the person has just come here."""
        before = self._unread_mail
        super().show(folder)
        mail = election_mail(folder)
        self._unread_mail = mail.message_id if mail and mail.unread else None
        arrived = self._unread_mail is not None and self._unread_mail != before
        self.say_state()
        if self._must_lead or (arrived and self._back_in_front):
            self._lead(mail)
        self._back_in_front = self._must_lead = False

    def step_from(self, folder: Folder) -> NextStep:
        """Return the next step as things are."""
        return next_step(
            folder,
            self.visit,
            self.election.calendar,
            self.moments.now(),
            len(self.messages.checked),
        )

    def _lead(self, mail: MessageSummary | None) -> None:
        """Point at the election's mail and put the focus on the next step.

        Not while mails are being checked: their place on the screen is kept. The
        focus is set at once: a key typed as the list appears goes where it is seen.
        """
        if self.folder is None or self.messages.checked:
            return
        if mail is not None and mail.unread:
            self.messages.point_at(mail.message_id)
        deleting = self.step_from(self.folder).way is Way.DELETE
        self.set_focus(self.messages if deleting else self.query_one(PrimaryButton))

    @on(MessageList.Checked)
    def say_state(self) -> None:
        """Say everything that depends on the mails, the visit and the checks."""
        folder = self.folder
        if folder is None:
            return
        self.query_one("#count", Line).say(count_words(folder, self.mailbox.address))
        self.query_one(QuotaBar).show(folder.quota)
        low = self.has_class("-low")
        tone, words = state_words(folder, len(self.messages.checked), one_step=low)
        if self._to_erase:
            tone, words = "missing", (erase_question(len(self._to_erase)),)
        self.fill_notice("state", *words, tone=tone)
        step = self.step_from(folder)
        self.query_one(PrimaryButton).relabel(step.label)
        self._offer("onward", step.is_detour)
        if self._to_erase:
            self.query_one(PrimaryButton).relabel(ERASE, working=ERASING)
        self._offer("undo", bool(self._deleted))
        self._offer("keep", bool(self._to_erase))
        self._offer_tools(folder)

    def _offer_tools(self, folder: Folder) -> None:
        """Offer what can be done to the mails as they are."""
        checked = len(self.messages.checked)
        some_read = folder.unread < len(folder.messages)
        trashed = f" ({say_number(folder.trashed)})" if folder.trashed else ""
        some_checked = f" ({say_number(checked)})" if checked else ""
        self._offer("delete", bool(folder.messages), f"Supprimer{some_checked}")
        self._offer("delete_read", some_read and not checked)
        self._offer("check_all", checked > 0)
        self._offer("open_trash", True, f"Corbeille{trashed}")

    def _offer(self, name: str, offered: bool, label: str = "") -> None:
        """Show a button, under a label where one is given, or take it away."""
        button = self.query_one(f"#{name}", ActionButton)
        if not offered and button.has_focus:
            self.set_focus(self.messages)
        button.display = offered
        if label:
            button.relabel(label)

    def refresh_moment(self) -> None:
        """Say dates and the next step again."""
        self.messages.refresh()
        self.say_state()
