"""An IMAP server that gives the answers of a test, for what no real one says on demand."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread
from types import TracebackType

from models.settings.mail import ImapSection
from models.settings.tables import read_section

TAG = b"TAG"


class SpokenImap:
    """Greets, announces its capabilities, and has one answer to each sign-in.

    Attributes:
        answers: What it says to every other command, in turn: bytes in which `TAG` is the tag of
            the command; without one the connection ends behind it. None: all is done.
        signed_in_by: The commands by which somebody has tried to.
    """

    def __init__(self, *, able: str = "IMAP4rev1", sign_in: str = "{tag} OK done") -> None:
        """Take the capabilities, and the answer, which holds the tag of the command.

        An answer without a tag is the last one: the connection ends behind it.
        """
        self._able, self._answer = able, sign_in
        self.signed_in_by: list[str] = []
        self.answers: Iterator[bytes] | None = None
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = Thread(target=self._serve)

    @property
    def section(self) -> ImapSection:
        """The settings by which it is reached."""
        port = self._listening.getsockname()[1]
        told = {"host": "127.0.0.1", "port": port, "security": "none", "timeout_seconds": 20}
        return read_section(ImapSection, told)

    def __enter__(self) -> SpokenImap:
        """Listen."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the port back once the last connection has ended."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:  # the port is given back
                return
            with connection, suppress(OSError):  # who leaves early ends their own connection only
                self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        def say(line: str) -> None:
            connection.sendall(f"{line}\r\n".encode())

        say("* OK ready")
        for line in connection.makefile("rb"):
            tag, verb, *_ = line.decode().split()
            if verb == "CAPABILITY":
                say(f"* CAPABILITY {self._able}")
                say(f"{tag} OK done")
            elif verb in {"LOGIN", "AUTHENTICATE"}:
                self.signed_in_by.append(verb)
                say(self._answer.format(tag=tag))
                if "{tag}" not in self._answer:
                    return
            elif self.answers is None or verb == "LOGOUT":
                say(f"{tag} OK done")
            else:
                answer = next(self.answers, TAG + b" BAD\r\n")
                connection.sendall(answer.replace(TAG, tag.encode()))
                if TAG not in answer:
                    return
