"""What every screen of an open mailbox has: the mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.base import EspaceScreen

if TYPE_CHECKING:
    from models import MailboxSession


class MailboxScreen(EspaceScreen):
    """A screen that is only opened in a visit that has opened its mailbox."""

    step = 1

    @property
    def mailbox(self) -> MailboxSession:
        """The open mailbox.

        Raises:
            RuntimeError: The visit has opened none; no way leads here then.
        """
        if self.visit.mailbox is None:
            raise RuntimeError("the visit has opened no mailbox")
        return self.visit.mailbox
