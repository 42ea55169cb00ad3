"""A line to a person's mailbox: one command at a time, taken up again when it was cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from models.errors import MailAway
from models.mail.imap.connection import capabilities, connect, server_errors, shut, sign_in
from models.mail.imap.cord import Cord
from models.refusals import MailboxBarred, SessionEnded
from models.settings.mail import ImapSection

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

ANSWERS_A_CALL = 3
"""Times the patience with one answer that a call may take: a listing asks for five to
ten, nearly all at once; a huge mail comes over a slow line."""


class Line:
    """Connects, signs in, and signs in again with the password that was right.

    Attributes:
        abilities: What the server can do, in capitals.
    """

    def __init__(self, section: ImapSection, login: str, password: str) -> None:
        """Take whose mailbox it is; nothing is connected yet."""
        self._section = section
        self._login = login
        self._password = password
        self._lock = Lock()
        self._cord = Cord()
        self._open: BaseMailBox | None = None
        self._ended = False
        self.abilities: frozenset[str] = frozenset()

    def first_sign_in(self) -> bool:
        """Connect, and return whether the server takes the password.

        Raises:
            MailboxBarred: It takes none of this person's.
            MailAway: It cannot tell.
        """
        with self._lock, self._in_time():
            taken = self._sign_in()
        if not taken:
            self.end()
        return taken

    @contextmanager
    def held(self, renewed: Callable[[], None]) -> Iterator[BaseMailBox]:
        """Hold the mailbox for some commands: nobody else's come in between.

        A line found cut is taken up again once. What is cut while it is held
        is given up, so that nothing is done twice; the next hold finds out.

        Args:
            renewed: Called where it is another connection than before.

        Raises:
            SessionEnded: The visit is over, or the password is not right any more.
            MailboxBarred: The server lets this person in no more.
            MailAway: The server does not answer.
        """
        if not self._lock.acquire(timeout=self._section.timeout_seconds.total_seconds()):
            raise MailAway
        try:
            with self._in_time():
                line = self._alive() or self._again(renewed)
                with server_errors():
                    yield line
        except MailAway:
            self._drop()
            raise
        finally:
            self._lock.release()

    def end(self) -> None:
        """Cut the line for good, without waiting, and forget the password."""
        self._ended = True
        self._password = ""
        self._cord.end()
        self._drop()

    def _in_time(self) -> AbstractContextManager[None]:
        """Bound what one call may take in all, however slowly the server answers."""
        patience = self._section.timeout_seconds.total_seconds()
        return self._cord.for_at_most(ANSWERS_A_CALL * patience)

    def _alive(self) -> BaseMailBox | None:
        """Return the connection, None where it has been cut."""
        line = self._open
        if line is None:
            return None
        try:
            with server_errors():
                line.client.noop()
        except MailAway:
            self._drop()
            return None
        return line

    def _again(self, renewed: Callable[[], None]) -> BaseMailBox:
        if self._ended or not self._taken_again() or self._open is None:
            raise SessionEnded
        renewed()
        return self._open

    def _taken_again(self) -> bool:
        """Sign in anew; a password that was refused is not offered again: servers lock accounts."""
        try:
            taken = self._sign_in()
        except MailboxBarred:
            self.end()
            raise
        if not taken:
            self.end()
        return taken

    def _sign_in(self) -> bool:
        self._open = line = connect(self._section, self._cord)
        try:
            if self._ended or not sign_in(line, self._login, self._password):
                self._drop()
                return False
            with server_errors():
                self.abilities = capabilities(line)
        except (MailAway, MailboxBarred):
            self._drop()
            raise
        return True

    def _drop(self) -> None:
        line, self._open = self._open, None
        if line is not None:
            shut(line)
        self._cord.release()
