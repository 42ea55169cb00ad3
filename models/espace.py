"""The house as a whole: one election, one database, one mail system, one clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from models.clock import Clock
from models.config import Election
from models.context import Context
from models.mail_views import MailboxSession
from models.services.change_mailbox_password import ChangeMailboxPassword
from models.services.check_passwords import CheckMailboxPassword, CheckVoterPassword
from models.services.check_staff_code import CheckStaffCode
from models.services.confirm_account import ConfirmAccount
from models.services.create_account import CreateAccount
from models.services.delete_messages import (
    DeleteMessages,
    DeleteReadMessages,
    EmptyTrash,
    EraseMessages,
    RestoreMessages,
)
from models.services.dispatch_mail import DispatchMail
from models.services.fill_sandbox import FillSandbox
from models.services.follow_link import FollowLink
from models.services.follow_mail import FollowMail
from models.services.forgotten_password import AskPasswordCode, RenewPassword
from models.services.import_roll import ImportRoll
from models.services.list_scrutins import ListScrutins
from models.services.migrate import Migrate
from models.services.open_mailbox import OpenMailbox
from models.services.read_mail import ListFolder, ReadMessage
from models.services.report_kiosk import ReportKiosk
from models.services.resend_code import ResendCode
from models.services.send_waiting_mail import SendWaitingMail
from models.services.sign_in import SignIn
from models.services.unsent_mail import CountUnsentMail, ListUnsentMail
from models.services.verify_audit import VerifyAudit

if TYPE_CHECKING:
    from models.administration import Administration


class Espace:
    """Opens an election and hands out its services, each a call.

    A process has one `Espace` open at a time. Every call holds one of the
    process's database connections, blocks, and may be made from any thread; none
    may be made from an event loop. Every call may raise `Unavailable` besides the
    errors that its own page names.
    """

    def __init__(
        self,
        election: Election,
        clock: Clock,
        *,
        start_sender: Callable[[], None] | None = None,
    ) -> None:
        """Bind the services to an election; nothing is opened or read yet.

        Args:
            election: The election file.
            clock: Where the time comes from.
            start_sender: Has another process send what is due, without waiting
                for it; None where `admin send --watch` does anyway.
        """
        self.context = context = Context.build(election, clock)
        self.election = election
        self.clock = clock

        self.open_mailbox = OpenMailbox(context)
        self.list_folder = ListFolder(context)
        self.read_message = ReadMessage(context)
        self.delete_messages = DeleteMessages(context)
        self.delete_read_messages = DeleteReadMessages(context)
        self.restore_messages = RestoreMessages(context)
        self.dispatch_mail = DispatchMail(context, start_sender)
        self.empty_trash = EmptyTrash(context, self.dispatch_mail)
        self.erase_messages = EraseMessages(context, self.dispatch_mail)
        self.check_mailbox_password = CheckMailboxPassword(context)
        self.change_mailbox_password = ChangeMailboxPassword(context)

        self.check_voter_password = CheckVoterPassword(context)
        self.create_account = CreateAccount(context)
        self.resend_code = ResendCode(context)
        self.confirm_account = ConfirmAccount(context)
        self.sign_in = SignIn(context)
        self.ask_password_code = AskPasswordCode(context)
        self.renew_password = RenewPassword(context)
        self.list_scrutins = ListScrutins(context)

        self.report_kiosk = ReportKiosk(context)
        self.check_staff_code = CheckStaffCode(context)

        self.follow_link = FollowLink(context)
        self.follow_mail = FollowMail(context)
        self.send_waiting_mail = SendWaitingMail(context)
        self.unsent_mail = CountUnsentMail(context)
        self.list_unsent_mail = ListUnsentMail(context)
        self.verify_audit = VerifyAudit(context)
        self.import_roll = ImportRoll(context)
        self.migrate = Migrate(context)
        self.fill_sandbox = FillSandbox(context)

    @cached_property
    def administration(self) -> Administration:
        """The administrator's services, loaded where they are asked for: no visit needs them."""
        from models.administration import Administration

        return Administration(self.context)

    def verify(self) -> Espace:
        """Return this house once its database and its keys are found to fit.

        Raises:
            Unavailable: The database is away, older or newer than the program,
                or its keys are missing or another one's.
        """
        with self.context.connection():
            self.context.require_keys()
        return self

    def people_ahead(self) -> int | None:
        """Return how many people's passwords are verified before this visit's.

        None where this process waits for none. The order is that of arrival, on
        this machine.

        Raises:
            Unavailable: The machine's queue cannot be read.
        """
        return self.context.hashes.people_ahead()

    def close_mailbox(self, mailbox: MailboxSession | None) -> None:
        """Let go of what is held open of a mailbox: its person is done.

        The one call that does not block, and may be made from an event loop.

        Args:
            mailbox: What was opened; None lets go of all that this process
                holds open, a sign-in under way included.
        """
        mailboxes = self.context.mailboxes
        if mailbox is None:
            mailboxes.close_all()
        else:
            mailboxes.close(mailbox.handle)

    def close(self) -> None:
        """Let go of the database and the mailboxes; no service may be called afterwards."""
        self.context.close()
