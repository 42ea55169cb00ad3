"""Creating a voter account: the account, its code and the mail to send, or nothing."""

from __future__ import annotations

from models.mail.letters import account_exists_letter
from models.mail_views import MailboxSession
from models.refusals import MustWait
from models.rules.addresses import check_address, normalise_address
from models.services.accounts import Holder, holder_of
from models.services.audit_trail import record
from models.services.check_passwords import CheckVoterPassword
from models.services.codes import (
    PreparedCode,
    give_code,
    prepare_code,
    renew_tries,
    retire_codes,
)
from models.services.outgoing import (
    TOO_SOON,
    SealedLetter,
    mail_allowed_from,
    post,
    require_mail_allowed,
    seal_letter,
)
from models.services.pending import fresh_code, proof_of
from models.services.use_case import UseCase
from models.services.windows import require_accounts_open
from models.tables.accounts import PENDING, VoterAccount
from models.tables.statement import Statement
from models.views import CodePurpose, PendingCode

CREATE = Statement(
    lambda slot: VoterAccount.insert(
        elector=slot.elector,
        password_hash=slot.password_hash,
        state=PENDING,
        version=1,
        created_at=slot.now,
    ).returning(VoterAccount.id)
)


class CreateAccount(UseCase):
    """Takes an address and a password; everything else comes by mail."""

    def __call__(
        self,
        address: str,
        password: str,
        confirmation: str,
        *,
        mailbox: MailboxSession | None,
        source: str,
    ) -> PendingCode:
        """Create the account, or replace one that still waits for its confirmation.

        The answer and the work are the same for an address that has an
        account, or that nobody has.

        Args:
            address: As typed.
            password: The voter password, as typed.
            confirmation: The same again.
            mailbox: The mailbox opened in this visit, if any.
            source: Where the person is.

        Raises:
            NotYetOpen: Before the account window.
            NowClosed: After it.
            AddressRefused: Not an address of the election.
            PasswordRefused: A rule is not kept.
            MustWait: A mail was sent to this address too recently, or too many.
        """
        context = self.context
        with self.refusals_recorded("create_account", normalise_address(address), source):
            require_accounts_open(context)
            known = check_address(address, context.election.mail.domains)
            CheckVoterPassword(context).require(
                password, confirmation, address=known, mailbox=mailbox
            )
            self._require_mail_allowed(known)
            prepared = prepare_code(context, CodePurpose.CONFIRM)
            notice = seal_letter(context, account_exists_letter(context.election))
            password_hash = context.hashes.make(password)
            with context.transaction():
                resend_at = require_mail_allowed(context, known)
                account = self._write(holder_of(known), known, password_hash, prepared, notice)
                renew_tries(context, known)
                proof = proof_of(context, account, known)
                pending = fresh_code(
                    context, CodePurpose.CONFIRM, known, prepared.expires_at, resend_at, proof
                )
                record(context, "create_account", known, source)
        return pending

    def _require_mail_allowed(self, address: str) -> None:
        """Refuse before the costly hash; the transaction asks again."""
        with self.context.connection():
            until = mail_allowed_from(self.context, address)
        if until:
            raise MustWait(until, TOO_SOON)

    def _write(
        self,
        holder: Holder,
        address: str,
        password_hash: str,
        prepared: PreparedCode,
        notice: SealedLetter,
    ) -> VoterAccount | None:
        """Write the account that waits for its code; None where there is none to confirm."""
        elector, account = holder.elector, holder.account
        if elector is None:
            return None
        if account is not None and account.state != PENDING:
            post(self.context, address, notice)
            return None
        if account is None:
            made = CREATE.row(elector=elector.id, password_hash=password_hash, now=self.context.now)
            account = VoterAccount(id=made[0] if made else None, version=1)
        else:
            retire_codes(account)
            if not _replaced(account, password_hash):
                post(self.context, address, notice)
                return None
        give_code(self.context, account, address, prepared)
        return account


def _replaced(account: VoterAccount, password_hash: str) -> bool:
    """Give an account that still waits another password; False where it was confirmed meanwhile.

    Its codes are retired before: whoever confirms takes code and account in that order too.
    """
    changed: int = (
        VoterAccount.update(password_hash=password_hash, version=VoterAccount.version + 1)
        .where(
            (VoterAccount.id == account.id)
            & (VoterAccount.state == PENDING)
            & (VoterAccount.version == account.version)
        )
        .execute()
    )
    account.version += 1
    return changed == 1
