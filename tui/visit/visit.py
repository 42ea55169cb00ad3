"""One person's visit: who is signed in where, what was typed, and how it is wiped."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from textual.events import Event

    from models import (
        LinkToken,
        MailboxSession,
        PathStep,
        PendingCode,
        VoteAccess,
        VoterSession,
    )
    from tui.visit.routes import Route


class StepState(Enum):
    """How far a step of the leaflet is, as this visit knows."""

    TO_DO = auto()
    OPEN = auto()
    WAITING = auto()
    CONFIRMED = auto()


class Watcher(Protocol):
    """An agent who follows the visit, or may.

    Attributes:
        code: What is read out to the agent, as it is shown.
        over: It has ended; that the agent has left may still be said.
    """

    code: str
    over: bool

    def sees(self, event: Event) -> bool:
        """Return whether an event is used up: the person ends it."""

    def start(self) -> None:
        """Begin."""

    def be_silent(self) -> None:
        """Say nothing any more."""

    def stop(self) -> None:
        """End it."""


class Memory(Protocol):
    """What the person of a demonstration knows by heart."""

    def typed(self, visit: Visit, screen: Route, name: str) -> str | None:
        """Return what they type into a field of a screen, or None."""

    def choose(self, address: str, screen: Route, password: str) -> None:
        """Know another password for a screen from now on."""

    def propose(self, address: str, password: str) -> None:
        """Know the voter password of an account that is asked for."""

    def settle(self, address: str) -> None:
        """Take that password for the account's: it is confirmed."""


@dataclass(slots=True, repr=False)
class Visit:
    """All that is held of the person in front of the screen.

    Nothing of it is ever written down; `wipe` forgets everything. Secrets that
    were typed stay only until the screen that asked for them is done.

    Attributes:
        mailbox: The open mailbox.
        voter: The open voter space.
        pending: The code that a mail carries, from creation or a forgotten
            password until it is used.
        link: Of the confirmation link followed from the mailbox.
        persona: Name of the sample person that a demonstration plays; empty elsewhere.
        account_exists: The open mailbox says that there was an account before one was asked for.
        mail_unread: Whether the election's newest mail in the open mailbox has not been read;
            None: there is none, or nobody has looked.
        box_full: Whether the open mailbox has no room for the election's mail, when last seen.
        reads_next: The mail of the election is to be opened as soon as the inbox shows it.
        followed: What tells an agent where the person is; None: nobody follows.
        by_heart: What the person of a demonstration types; None elsewhere: a password stays no
            longer than its screen.
    """

    mailbox: MailboxSession | None = None
    voter: VoterSession | None = None
    pending: PendingCode | None = None
    link: LinkToken | None = None
    persona: str = ""
    account_exists: bool = False
    mail_unread: bool | None = None
    box_full: bool = False
    reads_next: bool = False
    followed: Watcher | None = field(default=None, compare=False)
    by_heart: Memory | None = field(default=None, compare=False)
    _typed: dict[tuple[Route, str], str] = field(default_factory=dict)
    _vote: VoteAccess | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """The professional address that the visit knows, or an empty text."""
        if self.voter is not None:
            return self.voter.person.address
        if self.mailbox is not None:
            return self.mailbox.address
        return self.pending.address if self.pending is not None else ""

    @property
    def vote(self) -> VoteAccess | None:
        """What lets the person vote, once both means of access were given; with their session."""
        if self._vote is not None and self._vote.session == self.voter:
            return self._vote
        return None

    def enter_vote(self, access: VoteAccess) -> None:
        """Keep what lets the person vote until the visit or their session ends."""
        self._vote = access

    @property
    def mailbox_state(self) -> StepState:
        """State of the step « Activez votre messagerie »."""
        return StepState.OPEN if self.mailbox is not None else StepState.TO_DO

    @property
    def account_state(self) -> StepState:
        """State of the step « Activez votre compte électeur »."""
        if self.voter is not None:
            return StepState.CONFIRMED
        return StepState.WAITING if self.code_route == "confirmation" else StepState.TO_DO

    @property
    def steps_done(self) -> frozenset[PathStep]:
        """The doors of the home screen that this person has gone through.

        Whoever is in the voter space has confirmed an account, from a mailbox.
        """
        from models import PathStep

        if self.voter is not None:
            return frozenset({PathStep.MAILBOX, PathStep.ACCOUNT})
        return frozenset({PathStep.MAILBOX} if self.mailbox is not None else ())

    @property
    def code_route(self) -> Route | None:
        """The screen where the pending code is entered, or None if there is no code."""
        from models import CodePurpose

        if self.pending is None:
            return None
        if self.pending.purpose is not CodePurpose.CONFIRM:
            return "renew_password"
        return None if self.account_exists else "confirmation"

    def mail_expired(self, now: datetime) -> bool:
        """Return whether the code that is awaited can no longer be used at an aware moment."""
        return self.pending is not None and self.pending.expires_at <= now

    def keep(self, screen: Route, name: str, value: str) -> None:
        """Remember what is in a field, so that a wrong turn loses nothing."""
        self._typed[screen, name] = value

    def typed(self, screen: Route, name: str) -> str | None:
        """Return what was typed in a field earlier in this visit, or is known by heart, or None."""
        kept = self._typed.get((screen, name))
        if kept is None and self.by_heart is not None:
            return self.by_heart.typed(self, screen, name)
        return kept

    def forget(self, screen: Route) -> None:
        """Drop what was typed on a screen: it is done, or it was refused for good."""
        for key in [key for key in self._typed if key[0] == screen]:
            del self._typed[key]

    def choose(self, address: str, screen: Route, password: str) -> None:
        """Note that a password was chosen, in a demonstration.

        Args:
            address: Whose it is.
            screen: What asks for it from now on.
            password: The password.
        """
        if self.by_heart is not None:
            self.by_heart.choose(address, screen, password)

    def propose(self, address: str, password: str) -> None:
        """Note the voter password of an account that is asked for, in a demonstration."""
        if self.by_heart is not None:
            self.by_heart.propose(address, password)

    def settle(self, address: str) -> None:
        """Note that the account which was asked for is confirmed, in a demonstration."""
        if self.by_heart is not None:
            self.by_heart.settle(address)

    def enter_mailbox(self, mailbox: MailboxSession) -> bool:
        """Take the mailbox that was opened; return whether it ended another person's visit.

        What was typed, asked for or proved before does not count any more: another person
        may have stood here.
        """
        others = self.address not in {"", mailbox.address}
        if others:
            self.wipe()
        self.pending = self.link = self.mail_unread = None
        self.box_full = self.account_exists = False
        self._typed.clear()
        self.mailbox = mailbox
        return others

    def wipe(self) -> None:
        """Forget the person: sessions, code, link and everything typed."""
        self.mailbox = self.voter = self.pending = self.link = self.mail_unread = None
        self._vote = None
        self.box_full = self.account_exists = False
        self.reads_next, self.persona = False, ""
        self._typed.clear()
        self.be_alone()

    def be_alone(self) -> None:
        """End what an agent follows."""
        followed, self.followed = self.followed, None
        if followed is not None:
            followed.stop()
