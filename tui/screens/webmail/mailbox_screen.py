"""What every screen of the mailbox has: its place on the path, and the open mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import SessionEnded
from tui.screens.base import EspaceScreen
from tui.visit import StepState
from tui.widgets.head import StepRail

if TYPE_CHECKING:
    from models import EspaceError, MailboxSession

CONFIRMING = 3
"""The step of whoever comes back to the mailbox for the mail that confirms the account."""


class WebmailScreen(EspaceScreen):
    """A screen of the first step, and of the third once a mail is awaited here."""

    step = 1

    def on_mount(self) -> None:
        """Stand at the step that the visit has come to."""
        self._stand()

    def on_screen_resume(self) -> None:
        """Stand there again: the account may have been created in between."""
        self._stand()

    def _stand(self) -> None:
        waits = self.visit.account_state is StepState.WAITING
        self.query_one(StepRail).stand_at(CONFIRMING if waits else self.step)


class MailboxScreen(WebmailScreen):
    """A screen that is only opened in a visit that has opened its mailbox."""

    @property
    def mailbox(self) -> MailboxSession:
        """The open mailbox.

        Raises:
            RuntimeError: The visit has opened none; no way leads here then.
        """
        if self.visit.mailbox is None:
            raise RuntimeError("the visit has opened no mailbox")
        return self.visit.mailbox

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused; a mailbox that is not open any more is opened again."""
        if isinstance(error, SessionEnded):
            self.sign_in_again(error.text)
        else:
            super().show_refusal(error)

    def sign_in_again(self, sentence: str) -> None:
        """Let go of the mailbox, of nothing else, and lead to its sign-in, which says why."""
        app = self.espace_app
        app.espace.close_mailbox(self.visit.mailbox)
        self.visit.mailbox = None
        while self in app.screen_stack or isinstance(app.screen, MailboxScreen):
            app.pop_screen()
        app.go("webmail_login", sentence=sentence)
