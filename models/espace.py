"""An open election: what it is, and its services behind four façades."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from models.clock import Clock
from models.context import Context
from models.crypto.password_hashes import PasswordHashes
from models.errors import Unavailable
from models.mail.backends import mailboxes_of
from models.services.accounts.access import (
    ask_password_code,
    renew_by_address,
    renew_password,
    sign_in,
)
from models.services.accounts.confirmation import (
    confirm_account,
    confirm_by_address,
    follow_link,
)
from models.services.accounts.creation import create_account, resend_code
from models.services.accounts.sessions import list_scrutins
from models.services.desk.addresses import stop_own_change
from models.services.desk.open_accounts import has_open_account
from models.services.kiosk.reports import report_kiosk
from models.services.kiosk.staff_code import check_staff_code
from models.services.mailbox.arrivals import follow_mail
from models.services.mailbox.folders import (
    delete_messages,
    delete_read_messages,
    empty_trash,
    erase_messages,
    list_folder,
    peek_message,
    read_message,
    restore_messages,
)
from models.services.mailbox.opening import change_mailbox_password, close_mailbox, open_mailbox
from models.services.sending.waiting import dispatch_mail, have_mail_sent
from models.services.shared.facade import Facade, UseCase
from models.services.shared.passwords import judge_mailbox_password, judge_voter_password
from models.services.vote.seal import require_seal_intact
from models.settings.election import Election
from models.storage.store import Store
from models.tables.roll import ROLL_SCHEMA

if TYPE_CHECKING:
    from models.services.administration.facade import Administration
    from models.services.board.facade import BoardServices
    from models.services.board.visits_facade import Voting
    from models.services.desk.facade import Desk
    from models.services.desk.visits_facade import FollowedVisits
    from models.services.vote.facade import Vote


class Accounts(Facade):
    """The voter account, from its creation to the scrutins."""

    judge_password = UseCase(judge_voter_password)
    create = UseCase(create_account)
    resend_code = UseCase(resend_code)
    follow_link = UseCase(follow_link)
    confirm = UseCase(confirm_account)
    confirm_by_address = UseCase(confirm_by_address)
    sign_in = UseCase(sign_in)
    ask_password_code = UseCase(ask_password_code)
    renew_password = UseCase(renew_password)
    renew_by_address = UseCase(renew_by_address)
    list_scrutins = UseCase(list_scrutins)


class ProfessionalMailbox(Facade):
    """The professional mailbox of a person."""

    open = UseCase(open_mailbox)
    close = UseCase(close_mailbox)
    judge_password = UseCase(judge_mailbox_password)
    change_password = UseCase(change_mailbox_password)
    list_folder = UseCase(list_folder)
    read = UseCase(read_message)
    peek = UseCase(peek_message)
    delete = UseCase(delete_messages)
    delete_read = UseCase(delete_read_messages)
    restore = UseCase(restore_messages)
    erase = UseCase(erase_messages)
    empty_trash = UseCase(empty_trash)
    dispatch_mail = UseCase(dispatch_mail)
    stop_address_change = UseCase(stop_own_change)
    follow_mail = UseCase(follow_mail)


class Kiosks(Facade):
    """What a kiosk asks for besides its visits."""

    report = UseCase(report_kiosk)
    check_staff_code = UseCase(check_staff_code)
    send_left_over = UseCase(have_mail_sent)


class Espace:
    """An open election; its services are calls of its façades.

    Every call holds one of the process's database connections, blocks, and may be
    made from any thread; none may be made from an event loop, but for
    `mailbox.close`. Every call may raise `Unavailable` besides the errors that its
    own function names. Several elections may be open in one process.

    Attributes:
        election: The election file.
        clock: The present.
        helped: Whether it has a helpdesk that could follow a visit; False until `verify`.
        account: The services of the voter account.
        mailbox: Those of the professional mailbox.
        kiosk: Those of a kiosk.
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
                for it; None if `admin send --watch` does anyway.
        """
        store = Store(election.database, ROLL_SCHEMA)
        hashes = PasswordHashes(election.security)
        self.context = context = Context(
            election=election,
            clock=clock,
            store=store,
            hashes=hashes,
            mailboxes=mailboxes_of(election, clock, store, hashes),
            start_sender=start_sender,
        )
        self.election = election
        self.clock = clock
        self.helped = False
        self.account = Accounts(context)
        self.mailbox = ProfessionalMailbox(context)
        self.kiosk = Kiosks(context)

    @cached_property
    def administration(self) -> Administration:
        """The services of the administrator, imported at first use: no visit needs them."""
        from models.services.administration.facade import Administration

        return Administration(self.context)

    @cached_property
    def desk(self) -> Desk:
        """The services of the helpdesk, imported at first use: no visit needs them."""
        from models.services.desk.facade import Desk

        return Desk(self.context)

    @cached_property
    def following(self) -> FollowedVisits:
        """What a visit asks for whose person is helped, imported at first use."""
        from models.services.desk.visits_facade import FollowedVisits

        return FollowedVisits(self.context)

    @cached_property
    def vote(self) -> Vote:
        """The services of the vote, imported at first use."""
        from models.services.vote.facade import Vote

        return Vote(self.context)

    @cached_property
    def board(self) -> BoardServices:
        """The services of the board, imported at first use."""
        from models.services.board.facade import BoardServices

        return BoardServices(self.context)

    @cached_property
    def voting(self) -> Voting:
        """What a visit asks for that votes, imported at first use."""
        from models.services.board.visits_facade import Voting

        return Voting(self.context)

    def verify(self) -> Espace:
        """Return this election once its database and its keys were found to fit.

        Raises:
            Unavailable: The database is unavailable, older or newer than the program,
                or its keys are missing or another one's; or the election is sealed, and something
                has changed since.
        """
        with self.context.connection():
            self.context.require_keys()
            require_seal_intact(self.context)
        with suppress(Unavailable):  # a visit does without it, as one of an older role has to
            self.helped = has_open_account(self.context)
        return self

    def people_ahead(self) -> int | None:
        """Return how many people's passwords are verified before this visit's.

        None if this process waits for none. The order is that of arrival, on
        this machine.

        Raises:
            Unavailable: The machine's queue cannot be read.
        """
        return self.context.hashes.people_ahead()

    def close(self) -> None:
        """Close the database and the mailboxes; no service may be called afterwards."""
        self.context.close()
