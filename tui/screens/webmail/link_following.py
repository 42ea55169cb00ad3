"""Following the link of an open mail, and saying what helps if it is stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import StaleCode
from tui.screens.webmail.message_way import MessageWay, stale_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from models import EspaceError, LinkToken, Message, MessageSummary, PendingCode
    from tui.screens.webmail.mailbox_screen import MailboxScreen


class LinkFollowing:
    """Follows the link of the mail that a screen shows."""

    def __init__(
        self,
        screen: MailboxScreen,
        around: tuple[MessageSummary, ...],
        turn: Callable[[MessageWay], None],
    ) -> None:
        """Take the screen, the folder of the mail, and what makes its button do something else."""
        self._screen = screen
        self._around = around
        self._turn = turn

    def follow(self, message: Message, link: LinkToken) -> None:
        """Go where the link leads, or say why it leads nowhere."""
        screen = self._screen
        mailbox, source = screen.mailbox, screen.profile.source
        pending = screen.visit.pending
        screen.asker.ask(
            lambda espace: espace.account.follow_link(
                mailbox, link, pending=pending, source=source
            ),
            done=lambda pending: self._followed(pending, link),
            refused=lambda error: self._not_followed(error, message),
        )

    def _followed(self, pending: PendingCode, link: LinkToken) -> None:
        visit = self._screen.visit
        visit.pending, visit.link = pending, link
        if visit.code_route is not None:
            self._screen.espace_app.go(visit.code_route)

    def _not_followed(self, error: EspaceError, message: Message) -> bool:
        """Say why the link was refused, and lead to what helps."""
        if not isinstance(error, StaleCode):
            return False
        screen = self._screen
        way = MessageWay.after_stale(message, self._around, error)
        words = stale_words(error, way, screen.visit, screen.election, screen.moments)
        screen.refusal.show(words, reference=error.reference)
        self._turn(way)
        return True
