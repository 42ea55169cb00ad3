"""The password rules for the screens: the same functions that decide in the end."""

from __future__ import annotations

from models.context import Context
from models.data.words import french_words
from models.mail_views import MailboxSession
from models.refusals import PasswordRefused
from models.rules.addresses import normalise_address
from models.rules.checks import RuleCheck, all_kept
from models.rules.password_limits import PasswordLimits
from models.rules.passwords import check_mailbox_password, check_voter_password
from models.services.people import facts_of
from models.services.use_case import UseCase


class CheckVoterPassword(UseCase):
    """Tells which rules a voter password keeps; no database, fast enough for each key."""

    def __call__(
        self, password: str, confirmation: str, *, address: str, mailbox: MailboxSession | None
    ) -> tuple[RuleCheck, ...]:
        """Return every rule with its verdict, in the order of the screen."""
        return check_voter_password(
            password,
            confirmation,
            facts=facts_of(self.context, normalise_address(address), mailbox),
            words=french_words(),
            limits=limits_of(self.context),
        )

    def require(
        self, password: str, confirmation: str, *, address: str, mailbox: MailboxSession | None
    ) -> None:
        """Let a password through that keeps every rule.

        Raises:
            PasswordRefused: With every rule and its verdict.
        """
        _require(self(password, confirmation, address=address, mailbox=mailbox))


class CheckMailboxPassword(UseCase):
    """Tells which rules a mailbox password keeps; no database, fast enough for each key."""

    def __call__(
        self, password: str, confirmation: str, *, mailbox: MailboxSession
    ) -> tuple[RuleCheck, ...]:
        """Return every rule with its verdict, in the order of the screen."""
        return check_mailbox_password(
            password,
            confirmation,
            facts=facts_of(self.context, mailbox.address, mailbox),
            words=french_words(),
            limits=limits_of(self.context),
        )

    def require(self, password: str, confirmation: str, *, mailbox: MailboxSession) -> None:
        """Let a password through that keeps every rule.

        Raises:
            PasswordRefused: With every rule and its verdict.
        """
        _require(self(password, confirmation, mailbox=mailbox))


def limits_of(context: Context) -> PasswordLimits:
    """Return the password limits of the election file."""
    security = context.election.security
    return PasswordLimits(
        minimum=security.password_minimum,
        maximum=security.password_maximum,
        score=security.password_score,
    )


def _require(checks: tuple[RuleCheck, ...]) -> None:
    if not all_kept(checks):
        raise PasswordRefused(checks)
