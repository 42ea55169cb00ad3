"""A forgotten voter password: a code by mail, then another password."""

from __future__ import annotations

from models.mail_views import MailboxSession
from models.refusals import SignInRefused
from models.rules.addresses import check_address, normalise_address
from models.services.accounts import Holder, holder_of
from models.services.check_passwords import CheckVoterPassword
from models.services.codes import consume, find_code
from models.services.resend_code import send_code
from models.services.sessions import open_session
from models.services.tries import CODE, forgive
from models.services.use_case import UseCase
from models.services.windows import require_confirmations_open
from models.tables.accounts import ACTIVE, DISABLED, ConfirmationCode, VoterAccount
from models.views import CodePurpose, PendingCode, VoterSession


class AskPasswordCode(UseCase):
    """Sends a code to the professional mailbox, until `confirmations_close`."""

    def __call__(self, address: str, *, source: str) -> PendingCode:
        """Return what is pending, the same for an address without an account.

        Raises:
            NotYetOpen: Before the opening of accounts.
            NowClosed: After `confirmations_close`.
            AddressRefused: Not an address of the election.
            MustWait: The last mail is too recent, or the day's are used up.
        """
        with self.refusals_recorded("ask_password_code", normalise_address(address), source):
            require_confirmations_open(self.context)
            known = check_address(address, self.context.election.mail.domains)
            return send_code(self.context, CodePurpose.RESET, known, source)


class RenewPassword(UseCase):
    """Takes the code and another voter password; confirms the account by the way."""

    def __call__(
        self,
        pending: PendingCode,
        code: str,
        password: str,
        confirmation: str,
        *,
        mailbox: MailboxSession | None,
        source: str,
    ) -> VoterSession:
        """Return a session opened with the new password; older sessions end.

        Raises:
            NowClosed: After `confirmations_close`.
            PasswordRefused: A rule is not kept; no try of the code is counted.
            CodeMisshapen: Not a code; not counted.
            CodeRefused: Wrong, with the tries left.
            CodeStale: Right once, but used, replaced or expired.
            CodeDead: Five wrong tries.
        """
        context = self.context
        with self.refusals_recorded("renew_password", pending.address, source):
            require_confirmations_open(context)
            CheckVoterPassword(context).require(
                password, confirmation, address=pending.address, mailbox=mailbox
            )
            with context.connection():
                holder = holder_of(pending.address)
            found = find_code(context, holder.account, pending.address, CodePurpose.RESET, code)
            return self._renew(holder, found, context.hashes.make(password), source)

    def _renew(
        self, holder: Holder, code: ConfirmationCode, password_hash: str, source: str
    ) -> VoterSession:
        account, elector = holder.account, holder.elector
        if account is None or elector is None:
            raise SignInRefused
        context = self.context
        with context.transaction():
            consume(context, code)
            account = VoterAccount.get_by_id(account.id)
            if account.state == DISABLED:
                raise SignInRefused
            account.password_hash = password_hash
            account.version += 1
            account.state = ACTIVE
            account.confirmed_at = account.confirmed_at or context.now
            account.save()
            forgive(context, CODE, elector.mail)
            return open_session(context, account, elector, source, event="password_renewed")
