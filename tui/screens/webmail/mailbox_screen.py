"""What every screen of an open mailbox has: the mailbox, and the way back to its sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from models import PathStep, SessionExpired
from tui.screens.base import EspaceScreen
from tui.screens.on_path import on_path
from tui.visit.visit import StepState
from tui.widgets.message_head import MessageHead
from tui.widgets.message_list import MessageList
from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from models import EspaceError, MailboxSession


def mailbox_place(screen: EspaceScreen) -> Place:
    """Return the step of the path that a person takes in the mailbox.

    The first one, and the second once the mail that confirms the account is awaited here.
    """
    if screen.visit.account_state is StepState.WAITING:
        return on_path(screen, PathStep.ACCOUNT, "doors.step.confirm")
    return on_path(screen, PathStep.MAILBOX, "doors.mailbox")


class MailboxScreen(EspaceScreen):
    """A screen that is only opened in a visit that has opened its mailbox."""

    def place(self) -> Place:
        """Return the step that the visit has come to."""
        return mailbox_place(self)

    @property
    def mailbox(self) -> MailboxSession:
        """The open mailbox.

        Raises:
            RuntimeError: The visit has opened none; no way leads here then.
        """
        if self.visit.mailbox is None:
            raise RuntimeError("the visit has opened no mailbox")
        return self.visit.mailbox

    @on(MessageList.LaidOut)
    def head_list(self, event: MessageList.LaidOut) -> None:
        """Title the columns as the messages are laid out."""
        self.query_one(MessageHead).follow(event.lines)

    def show_refusal(self, error: EspaceError) -> None:
        """Say why something was refused; a mailbox that is not open any more is opened again."""
        if isinstance(error, SessionExpired):
            self.sign_in_again(error.text)
        else:
            super().show_refusal(error)

    def sign_in_again(self, sentence: str) -> None:
        """Forget only the mailbox, and lead to its sign-in, which says why."""
        app = self.espace_app
        app.espace.mailbox.close(self.visit.mailbox)
        self.visit.mailbox = None
        stack = self.app.screen_stack
        while self in stack or isinstance(self.app.screen, MailboxScreen):
            self.app.pop_screen()
            stack = self.app.screen_stack
        app.go("webmail_login", sentence=sentence)
