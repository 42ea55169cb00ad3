"""Confirming an account: the code of the mail, and proof of the password."""

from __future__ import annotations

from models.context import Context
from models.refusals import CodeRefused, CodeStale, PasswordProofNeeded, SignInRefused
from models.services.accounts import Holder, holder_of
from models.services.codes import consume, find_code
from models.services.pending import proof_fits
from models.services.sessions import open_session
from models.services.tries import (
    CODE,
    VOTER,
    ReservedTry,
    clear_source,
    forgive,
    reserve_sign_in,
    take_back,
    take_back_code_try,
)
from models.services.use_case import UseCase
from models.services.windows import require_confirmations_open
from models.tables.accounts import ACTIVE, PENDING, ConfirmationCode, VoterAccount
from models.views import CodePurpose, PendingCode, VoterSession


class ConfirmAccount(UseCase):
    """Makes a pending account active. Whoever only holds the code does not own it."""

    def __call__(
        self, pending: PendingCode, code: str, *, password: str | None = None, source: str
    ) -> VoterSession:
        """Confirm with a code or link, and the password unless this visit has typed it.

        Args:
            pending: What the visit knows of the code.
            code: A code in any shape, or a pasted link.
            password: The voter password, where `pending` holds no proof of it.
            source: Where the person is.

        Raises:
            NowClosed: Confirmations are over.
            PasswordProofNeeded: The password has to be given as well.
            CodeMisshapen: Not a code; not counted.
            CodeRefused: Wrong, with the tries left.
            CodeStale: Right once, but used, replaced or expired.
            CodeDead: Five wrong tries.
            SignInRefused: The code is right and the password is not.
            MustWait: Too many wrong passwords.
        """
        context = self.context
        with self.refusals_recorded("confirm_account", pending.address, source):
            require_confirmations_open(context)
            if pending.proof is None and not password:
                raise PasswordProofNeeded
            tried = None
            if password:
                tried = reserve_sign_in(context, VOTER, pending.address, source)
            with context.connection():
                holder = holder_of(pending.address)
            proved = self._proved(holder.account, pending, password)
            try:
                found = find_code(
                    context, holder.account, pending.address, CodePurpose.CONFIRM, code
                )
            except (CodeRefused, CodeStale):
                self._clear_right_password(tried, proved=proved)
                raise
            if not proved:
                self._give_try_back(pending)
                raise SignInRefused if password else PasswordProofNeeded
            return self._confirm(holder, found, tried, source)

    def _proved(
        self, account: VoterAccount | None, pending: PendingCode, password: str | None
    ) -> bool:
        if password:
            return self.context.hashes.verify(account.password_hash if account else None, password)
        return account is not None and proof_fits(self.context, account, pending)

    def _clear_right_password(self, tried: ReservedTry | None, *, proved: bool) -> None:
        """Take back the try of a password that was right: only the code was wrong.

        Each such code is one of the five that are compared, so that this
        tells nobody which passwords are right.
        """
        if tried is not None and proved:
            with self.context.transaction():
                take_back(tried)

    def _give_try_back(self, pending: PendingCode) -> None:
        with self.context.transaction():
            take_back_code_try(self.context, pending.address)

    def _confirm(
        self, holder: Holder, code: ConfirmationCode, tried: ReservedTry | None, source: str
    ) -> VoterSession:
        account, elector = holder.account, holder.elector
        if account is None or elector is None:
            raise SignInRefused
        context = self.context
        with context.transaction():
            consume(context, code)
            activate(context, account)
            if tried:
                clear_source(tried)
            forgive(context, CODE, elector.mail)
            return open_session(context, account, elector, source, event="account_confirmed")


def activate(context: Context, account: VoterAccount) -> None:
    """Make a pending account active, inside the caller's transaction."""
    confirmed = (
        VoterAccount.update(state=ACTIVE, confirmed_at=context.now)
        .where(
            (VoterAccount.id == account.id)
            & (VoterAccount.state == PENDING)
            & (VoterAccount.version == account.version)
        )
        .execute()
    )
    if confirmed != 1:
        raise SignInRefused
    account.state = ACTIVE
