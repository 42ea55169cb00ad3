"""Having the mails that wait sent, from within a visit."""

from __future__ import annotations

from collections.abc import Callable

from models.context import Context
from models.services.mail_leases import mail_is_due
from models.services.send_waiting_mail import SendWaitingMail
from models.services.use_case import UseCase


class DispatchMail(UseCase):
    """Sends into the embedded mailboxes; with a mail server, has another process do it.

    A visit never opens the mail of another person to send it.
    """

    def __init__(self, context: Context, start_sender: Callable[[], None] | None) -> None:
        """Take what starts a sender; None where one is running elsewhere."""
        super().__init__(context)
        self._start_sender = start_sender

    def __call__(self) -> None:
        """Have at most fifty mails sent, or start a sender where one is due."""
        if self.context.election.mail.backend == "embedded":
            SendWaitingMail(self.context)()
            return
        if self._start_sender is None:
            return
        with self.context.connection():
            due = mail_is_due(self.context)
        if due:
            self._start_sender()
