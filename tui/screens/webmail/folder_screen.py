"""What the inbox and the trash share: a list, what it holds, and acts upon it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on

from models import FolderName, MessageGone, SessionEnded, Unavailable
from tui.screens.webmail.mailbox_screen import MailboxScreen
from tui.widgets.buttons import PrimaryButton
from tui.widgets.message_list import MessageList
from tui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from datetime import datetime

    from models import Espace, EspaceError, Folder, MailboxSession, Message
    from tui.glyphs import Part

Act = Callable[["Espace", "MailboxSession"], int]
"""What is done to the messages of a mailbox; returns how many."""

OPENING_MAIL = "Ouverture du mail…"
MAYBE_OLD = "La messagerie ne répond plus : ce que vous voyez date de {time}."


class FolderScreen(MailboxScreen):
    """A folder in front of the person.

    Attributes:
        folder: What is shown, None until it has been read.
    """

    shown_folder: ClassVar[FolderName]
    folder: Folder | None = None
    _read_at: datetime | None = None
    _acts = 0
    _looking = False
    _away = False

    @property
    def messages(self) -> MessageList:
        """The list."""
        return self.query_one(MessageList)

    def on_screen_resume(self) -> None:
        """Read the folder: the first time in sight of the person, later quietly."""
        if self.folder is not None:
            self.look()
        elif self.visit.mailbox is not None:
            self.read_folder()

    def read_folder(self) -> None:
        """Read the folder in sight of the person; where it fails, Enter tries again."""
        mailbox, name = self.mailbox, self.shown_folder
        self.ask(
            lambda espace: espace.list_folder(mailbox, name),
            done=self.show,
            refused=self._not_read,
        )

    def _not_read(self, error: EspaceError) -> bool:
        self.set_focus(self.query_one(PrimaryButton))
        return False

    def look(self) -> None:
        """Read the folder again behind the screen; what is older than an act is dropped.

        One look at a time: a server that hangs would otherwise hold a thread for each.
        """
        mailbox, name, acts = self.visit.mailbox, self.shown_folder, self._acts
        if mailbox is None or self._looking:
            return
        self._looking = True

        def newest(espace: Espace) -> Folder:
            try:
                espace.dispatch_mail()
                return espace.list_folder(mailbox, name)
            finally:
                self._looking = False

        self.ask_quietly(
            newest,
            done=lambda folder: self._show_unless_old(folder, acts),
            refused=self._not_looked,
        )

    def _show_unless_old(self, folder: Folder, acts: int) -> None:
        if acts == self._acts and not self.working:
            if self._away:
                self.refusal.clear()
            self.show(folder)

    def _not_looked(self, error: EspaceError) -> None:
        """Say quietly that the screen may be old, or that the mailbox is not open any more."""
        if isinstance(error, SessionEnded):
            if self.is_current and not self.working:
                self.sign_in_again(error.text)
        elif isinstance(error, Unavailable) and self._read_at is not None:
            time = self.moments.time(self._read_at)
            self.fill_notice("old", MAYBE_OLD.format(time=time), tone="waiting")

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused; that the server is away is true until it answers."""
        self._away = isinstance(error, Unavailable)
        super().show_refusal(error)

    def show(self, folder: Folder) -> None:
        """Show what the folder holds now."""
        self.folder, self._read_at, self._away = folder, self.moments.now(), False
        self.fill_notice("old")
        self.messages.show(folder.messages)

    def carry_out(
        self,
        act: Act,
        *,
        told: Callable[[int], None],
        refused: Callable[[EspaceError], bool] | None = None,
        working: str = "",
    ) -> None:
        """Do something to messages, show the folder as it is then, and tell how many, if any.

        Args:
            act: What is done; its words while it is done are `working`.
            told: Takes the number of messages, 1 or more.
            refused: As `ask` takes it.
            working: « Suppression… »; the primary button's own words by default.
        """
        if self.working:
            return
        self.refusal.clear()
        self._acts += 1
        mailbox, name = self.mailbox, self.shown_folder

        def done_and_read(espace: Espace) -> tuple[int, Folder]:
            count = act(espace, mailbox)
            return count, espace.list_folder(mailbox, name)

        def show_and_tell(answer: tuple[int, Folder]) -> None:
            count, folder = answer
            if count:
                told(count)
            self.show(folder)

        self.ask(done_and_read, done=show_and_tell, refused=refused, working=working)

    @on(MessageList.Opened)
    def read_chosen(self, event: MessageList.Opened) -> None:
        """Read a message of the list."""
        self.read(event.message_id)

    def read(self, message_id: int) -> None:
        """Read a message, and open it."""
        mailbox = self.mailbox
        self.refusal.clear()
        self.messages.point_at(message_id)
        self.ask(
            lambda espace: espace.read_message(mailbox, message_id),
            done=self.open_message,
            refused=self._gone,
            working=OPENING_MAIL,
        )

    def open_message(self, message: Message) -> None:
        """Open a message that has been read."""

    def _gone(self, error: EspaceError) -> bool:
        """Say that a message went in the meantime, and show what is there."""
        if isinstance(error, MessageGone):
            self.look()
        return False

    def fill_notice(self, name: str, *parts: Part, tone: Tone = "plain") -> None:
        """Fill one of the optional notices, or take it away where there are no words."""
        notice = self.query_one(f"#{name}", Notice)
        notice.set_class(bool(parts), "-shown")
        if parts:
            notice.tell(*parts, tone=tone)
