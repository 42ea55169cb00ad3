"""Sending another code: it kills the one before."""

from __future__ import annotations

from models.context import Context
from models.mail.letters import account_exists_letter, no_account_letter
from models.services.accounts import Holder, holder_of
from models.services.audit_trail import record
from models.services.codes import PreparedCode, give_code, prepare_code, renew_tries
from models.services.outgoing import SealedLetter, post, require_mail_allowed, seal_letter
from models.services.pending import fresh_code
from models.services.use_case import UseCase
from models.services.windows import require_confirmations_open
from models.tables.accounts import DISABLED, PENDING
from models.views import CodePurpose, PendingCode


class ResendCode(UseCase):
    """Sends a new code of the same purpose, 60 s apart and five a day."""

    def __call__(self, pending: PendingCode, *, source: str) -> PendingCode:
        """Return the pending code renewed; the proof of the password is kept.

        Raises:
            NowClosed: Codes are of no use any more.
            MustWait: The last mail is too recent, or the day's are used up.
        """
        with self.refusals_recorded("resend_code", pending.address, source):
            require_confirmations_open(self.context)
            return send_code(
                self.context, pending.purpose, pending.address, source, proof=pending.proof
            )


def send_code(
    context: Context, purpose: CodePurpose, address: str, source: str, *, proof: str | None = None
) -> PendingCode:
    """Send a code, or the word that explains why there is none, in one transaction.

    Args:
        context: The open election.
        purpose: What the code is for.
        address: A checked address, of somebody or nobody: the answer is the same.
        source: Where the person is.
        proof: Kept in the answer.

    Raises:
        MustWait: The last mail is too recent, or the day's are used up.
    """
    prepared = prepare_code(context, purpose)
    write = account_exists_letter if purpose is CodePurpose.CONFIRM else no_account_letter
    notice = seal_letter(context, write(context.election))
    with context.transaction():
        resend_at = require_mail_allowed(context, address)
        _write(context, holder_of(address), address, prepared, notice)
        renew_tries(context, address)
        pending = fresh_code(context, purpose, address, prepared.expires_at, resend_at, proof)
        record(context, f"send_code/{purpose.value}", address, source)
    return pending


def _write(
    context: Context, holder: Holder, address: str, prepared: PreparedCode, notice: SealedLetter
) -> None:
    account = holder.account
    if prepared.purpose is CodePurpose.CONFIRM:
        takes_code = account is not None and account.state == PENDING
        explains = account is not None
    else:
        takes_code = account is not None and account.state != DISABLED
        explains = holder.elector is not None and account is None
    if account is not None and takes_code:
        give_code(context, account, address, prepared)
    elif explains:
        post(context, address, notice)
