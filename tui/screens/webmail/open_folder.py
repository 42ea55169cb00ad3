"""A folder in front of the person: what it holds, what is done to it, and whether it changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models import MessageGone, SessionExpired, Unavailable
from tui.widgets.buttons import PrimaryButton
from tui.widgets.message_head import MessageHead
from tui.widgets.message_list import MessageList
from tui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from datetime import datetime

    from models import (
        Espace,
        EspaceError,
        Folder,
        FolderName,
        MailboxSession,
        Message,
        MessageSummary,
    )
    from tui.screens.webmail.mailbox_screen import MailboxScreen
    from tui.visit.glyphs import Part

Act = Callable[["Espace", "MailboxSession"], int]
"""What is done to the messages of a mailbox; returns how many."""

OPENING_MAIL = "Ouverture du mail…"
MAYBE_OLD = "La messagerie ne répond plus : ce que vous voyez date de {time}."


class OpenFolder:
    """Reads a folder for a screen that has a `MessageList` and a notice `old`.

    Attributes:
        content: What was read last, None if nothing has been read yet.
    """

    def __init__(
        self,
        screen: MailboxScreen,
        name: FolderName,
        *,
        show: Callable[[Folder], None],
        open_message: Callable[[Message, tuple[MessageSummary, ...]], None],
    ) -> None:
        """Take the screen.

        Args:
            screen: Where the folder is shown.
            name: Which folder of the open mailbox it is.
            show: Shows around the list what the folder holds now.
            open_message: Opens a message that has been read; takes those around it too.
        """
        self.content: Folder | None = None
        self._screen = screen
        self._name = name
        self._show = show
        self._open_message = open_message
        self._read_at: datetime | None = None
        self._acts = 0
        self._looking = False
        self._unavailable = False

    @property
    def messages(self) -> MessageList:
        """The list."""
        return self._screen.query_one(MessageList)

    def resume(self) -> None:
        """Read the folder: visibly the first time, later behind the screen."""
        if self.content is not None:
            self.look()
        elif self._screen.visit.mailbox is not None:
            self.read()

    def read(self) -> None:
        """Read the folder visibly; if it fails, Enter tries again."""
        mailbox, name = self._screen.mailbox, self._name

        def refused(error: EspaceError) -> bool:
            self._screen.set_focus(self._screen.query_one(PrimaryButton))
            return False

        self._screen.asker.ask(
            lambda espace: espace.mailbox.list_folder(mailbox, name),
            done=self.show,
            refused=refused,
        )

    def look(self) -> None:
        """Read the folder again behind the screen; what is older than an act is dropped.

        One look at a time: a server that hangs would otherwise hold a thread for each.
        """
        mailbox, name, acts = self._screen.visit.mailbox, self._name, self._acts
        if mailbox is None or self._looking:
            return
        self._looking = True

        def newest(espace: Espace) -> Folder:
            try:
                espace.mailbox.dispatch_mail(mailbox.address)
                return espace.mailbox.list_folder(mailbox, name)
            finally:
                self._looking = False

        def done(folder: Folder) -> None:
            if acts == self._acts and not self._screen.working:
                if self._unavailable:
                    self._screen.refusal.clear()
                self.show(folder)

        self._screen.asker.ask_quietly(newest, done=done, refused=self._not_looked)

    def _not_looked(self, error: EspaceError) -> None:
        """Say quietly that the screen may be old, or that the mailbox is not open any more."""
        screen = self._screen
        if isinstance(error, SessionExpired):
            if screen.is_active and not screen.working:
                screen.sign_in_again(error.text)
        elif isinstance(error, Unavailable) and self._read_at is not None:
            time = screen.moments.time(self._read_at)
            self.fill_notice("old", MAYBE_OLD.format(time=time), tone="waiting")

    def note_refusal(self, error: EspaceError) -> None:
        """Remember whether a refusal on the screen ends when the server answers again."""
        self._unavailable = isinstance(error, Unavailable)

    def show(self, folder: Folder) -> None:
        """Show what the folder holds now."""
        self.content, self._read_at = folder, self._screen.moments.now()
        self._unavailable = False
        self.fill_notice("old")
        self.messages.show(folder.messages)
        self._screen.query_one(MessageHead).display = bool(folder.messages)
        self._show(folder)

    def carry_out(
        self,
        act: Act,
        *,
        done: Callable[[int], None],
        refused: Callable[[EspaceError], bool] | None = None,
        working: str = "",
    ) -> None:
        """Do something to messages, say how many, if any, and show the folder as it is then.

        Args:
            act: What is done.
            done: Takes the number of messages, 1 or more.
            refused: As for `Asker.ask`.
            working: « Suppression… »; the primary button's own words by default.
        """
        screen, name = self._screen, self._name
        if screen.working:
            return
        screen.refusal.clear()
        self._acts += 1
        mailbox = screen.mailbox

        def done_and_read(espace: Espace) -> tuple[int, Folder]:
            count = act(espace, mailbox)
            return count, espace.mailbox.list_folder(mailbox, name)

        def say_and_show(answer: tuple[int, Folder]) -> None:
            count, folder = answer
            if count:
                done(count)
            self.show(folder)

        screen.asker.ask(done_and_read, done=say_and_show, refused=refused, working=working)

    def open(self, message_id: int) -> None:
        """Read a message, and open it."""
        screen = self._screen
        mailbox = screen.mailbox
        around = self.content.messages if self.content is not None else ()

        def refused(error: EspaceError) -> bool:
            if isinstance(error, MessageGone):
                self.look()
            return False

        screen.refusal.clear()
        self.messages.point_at(message_id)
        screen.asker.ask(
            lambda espace: espace.mailbox.read(mailbox, message_id),
            done=lambda message: self._open_message(message, around),
            refused=refused,
            working=OPENING_MAIL,
        )

    def fill_notice(self, name: str, *parts: Part, tone: Tone = "plain") -> None:
        """Fill one of the optional notices, or take it away if there are no words."""
        notice = self._screen.query_one(f"#{name}", Notice)
        notice.set_class(bool(parts), "-shown")
        if parts:
            notice.tell(*parts, tone=tone)
