"""What the inbox says of its mails and its room, and which step of the path it proposes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.screens.webmail.inbox_words import (
    NextStep,
    Way,
    come_back,
    count_words,
    election_mail,
    erase_question,
    next_step,
    onward,
    state_words,
)
from tui.widgets.buttons import ActionButton, PrimaryButton
from tui.widgets.quota_bar import QuotaBar
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Folder, MessageSummary
    from tui.screens.webmail.inbox_state import InboxState
    from tui.screens.webmail.mailbox_screen import MailboxScreen
    from tui.screens.webmail.open_folder import OpenFolder
    from tui.visit.routes import Route

ERASE = "Supprimer définitivement"
ERASING = "Suppression…"
WITHOUT_ROOM = "Plus tard"
UNREAD, UNFOLLOWED = "Continuer sans lire ce mail", "Continuer sans cliquer sur le lien"


class InboxPage:
    """Fills the page of the inbox, again at each change.

    Attributes:
        way: What the primary button does now.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset(
        {"delete", "delete_read", "check_all", "undo", "open_trash", "enter_list"}
    )
    """Acts that are offered only if there is something to do with them."""

    def __init__(self, screen: MailboxScreen, folder: OpenFolder, state: InboxState) -> None:
        """Take the screen, the folder that it shows, and what it remembers."""
        self._screen = screen
        self._folder = folder
        self._state = state
        self.way = Way.ONWARD

    def show(self, folder: Folder) -> None:
        """Say what the folder holds, and lead on if mail arrived as the person came here."""
        mail = election_mail(folder)
        visit = self._screen.visit
        asks = mail is not None and (mail.unread or not mail.says_no_account)
        visit.mail_unread = mail.unread if mail is not None and asks else None
        visit.account_exists = mail is not None and mail.says_account_exists
        visit.box_full = folder.full and (mail is None or bool(folder.waiting))
        arrived = mail.message_id if mail and mail.unread else None
        leads = self._state.leads(arrived, stuck=folder.full and bool(folder.waiting))
        self.say_state()
        if self._screen.visit.reads_next and mail is not None and mail.unread:
            self._screen.visit.reads_next = False
            self._folder.open(mail.message_id)
        elif leads:
            self._lead(folder, mail)

    def tell(self, sentence: str, deleted: tuple[int, ...] = ()) -> None:
        """Say what was done, once, and keep what can be taken back."""
        self._state.deleted = deleted
        self._folder.fill_notice("told", *([sentence] if sentence else []), tone="kept")

    def leave(self) -> None:
        """Say nothing of what was done here any more; mail that comes meanwhile leads on."""
        self._state.come_back()
        self._screen.visit.reads_next = False
        self.tell("")

    def say_emptied(self, sentence: str) -> None:
        """Say that the trash is empty; the mails read next lead to the next step."""
        self.tell(sentence)
        self._state.lead_next()

    def next_step(self, folder: Folder) -> NextStep:
        """Return the next step as things are."""
        screen, messages = self._screen, self._folder.messages
        now = screen.moments.now()
        chosen = [mail for mail in folder.messages if mail.message_id in messages.chosen]
        return next_step(folder, screen.visit, screen.election, now, chosen)

    def onward(self) -> Route | None:
        """Return the screen that follows on the path, None if none does yet."""
        screen = self._screen
        calendar, now = screen.election.calendar, screen.moments.now()
        return onward(self._folder.content, screen.visit, calendar, now)

    def _lead(self, folder: Folder, mail: MessageSummary | None) -> None:
        """Point at the election's mail and put the focus on the next step.

        Not while mails are being checked: their place on the screen is kept. The
        focus is set at once: a key typed as the list appears goes where it is seen.
        """
        screen, messages = self._screen, self._folder.messages
        if messages.checked:
            return
        if mail is not None and mail.unread:
            messages.point_at(mail.message_id)
        deleting = self.next_step(folder).way is Way.ERASE
        screen.set_focus(messages if deleting else screen.query_one(PrimaryButton))

    def say_state(self) -> None:
        """Say everything that depends on the mails, the visit and the checks."""
        screen, folder = self._screen, self._folder.content
        if folder is None:
            return
        screen.query_one("#count", Line).say(count_words(folder, screen.mailbox.address))
        screen.query_one(QuotaBar).show(folder.quota)
        calendar, now = screen.election.calendar, screen.moments.now()
        ended = calendar.confirmations.is_over(now)
        expired = screen.visit.mail_expired(now) and not screen.visit.account_exists
        tone, words = state_words(folder, expired=expired, ended=ended)
        step = self.next_step(folder)
        self.way = step.way
        if step.way is Way.LEAVE and not words:
            tone, words = "kept", come_back(screen.election, screen.moments)
        if self._state.to_erase:
            tone, words = "missing", (erase_question(len(self._state.to_erase)),)
        self._folder.fill_notice("state", *words, tone=tone)
        self._folder.messages.show_sizes(folder.full)
        screen.query_one(PrimaryButton).relabel(step.label, working=step.working)
        self._offer("onward", step.is_detour and not self._state.to_erase)
        mail = election_mail(folder)
        offered = UNREAD if mail is not None and mail.unread else UNFOLLOWED
        screen.query_one("#onward", ActionButton).relabel(
            offered if step.way is Way.OPEN_MAIL else WITHOUT_ROOM
        )
        if self._state.to_erase:
            screen.query_one(PrimaryButton).relabel(ERASE, working=ERASING)
        self._offer("keep", bool(self._state.to_erase))
        screen.refresh_bindings()

    def offer_nothing(self) -> None:
        """Offer nothing on mails that have not been read yet."""
        for name in ("onward", "keep"):
            self._offer(name, False)

    def offers(self, act: str) -> bool:
        """Return whether there is something to do by an act of `KEYS`."""
        folder = self._folder.content
        if folder is None:
            return act == "open_trash"
        match act:
            case "undo":
                return bool(self._state.deleted)
            case "delete_read":
                return folder.unread < len(folder.messages) and self.way is not Way.ERASE
            case "delete":  # no key deletes a mail that nobody points at
                return bool(folder.messages) and self._folder.messages.has_focus
            case "check_all":
                return bool(folder.messages)
            case "enter_list":
                return bool(folder.messages) and not self._folder.messages.has_focus
        return True

    def _offer(self, name: str, offered: bool) -> None:
        """Show a button, or take it away."""
        button = self._screen.query_one(f"#{name}", ActionButton)
        if not offered and button.has_focus:
            self._screen.set_focus(self._folder.messages)
        button.display = offered
