"""A server that takes the connection and then says nothing, or a letter at a time."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

import pytest

from models import Election, Espace, MailUnavailable
from models.mail.imap.abort_handle import AbortHandle
from models.mail.imap.connection import CONNECTING, connect
from models.mail.imap.session import ANSWERS_A_CALL, ImapSession
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.elections import on_server
from tests.mail_servers.spoken_imap import SpokenImap
from tests.models.clocks import HandClock
from tests.models.mail.imap.steps import enter

PACE = 0.05
"""Seconds between two letters."""


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A port behind which a server sends nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_whoever_leaves_while_a_server_does_not_greet_is_gone_at_once(
    election: Election, clock: HandClock, dovecot: Dovecot, silent: socket.socket, security: str
) -> None:
    port = silent.getsockname()[1]
    espace = Espace(on_server(election, dovecot, port=port, security=security), clock)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(enter, espace, "fdupont")
        taken, _ = silent.accept()
        with taken:
            if security == "tls":
                assert taken.recv(1)  # the greeting of TLS, which is never answered
            left = monotonic()
            espace.mailbox.close(None)
            assert isinstance(asked.exception(), MailUnavailable)
    assert monotonic() - left < CONNECTING / 2
    espace.close()


def test_a_connection_that_is_begun_after_the_visit_has_ended_is_given_up() -> None:
    abort = AbortHandle()
    abort.end()
    with SpokenImap() as server, pytest.raises(MailUnavailable):
        connect(server.section, abort)


class Dripping:
    """A server that says its greeting a letter at a time.

    Attributes:
        port: Where it listens.
        left: The client has closed the connection before the end.
    """

    def __init__(self, letters: int) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.left = Event()
        self._letters = letters
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        taken, _ = self._listening.accept()
        with taken, suppress(OSError):
            taken.settimeout(PACE)
            for letter in ("* OK " + "a" * self._letters).encode():
                taken.sendall(bytes([letter]))
                with suppress(TimeoutError):
                    if not taken.recv(1):
                        break
            else:
                return
        self.left.set()

    def end(self) -> None:
        """Stop listening, once it has said all that it says."""
        self._thread.join()
        self._listening.close()


def test_a_server_that_says_a_letter_at_a_time_is_given_up(
    election: Election, dovecot: Dovecot
) -> None:
    patience = 4 * PACE
    server = Dripping(letters=round(4 * ANSWERS_A_CALL * patience / PACE))
    served = on_server(
        election,
        dovecot,
        port=server.port,
        security="none",
        host="127.0.0.1",
        timeout_seconds=timedelta(seconds=patience),
    )
    assert served.mail.imap
    session = ImapSession(served.mail.imap, "fdupont", "Camion-bleu7")
    with pytest.raises(MailUnavailable):
        session.first_sign_in()
    session.end()
    server.end()
    assert server.left.is_set()
