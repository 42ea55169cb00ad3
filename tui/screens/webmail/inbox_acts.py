"""What can be done to the mails of the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import TrashFull
from tui.screens.webmail.inbox_words import Way, say_erased, say_in_trash

if TYPE_CHECKING:
    from models import EspaceError
    from tui.screens.webmail.inbox_page import InboxPage
    from tui.screens.webmail.inbox_state import InboxState
    from tui.screens.webmail.mailbox_screen import MailboxScreen
    from tui.screens.webmail.open_folder import OpenFolder

DELETING = "Suppression…"
RESTORING = "Restauration…"
RESTORED = "Annulé : tout est revenu dans votre boîte."


class InboxActs:
    """Deletes, takes back, erases, and says on the page what was done."""

    def __init__(
        self, screen: MailboxScreen, folder: OpenFolder, page: InboxPage, state: InboxState
    ) -> None:
        """Take the screen, its folder, where it is said what was done, and what is remembered."""
        self._screen = screen
        self._folder = folder
        self._page = page
        self._state = state

    def take_next_step(self) -> None:
        """Do what the primary button says."""
        folder, app = self._folder, self._screen.espace_app
        if self._state.to_erase:
            self.erase(self._state.to_erase)
            return
        if folder.content is None:
            self.go_on()
            return
        step = self._page.next_step(folder.content)
        match step.way:
            case Way.OPEN_MAIL if step.message_id is not None:
                folder.open(step.message_id)
            case Way.ERASE:
                self.erase(folder.messages.chosen)
            case Way.EMPTY_TRASH:
                self.open_trash()
            case Way.LEAVE:
                app.action_leave()
            case _:
                self.go_on()

    def go_on(self) -> None:
        """Go on along the path, whatever is left to do here; to the home if it goes no further."""
        self._screen.espace_app.go(self._page.onward() or "home")

    def open_trash(self) -> None:
        """Open the trash; emptied, it leads back here."""
        self._screen.espace_app.go("trash", emptied=self._page.say_emptied)

    def delete(self, message_ids: tuple[int, ...]) -> None:
        """Put mails into the trash, from where they can be taken back."""
        page = self._page
        if message_ids:
            self._folder.carry_out(
                lambda espace, mailbox: espace.mailbox.delete(mailbox, message_ids),
                done=lambda count: page.tell(say_in_trash(count), message_ids),
                refused=lambda error: self._ask_to_erase(error, message_ids),
                working=DELETING,
            )

    def delete_read(self) -> None:
        """Put every mail that has been read into the trash, those not listed too."""
        folder, page = self._folder.content, self._page
        mails = folder.messages if folder is not None else ()
        read = tuple(mail.message_id for mail in mails if not mail.unread)
        if read:
            self._folder.carry_out(
                lambda espace, mailbox: espace.mailbox.delete_read(mailbox),
                done=lambda count: page.tell(say_in_trash(count), read),
                refused=lambda error: self._ask_to_erase(error, read),
                working=DELETING,
            )

    def undo(self) -> None:
        """Take back what was deleted last."""
        page, deleted = self._page, self._state.deleted
        if deleted:
            self._folder.carry_out(
                lambda espace, mailbox: espace.mailbox.restore(mailbox, deleted),
                done=lambda count: page.tell(RESTORED),
                working=RESTORING,
            )

    def erase(self, message_ids: tuple[int, ...]) -> None:
        """Erase mails for good, and lead on from there."""
        page = self._page

        def done(count: int) -> None:
            self._state.erased()
            page.tell(say_erased(count))

        self._folder.carry_out(
            lambda espace, mailbox: espace.mailbox.erase(mailbox, message_ids), done=done
        )

    def _ask_to_erase(self, error: EspaceError, message_ids: tuple[int, ...]) -> bool:
        """Ask whether to erase for good what a trash without room does not take."""
        if not isinstance(error, TrashFull):
            return False
        self._state.to_erase = message_ids
        self._page.say_state()
        # Enter pressed twice erases nothing.
        self._screen.set_focus(self._screen.query_one("#keep"))
        return True
