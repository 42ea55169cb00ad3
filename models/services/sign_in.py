"""Signing in to the voter space."""

from __future__ import annotations

from models.refusals import AwaitingConfirmation, SignInRefused
from models.rules.addresses import check_address, normalise_address
from models.services.accounts import holder_of
from models.services.pending import live_expiry, pending_code, proof_of
from models.services.sessions import open_session
from models.services.tries import VOTER, ReservedTry, clear_source, reserve_sign_in, take_back
from models.services.use_case import UseCase
from models.services.windows import require_space_open
from models.tables.accounts import PENDING, VoterAccount
from models.tables.electors import Elector
from models.views import CodePurpose, VoterSession


class SignIn(UseCase):
    """Takes an address and the voter password."""

    def __call__(self, address: str, password: str, *, source: str) -> VoterSession:
        """Return a session; unknown, wrong and disabled are told apart by nothing.

        Raises:
            NotYetOpen: Before the opening of accounts.
            AddressRefused: Not an address of the election.
            MustWait: Too many wrong tries of this address or from this source.
            CodeNeeded: A hundred wrong tries in a row.
            SignInRefused: Anything else.
            AwaitingConfirmation: The password is right, the account has still
                to be confirmed.
        """
        context = self.context
        with self.refusals_recorded("sign_in", normalise_address(address), source):
            require_space_open(context)
            known = check_address(address, context.election.mail.domains)
            tried = reserve_sign_in(context, VOTER, known, source)
            with context.connection():
                holder = holder_of(known)
            account, elector = holder.account, holder.elector
            right = context.hashes.verify(account.password_hash if account else None, password)
            if not right or account is None or elector is None:
                raise SignInRefused
            self._rehash(account, password)
            if account.state == PENDING:
                raise self._awaiting(account, known, tried)
            return self._open(account, elector, tried, source)

    def _open(
        self, account: VoterAccount, elector: Elector, tried: ReservedTry, source: str
    ) -> VoterSession:
        with self.context.transaction():
            clear_source(tried)
            return open_session(self.context, account, elector, source)

    def _awaiting(
        self, account: VoterAccount, address: str, tried: ReservedTry
    ) -> AwaitingConfirmation:
        context = self.context
        with context.transaction():
            take_back(tried)
            expires_at = live_expiry(context, account)
            proof = proof_of(context, account, address)
            pending = pending_code(context, CodePurpose.CONFIRM, address, expires_at, proof)
        return AwaitingConfirmation(pending)

    def _rehash(self, account: VoterAccount, password: str) -> None:
        """Renew a hash that was made with other parameters, unless it has changed since."""
        stored = account.password_hash
        renewed = self.context.hashes.renewed(stored, password)
        if renewed is None:
            return
        with self.context.transaction():
            VoterAccount.update(password_hash=renewed).where(
                (VoterAccount.id == account.id) & (VoterAccount.password_hash == stored)
            ).execute()
