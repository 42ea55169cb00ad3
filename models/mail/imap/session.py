"""A session with the server of a person's mailbox, resumed if the connection was lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from models.errors import MailboxBlocked, MailUnavailable, SessionExpired
from models.mail.imap.abort_handle import AbortHandle
from models.mail.imap.connection import capabilities, close_now, connect, server_errors, sign_in
from models.settings.mail import ImapSection

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

ANSWERS_A_CALL = 3
"""Times the patience with one answer that a call may take: a listing asks for five to
ten, nearly all at once; a huge mail comes over a slow box."""


class ImapSession:
    """Connects, signs in, and signs in again with the password that was right.

    Attributes:
        abilities: What the server can do, in capitals.
    """

    def __init__(self, section: ImapSection, login: str, password: str) -> None:
        """Take the server and the credentials; nothing is connected yet."""
        self._section = section
        self._login = login
        self._password = password
        self._lock = Lock()
        self._abort = AbortHandle()
        self._open: BaseMailBox | None = None
        self._ended = False
        self.abilities: frozenset[str] = frozenset()

    def first_sign_in(self) -> bool:
        """Connect, and return whether the server takes the password.

        Raises:
            MailboxBlocked: It takes none of this person's.
            MailUnavailable: It cannot verify one now.
        """
        with self._lock, self._in_time():
            taken = self._sign_in()
        if not taken:
            self.end()
        return taken

    @contextmanager
    def held(self, renewed: Callable[[], None]) -> Iterator[BaseMailBox]:
        """Hold the mailbox for some commands: no other thread's come in between.

        A connection that is found lost is opened again once. If it is lost while it is
        held the call fails, so that nothing is done twice; the next one reconnects.

        Args:
            renewed: Called if it is another connection than before.

        Raises:
            SessionExpired: The visit is over, or the password is not right any more.
            MailboxBlocked: The server lets this person in no more.
            MailUnavailable: The server does not answer.
        """
        if not self._lock.acquire(timeout=self._section.timeout_seconds.total_seconds()):
            raise MailUnavailable
        try:
            with self._in_time():
                box = self._alive() or self._again(renewed)
                with server_errors():
                    yield box
        except MailUnavailable:
            self._drop()
            raise
        finally:
            self._lock.release()

    def end(self) -> None:
        """Close the session for good, without waiting, and forget the password."""
        self._ended = True
        self._password = ""
        self._abort.end()
        self._drop()

    def lose(self) -> None:
        """Give up the connection, whose answers are not understood; the next call has another."""
        self._drop()

    def _in_time(self) -> AbstractContextManager[None]:
        """Bound what one call may take in all, however slowly the server answers."""
        patience = self._section.timeout_seconds.total_seconds()
        return self._abort.for_at_most(ANSWERS_A_CALL * patience)

    def _alive(self) -> BaseMailBox | None:
        """Return the connection, or None if it was lost."""
        box = self._open
        if box is None:
            return None
        try:
            with server_errors():
                box.client.noop()
        except MailUnavailable:
            self._drop()
            return None
        return box

    def _again(self, renewed: Callable[[], None]) -> BaseMailBox:
        if self._ended or not self._taken_again() or self._open is None:
            raise SessionExpired
        renewed()
        return self._open

    def _taken_again(self) -> bool:
        """Sign in again; a refused password is not offered twice: servers lock accounts."""
        try:
            taken = self._sign_in()
        except MailboxBlocked:
            self.end()
            raise
        if not taken:
            self.end()
        return taken

    def _sign_in(self) -> bool:
        self._open = box = connect(self._section, self._abort)
        try:
            if self._ended or not sign_in(box, self._login, self._password):
                self._drop()
                return False
            with server_errors():
                self.abilities = capabilities(box)
        except (MailUnavailable, MailboxBlocked):
            self._drop()
            raise
        return True

    def _drop(self) -> None:
        box, self._open = self._open, None
        if box is not None:
            close_now(box)
        self._abort.release()
