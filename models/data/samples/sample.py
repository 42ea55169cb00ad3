"""What a demonstration needs besides its election: people, their mails, a board, a moment.

Everybody may read the secrets here. They protect nothing: the people are invented, and nothing
real is under these keys.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from models.mail.letters import Letter
from models.settings.board import BoardSection
from models.settings.election import Election

Box = Literal["ordinary", "full", "flooded"]
"""What is in a mailbox: three mails, more than it holds, or sixty."""
SampleAccount = Literal["none", "expired", "asked", "confirmed"]
"""How far a voter account is: its code has expired, waits in the mailbox, or was typed."""


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person that a demonstration can be started as.

    Attributes:
        numen: What opens their mailbox for the first time.
        situation: What is theirs, in French.
        voter_password: Of an account that exists already, or None.
        identifier: The identifiant de vote of their notice, as it is shown: drawn once, and public.
    """

    user_name: str
    address: str
    name: str
    numen: str = field(repr=False)
    situation: str
    voter_password: str | None = field(default=None, repr=False)
    identifier: str = field(repr=False, kw_only=True)
    box: Box = "ordinary"
    account: SampleAccount = "none"


@dataclass(frozen=True, slots=True)
class SampleMail:
    """A mail of the samples."""

    sender: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class Guided:
    """The passwords that the guided visit proposes to type."""

    mailbox_password: str = field(repr=False)
    voter_password: str = field(repr=False)


@dataclass(frozen=True)
class Sample:
    """An election with all that a demonstration of it needs.

    What only some part of a demonstration asks for is read when that asks.

    Attributes:
        name: « toulouse-2014 », or the place of an election file.
        election: On no database yet.
        start: The aware moment at which a demonstration begins.
        mails: Returns those of its mailboxes, typeset.
        roll: Returns a context that holds the path of the roll of its people.
        others: Returns likewise that of the further electors, who fill the urns.
    """

    name: str
    election: Election = field(repr=False)
    start: datetime
    people: tuple[SamplePerson, ...]
    board: BoardSection = field(repr=False)
    guided: Guided
    mails: Callable[[], tuple[SampleMail, ...]] = field(repr=False)
    roll: Callable[[], AbstractContextManager[Path]] = field(repr=False)
    others: Callable[[], AbstractContextManager[Path]] = field(repr=False)

    def someone(self, account: SampleAccount) -> SamplePerson:
        """Return the first person whose account is so far, the first of all if none is."""
        return next((one for one in self.people if one.account == account), self.people[0])
