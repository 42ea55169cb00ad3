"""The inbox: reading, deleting, going on; it watches for mail while it is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from models import TrashFull
from tui.screens.webmail.inbox_page import InboxPage
from tui.screens.webmail.inbox_words import Way, onward, say_erased, say_in_trash
from tui.screens.webmail.message_act import MessageAct
from tui.widgets.buttons import ActionButton

if TYPE_CHECKING:
    from textual.timer import Timer

    from models import EspaceError, Message

WATCH = 2.0
"""Seconds between two looks for new mail."""

DELETING = "Suppression…"
RESTORING = "Restauration…"
RESTORED = "Annulé : tout est revenu dans votre boîte."


class Inbox(InboxPage):
    """« Votre messagerie »."""

    route = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,C", "go_on", show=False),
        Binding("delete", "delete", show=False),
        Binding("l,L", "delete_read", show=False),
        Binding("t,T", "open_trash", show=False),
        Binding("a,A", "undo", show=False),
        Binding("ctrl+a", "check_all", show=False),
    ]

    def __init__(self, told: str = "") -> None:
        """Take what the screen before has done, said once."""
        super().__init__()
        self._told = told
        self._watching: Timer | None = None

    def on_mount(self) -> None:
        """Say what the screen before has done, and begin to watch for mail."""
        self.tell(self._told)
        self._watching = self.set_interval(WATCH, self.look)

    def on_screen_suspend(self) -> None:
        """Stop watching while another screen is in front."""
        self._back_in_front = True
        if self._watching is not None:
            self._watching.pause()

    def on_screen_resume(self) -> None:
        """Watch again."""
        if self._watching is not None:
            self._watching.resume()

    def submit(self) -> None:
        """Do the next step."""
        if self.folder is None:
            way = onward(None, self.visit, self.election.calendar, self.moments.now())
            self.espace_app.go(way.value)
            return
        if self._to_erase:
            self.erase(self._to_erase)
            return
        step = self.step_from(self.folder)
        if step.message_id is not None:
            self.read(step.message_id)
        elif step.way is Way.DELETE:
            self.delete(self.messages.chosen)
        elif step.way is Way.EMPTY_TRASH:
            self.action_open_trash()
        else:
            self.espace_app.go(step.way.value)

    def action_go_on(self) -> None:
        """Press the primary button."""
        if not self.working:
            self.submit()

    @on(ActionButton.Pressed, "#onward")
    def go_on_without(self) -> None:
        """Go on along the path although something is left to do here."""
        way = onward(self.folder, self.visit, self.election.calendar, self.moments.now())
        self.espace_app.go(way.value)

    def open_message(self, message: Message) -> None:
        """Open a mail, which can be deleted there."""
        self.tell("")
        around = self.folder.messages if self.folder is not None else ()
        act = MessageAct("Supprimer", "delete", lambda message_id: self.delete((message_id,)))
        self.espace_app.go("message", message=message, around=around, act=act)

    def delete(self, message_ids: tuple[int, ...]) -> None:
        """Put mails into the trash, from where they can be taken back."""
        if message_ids:
            self.carry_out(
                lambda espace, mailbox: espace.delete_messages(mailbox, message_ids),
                told=lambda count: self.tell(say_in_trash(count), message_ids),
                refused=lambda error: self._ask_to_erase(error, message_ids),
                working=DELETING,
            )

    def _ask_to_erase(self, error: EspaceError, message_ids: tuple[int, ...] = ()) -> bool:
        """Ask whether to erase for good what a trash without room does not take."""
        if not isinstance(error, TrashFull):
            return False
        self._to_erase = message_ids
        self.say_state()
        self.set_focus(self.query_one("#keep"))  # Enter pressed twice erases nothing
        return True

    @on(ActionButton.Pressed, "#keep")
    def keep(self) -> None:
        """Erase nothing."""
        self._to_erase = ()
        self.say_state()
        self.set_focus(self.messages)

    def action_back(self) -> None:
        """Take the question back, if it is asked; else go back."""
        if self._to_erase and not self.working:
            self.keep()
        else:
            super().action_back()

    def erase(self, message_ids: tuple[int, ...]) -> None:
        """Erase mails for good, and lead on from there."""

        def told(count: int) -> None:
            self._to_erase, self._must_lead = (), True
            self.tell(say_erased(count))

        self.carry_out(
            lambda espace, mailbox: espace.erase_messages(mailbox, message_ids), told=told
        )

    @on(ActionButton.Pressed, "#delete")
    def action_delete(self) -> None:
        """Delete what is checked, else what is pointed at."""
        self.delete(self.messages.chosen)

    @on(ActionButton.Pressed, "#delete_read")
    def action_delete_read(self) -> None:
        """Put every mail that has been read into the trash."""
        mails = self.folder.messages if self.folder is not None else ()
        read = tuple(mail.message_id for mail in mails if not mail.unread)
        if read:
            self.carry_out(
                lambda espace, mailbox: espace.delete_read_messages(mailbox),
                told=lambda count: self.tell(say_in_trash(count), read),
                refused=lambda error: self._ask_to_erase(error, read),
                working=DELETING,
            )

    @on(ActionButton.Pressed, "#undo")
    def action_undo(self) -> None:
        """Take back what was deleted last."""
        deleted = self._deleted
        if deleted:
            self.carry_out(
                lambda espace, mailbox: espace.restore_messages(mailbox, deleted),
                told=lambda count: self.tell(RESTORED),
                working=RESTORING,
            )

    @on(ActionButton.Pressed, "#check_all")
    def action_check_all(self) -> None:
        """Check every mail, or none."""
        self.messages.check_all()

    @on(ActionButton.Pressed, "#open_trash")
    def action_open_trash(self) -> None:
        """Open the trash; emptied, it leads back here."""
        if not self.working:
            self.tell("")
            self.espace_app.go("trash", emptied=self.emptied)

    def emptied(self, sentence: str) -> None:
        """Say that the trash is empty; the mails read next lead to the next step."""
        self.tell(sentence)
        self._must_lead = True

    def action_line_down(self) -> None:
        """Go from the buttons into the list."""
        self.set_focus(self.messages)

    def action_line_up(self) -> None:
        """Go from the buttons into the list."""
        self.set_focus(self.messages)
