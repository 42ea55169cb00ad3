"""The house as a whole: one election, one database, one mail system, one clock."""

from __future__ import annotations

from models.clock import Clock
from models.config import Election
from models.context import Context
from models.services.change_mailbox_password import ChangeMailboxPassword
from models.services.check_passwords import CheckMailboxPassword, CheckVoterPassword
from models.services.confirm_account import ConfirmAccount
from models.services.create_account import CreateAccount
from models.services.delete_messages import (
    DeleteMessages,
    DeleteReadMessages,
    EmptyTrash,
    RestoreMessages,
)
from models.services.fill_sandbox import FillSandbox
from models.services.follow_link import FollowLink
from models.services.follow_mail import FollowMail
from models.services.forgotten_password import AskPasswordCode, RenewPassword
from models.services.import_roll import ImportRoll
from models.services.list_scrutins import ListScrutins
from models.services.migrate import Migrate
from models.services.open_mailbox import OpenMailbox
from models.services.read_mail import ListFolder, ReadMessage
from models.services.resend_code import ResendCode
from models.services.send_waiting_mail import SendWaitingMail
from models.services.sign_in import SignIn
from models.services.verify_audit import VerifyAudit


class Espace:
    """Opens an election and hands out its services, each a call.

    A process has one `Espace` open at a time. Every call opens a database
    connection and closes it, blocks, and may be made from any thread; none may
    be made from an event loop. Every call may raise `Unavailable` besides the
    errors that its own page names.
    """

    def __init__(self, election: Election, clock: Clock) -> None:
        """Bind the services to an election; nothing is opened or read yet."""
        self.context = context = Context.build(election, clock)
        self.election = election
        self.clock = clock

        self.open_mailbox = OpenMailbox(context)
        self.list_folder = ListFolder(context)
        self.read_message = ReadMessage(context)
        self.delete_messages = DeleteMessages(context)
        self.delete_read_messages = DeleteReadMessages(context)
        self.restore_messages = RestoreMessages(context)
        self.empty_trash = EmptyTrash(context)
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

        self.follow_link = FollowLink(context)
        self.follow_mail = FollowMail(context)
        self.send_waiting_mail = SendWaitingMail(context)
        self.verify_audit = VerifyAudit(context)
        self.import_roll = ImportRoll(context)
        self.migrate = Migrate(context)
        self.fill_sandbox = FillSandbox(context)

    def verify(self) -> Espace:
        """Return this house once its database and its keys are found to fit.

        Raises:
            Unavailable: The database is away, older or newer than the program,
                or its keys are missing.
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

    def close(self) -> None:
        """Let go of the database; no service may be called afterwards."""
        self.context.close()
