"""One connection to the server: how it is protected, signed in to, and how it fails."""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from models.errors import MailboxBlocked, MailServerUntrusted, MailUnavailable
from models.mail.imap.abort_handle import NO_ABORT_HANDLE, AbortHandle
from models.settings.mail import ImapSection

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

CONNECTING = 10.0
"""Seconds that the server may take to greet; only a wrong password makes it slower."""

NOT_NOW = ("UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG")
"""Codes of a sign-in that failed for the server's own reasons (RFC 5530)."""

BLOCKED = ("EXPIRED", "CONTACTADMIN", "AUTHORIZATIONFAILED", "PRIVACYREQUIRED")
"""Codes of a sign-in that no other password would help (RFC 5530)."""


@contextmanager
def server_errors() -> Iterator[None]:
    """Turn whatever fails between here and the server into our own error.

    Raises:
        MailServerUntrusted: Its certificate is not the right one.
        MailUnavailable: For every other reason.
    """
    from imap_tools import ImapToolsError

    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailServerUntrusted from error
    except (OSError, EOFError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise MailUnavailable from error
    except ValueError as error:  # a file closed by `close_now` while it was read, or no ASCII
        raise MailUnavailable from error
    except (ArithmeticError, LookupError, MemoryError, RecursionError) as error:
        # What two libraries make of numbers, sizes and brackets that no honest server sends.
        raise MailUnavailable from error


def connect(section: ImapSection, abort: AbortHandle | None = None) -> BaseMailBox:
    """Return a protected connection, not signed in yet.

    Args:
        section: Where the server is, and how it is trusted.
        abort: Lets another thread abort the connection while it is opened.

    Raises:
        MailServerUntrusted: The certificate does not prove the host's name.
        MailUnavailable: It cannot be reached, or is no IMAP server.
    """
    from models.mail.imap.clients import PlainBox, ProtectedBox

    patience = section.timeout_seconds.total_seconds()
    where = (section.host, section.port)
    first = min(patience, CONNECTING)
    with server_errors():
        box: BaseMailBox
        if section.security == "tls":
            box = ProtectedBox(*where, first, trust(section), abort or NO_ABORT_HANDLE)
        else:
            box = PlainBox(*where, first, abort or NO_ABORT_HANDLE)
            if section.security == "starttls":
                _protect(box, section)
        box.client.sock.settimeout(patience)
        return box


def _protect(box: BaseMailBox, section: ImapSection) -> None:
    """Switch to TLS, or close the connection."""
    try:
        box.client.starttls(trust(section))
    except Exception:
        close_now(box)
        raise


def trust(section: ImapSection) -> ssl.SSLContext:
    """Return what certificates are checked with: chain and host name.

    Raises:
        MailServerUntrusted: The file of trusted certificates cannot be used.
    """
    try:
        return ssl.create_default_context(cafile=section.ca_file)
    except OSError as error:
        raise MailServerUntrusted from error


def sign_in(box: BaseMailBox, login: str, password: str) -> bool:
    """Return whether the server takes a password.

    Raises:
        MailboxBlocked: It takes none of this person's.
        MailUnavailable: It cannot verify one now.
    """
    if not login or not password or any(sign in login + password for sign in "\0\r\n"):
        return False
    with server_errors():
        try:
            if "AUTH=PLAIN" in box.client.capabilities or not (login + password).isascii():
                box.login_utf8(login, password, initial_folder=None)
            else:
                box.login(login, password, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except Exception as error:
            words = _refusal(error)
            if _says(words, BLOCKED):
                raise MailboxBlocked from error
            if words and "command error: BAD" not in words and not _says(words, NOT_NOW):
                return False
            raise
        return True


def _says(words: str, codes: Sequence[str]) -> bool:
    return any(f"[{code}]" in words.upper() for code in codes)


def _refusal(error: Exception) -> str:
    """Return the text of the server's NO response, empty if it has none."""
    from imap_tools import MailboxLoginError

    if isinstance(error, MailboxLoginError):
        return str(error.command_result)
    return str(error) if isinstance(error, imaplib.IMAP4.error) else ""


def capabilities(box: BaseMailBox) -> frozenset[str]:
    """Return the server's capabilities after sign-in, in upper case."""
    _, data = box.client.capability()
    words = b" ".join(part for part in data if isinstance(part, bytes))
    return frozenset(words.decode("ascii", "replace").upper().split())


def close_now(box: BaseMailBox) -> None:
    """Close a connection at once: a thread that waits for its answer gets an error."""
    with suppress(OSError, AttributeError):
        # Past TLS, which would first say good-bye and take the reader's session away.
        socket.socket.shutdown(box.client.sock, socket.SHUT_RDWR)
    with suppress(Exception):
        box.client.shutdown()
