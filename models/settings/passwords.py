"""`[passwords.voter]` and `[passwords.mailbox]`: what the two passwords have to be."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from models.rules.guessability import PasswordLimits
from models.rules.passwords import MAILBOX_KINDS, VOTER_KINDS, Kind, PasswordPolicy
from models.settings.parts import Section


class PolicySection(Section, frozen=True, kw_only=True):
    """What a password has to be; the bounds are those of NIST SP 800-63B-4 and CNIL 2022-100.

    Attributes:
        minimum: Least number of characters.
        maximum: Greatest number of characters; longer is refused, never cut.
        score: Least zxcvbn score.
        kinds: Kinds of characters that it has to hold.
    """

    minimum: Annotated[int, Meta(ge=8, le=64)] = 8
    maximum: Annotated[int, Meta(ge=64, le=1024)] = 128
    score: Annotated[int, Meta(ge=2, le=4)] = 2
    kinds: tuple[Kind, ...]

    @property
    def policy(self) -> PasswordPolicy:
        """The same as the rules take it."""
        limits = PasswordLimits(self.minimum, self.maximum, self.score)
        return PasswordPolicy(self.kinds, limits)


class VoterPasswordSection(PolicySection, frozen=True, kw_only=True):
    """`[passwords.voter]`."""

    kinds: tuple[Kind, ...] = VOTER_KINDS


class MailboxPasswordSection(PolicySection, frozen=True, kw_only=True):
    """`[passwords.mailbox]`: the password of the mailbox, if it is chosen here."""

    kinds: tuple[Kind, ...] = MAILBOX_KINDS


class PasswordsSection(Section, frozen=True, kw_only=True):
    """`[passwords]`: what each password has to be."""

    voter: VoterPasswordSection = VoterPasswordSection()
    mailbox: MailboxPasswordSection = MailboxPasswordSection()
