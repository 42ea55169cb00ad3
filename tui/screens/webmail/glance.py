"""Showing the mail that is pointed at beside its list, without marking it read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.webmail.message_words import letter_words
from tui.widgets.mail_preview import MailPreview

if TYPE_CHECKING:
    from models import EspaceError, Message
    from tui.screens.webmail.mailbox_screen import MailboxScreen


def glance_at(screen: MailboxScreen, message_id: int) -> None:
    """Fetch a mail quietly, and show it in the screen's `MailPreview`."""
    mailbox = screen.visit.mailbox
    if mailbox is None:
        return

    def shown(message: Message) -> None:
        summary = message.summary
        screen.query_one(MailPreview).tell(
            message_id,
            summary.subject or "(sans objet)",
            f"De : {summary.sender}",
            letter_words(message),
        )

    def refused(_: EspaceError) -> None:
        screen.query_one(MailPreview).clear()

    screen.asker.ask_quietly(
        lambda espace: espace.mailbox.peek(mailbox, message_id), done=shown, refused=refused
    )
