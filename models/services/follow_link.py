"""Following the link of a mail: it opens a screen and consumes nothing."""

from __future__ import annotations

from models.mail_views import MailboxSession
from models.refusals import CodeStale
from models.rules.codes import token_in
from models.services.accounts import holder_of
from models.services.codes import matching_code, require_live
from models.services.pending import pending_code
from models.services.use_case import UseCase
from models.views import CodePurpose, PendingCode

NOT_THIS_ACCOUNT = "Ce lien n'est pas celui de votre compte. Demandez un nouveau code."


class FollowLink(UseCase):
    """Tells which screen a link opens; only a visit that opened the mailbox may ask."""

    def __call__(self, mailbox: MailboxSession, link: str) -> PendingCode:
        """Return what the link is for, without proof of the password.

        Raises:
            CodeStale: It was used, replaced, has expired or is of another account.
        """
        if token_in(link, self.context.election.election.space_url) is None:
            raise CodeStale(NOT_THIS_ACCOUNT)
        with self.context.connection():
            account = holder_of(mailbox.address).account
            for purpose in CodePurpose:
                found = matching_code(self.context, account, purpose, link) if account else None
                if found is not None:
                    require_live(self.context, found)
                    return pending_code(self.context, purpose, mailbox.address, found.expires_at)
        raise CodeStale(NOT_THIS_ACCOUNT)
