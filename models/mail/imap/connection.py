"""One connection to the server: how it is protected, signed in to, and how it fails."""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from models.errors import MailAway, MailUntrusted
from models.settings.mail import ImapSection

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

CONNECTING = 10.0
"""Seconds that the server may take to greet; only a wrong password makes it slower."""

NOT_NOW = ("UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG")
"""Codes of a sign-in that failed for the server's own reasons (RFC 5530)."""


@contextmanager
def server_errors() -> Iterator[None]:
    """Turn whatever fails between here and the server into our own error.

    Raises:
        MailUntrusted: Its certificate is not the right one.
        MailAway: For every other reason.
    """
    from imap_tools import ImapToolsError

    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailUntrusted from error
    except (OSError, EOFError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise MailAway from error
    except ValueError as error:  # a file closed by `shut` while it was read, or no ASCII
        raise MailAway from error


def connect(section: ImapSection) -> BaseMailBox:
    """Return a protected connection that nobody has signed in to.

    Raises:
        MailUntrusted: The certificate does not prove the host's name.
        MailAway: It cannot be reached, or is no IMAP server.
    """
    from imap_tools import MailBox, MailBoxUnencrypted

    patience = section.timeout_seconds.total_seconds()
    where = (section.host, section.port)
    first = min(patience, CONNECTING)
    with server_errors():
        line: BaseMailBox
        if section.security == "tls":
            line = MailBox(*where, timeout=first, ssl_context=trust(section))
        else:
            line = MailBoxUnencrypted(*where, timeout=first)
            if section.security == "starttls":
                _protect(line, section)
        line.client.sock.settimeout(patience)
        return line


def _protect(line: BaseMailBox, section: ImapSection) -> None:
    """Go over to TLS, or hang up."""
    try:
        line.client.starttls(trust(section))
    except Exception:
        shut(line)
        raise


def trust(section: ImapSection) -> ssl.SSLContext:
    """Return what certificates are checked with: chain and host name.

    Raises:
        MailUntrusted: The file of trusted certificates cannot be used.
    """
    try:
        return ssl.create_default_context(cafile=section.ca_file)
    except OSError as error:
        raise MailUntrusted from error


def sign_in(line: BaseMailBox, login: str, password: str) -> bool:
    """Return whether the server takes a password.

    Raises:
        MailAway: It cannot tell.
    """
    if not login or not password or any(sign in login + password for sign in "\0\r\n"):
        return False
    with server_errors():
        try:
            if "AUTH=PLAIN" in line.client.capabilities or not password.isascii():
                line.login_utf8(login, password, initial_folder=None)
            else:
                line.login(login, password, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except Exception as error:
            if _is_refusal(error):
                return False
            raise
        return True


def _is_refusal(error: Exception) -> bool:
    """Return whether the server has said NO to the password, and not to everybody."""
    from imap_tools import MailboxLoginError

    if isinstance(error, MailboxLoginError):
        words = str(error.command_result)
    elif isinstance(error, imaplib.IMAP4.error):
        words = str(error)
    else:
        return False
    return "command error: BAD" not in words and not any(f"[{code}]" in words for code in NOT_NOW)


def capabilities(line: BaseMailBox) -> frozenset[str]:
    """Return what the server can do for who is signed in."""
    _, data = line.client.capability()
    words = b" ".join(part for part in data if isinstance(part, bytes))
    return frozenset(words.decode("ascii", "replace").upper().split())


def shut(line: BaseMailBox) -> None:
    """Cut a connection at once: whoever waits for its answer is told."""
    with suppress(OSError, AttributeError):
        # Past TLS, which would first say good-bye and take the reader's session away.
        socket.socket.shutdown(line.client.sock, socket.SHUT_RDWR)
    with suppress(Exception):
        line.client.shutdown()
