"""The password rules: the same functions for the screens, key by key, and for the final decision.

They reach no database and are fast enough for each key.
"""

from __future__ import annotations

from models.context import Context
from models.data.words import french_words
from models.errors import PasswordRefused
from models.rules.identifiers import normalise_address
from models.rules.passwords import check_password
from models.services.shared.people import facts_of
from models.views.mail import MailboxSession
from models.views.passwords import RuleCheck, all_kept


def judge_voter_password(
    context: Context,
    password: str,
    confirmation: str,
    *,
    address: str,
    mailbox: MailboxSession | None,
) -> tuple[RuleCheck, ...]:
    """Return every rule of the voter password with its verdict, in the order of the screen.

    Args:
        context: The open election.
        password: As typed.
        confirmation: As typed.
        address: The address that the password is for, as typed.
        mailbox: The mailbox opened in this visit, if any: it says who the person is.
    """
    return check_password(
        password,
        confirmation,
        policy=context.election.passwords.voter.policy,
        facts=facts_of(context, normalise_address(address), mailbox),
        words=french_words(),
    )


def judge_mailbox_password(
    context: Context, password: str, confirmation: str, *, mailbox: MailboxSession
) -> tuple[RuleCheck, ...]:
    """Return every rule of the mailbox password with its verdict, in the order of the screen."""
    return check_password(
        password,
        confirmation,
        policy=context.election.passwords.mailbox.policy,
        facts=facts_of(context, mailbox.address, mailbox),
        words=french_words(),
    )


def require_all_kept(checks: tuple[RuleCheck, ...]) -> None:
    """Require that a password keeps every rule.

    Raises:
        PasswordRefused: With every rule and its verdict.
    """
    if not all_kept(checks):
        raise PasswordRefused(checks=checks)
