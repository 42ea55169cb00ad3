"""Lines between the processes of a host, and what the gate and the host say to each other.

Each message is one datagram of a pair of sockets, with descriptors beside it where there are any.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec

LONGEST = 1 << 17
"""Bytes of a message: the longest tells a trainer of every session."""
MOST_DESCRIPTORS = 4


class Begin(msgspec.Struct, frozen=True, tag=True):
    """To the host, with the terminal: begin a session.

    Attributes:
        number: Of the session, never used twice.
        trains: It is a trainer's.
        target: Where it opens, as `tui.ssh.targets` names it; empty: at home.
        group: Code of the group that it joins, or empty.
        environment: The variables of the client that count.
        address: Of the client.
        assists: It is of the helpdesk, on the configured election.
    """

    number: int
    trains: bool
    target: str
    group: str
    environment: dict[str, str]
    address: str
    assists: bool = False


class End(msgspec.Struct, frozen=True, tag=True):
    """End a session, soon by force; to the gate: end all of them, and leave.

    Attributes:
        number: Of the session, 0 for all.
    """

    number: int


class Refused(msgspec.Struct, frozen=True, tag=True):
    """To the host: somebody was refused a session, for a reason that is counted."""

    reason: str


class Closing(msgspec.Struct, frozen=True, tag=True):
    """To the gate: let nobody in any more."""


class Codes(msgspec.Struct, frozen=True, tag=True):
    """To the gate: the codes that are good now.

    Attributes:
        groups: Of groups that can be joined.
        shown: Numbers of the sessions that can be looked at, by their codes.
    """

    groups: list[str]
    shown: dict[str, int]


class Watched(msgspec.Struct, frozen=True, tag=True):
    """To the host: so many look at a session now; perhaps it is to be drawn whole for one."""

    number: int
    viewers: int
    anew: bool = False


class Ended(msgspec.Struct, frozen=True, tag=True):
    """To the gate: a session has ended, or could not begin.

    Attributes:
        number: Of the session.
        status: As `VisitProcess.status`; None: no process could be made.
        hung: It was killed because it did not answer.
        reference: Of the record of a fault, or empty.
        dismissed: A trainer has ended it.
    """

    number: int
    status: int | None
    hung: bool = False
    reference: str = ""
    dismissed: bool = False


class Line:
    """One end of a pair; never blocks for long: the messages are few and small."""

    def __init__(self, end: socket.socket, kinds: Any) -> None:
        """Take the end, and the kinds of messages that come at it."""
        self._end = end
        self._decoder = msgspec.json.Decoder(kinds)

    def fileno(self) -> int:
        """Return its descriptor, to wait for."""
        return self._end.fileno()

    def never_wait(self) -> None:
        """Send and receive at once or not at all, from now on."""
        self._end.setblocking(False)

    def send(self, message: msgspec.Struct, descriptors: Sequence[int] = ()) -> None:
        """Send a message, with copies of open descriptors.

        Raises:
            OSError: Nobody is there any more.
        """
        socket.send_fds(self._end, [msgspec.json.encode(message)], list(descriptors))

    def send_quietly(self, message: msgspec.Struct) -> bool:
        """Send a message if anybody is there to take it; return whether it was sent."""
        try:
            self.send(message)
        except OSError:
            return False
        return True

    def receive(self) -> tuple[Any, list[int]] | None:
        """Return the next message and the descriptors that came with it; None: nobody is there.

        Raises:
            BlockingIOError: Nothing has come, on an end that does not wait.
            msgspec.DecodeError: It is no message.
        """
        data, descriptors, _, _ = socket.recv_fds(self._end, LONGEST, MOST_DESCRIPTORS)
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)
        if not data:
            return None
        try:
            return self._decoder.decode(data), descriptors
        except msgspec.DecodeError:
            for descriptor in descriptors:
                os.close(descriptor)
            raise

    def waiting(self) -> list[Any]:
        """Return what has come at an end that does not wait; what is no message is left out."""
        messages: list[Any] = []
        while True:
            try:
                received = self.receive()
            except msgspec.DecodeError:
                continue
            except OSError:  # nothing more, or nobody
                return messages
            if received is None:
                return messages
            message, descriptors = received
            for descriptor in descriptors:
                os.close(descriptor)
            messages.append(message)

    def close(self) -> None:
        """Close it."""
        with suppress(OSError):
            self._end.close()


def pair(at_one: Any, at_other: Any) -> tuple[Line, Line]:
    """Return the two ends of a new line.

    Args:
        at_one: The kinds of messages that come at the first end.
        at_other: Those that come at the second one.
    """
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    return Line(ends[0], at_one), Line(ends[1], at_other)


TO_HOST, TO_GATE = Begin | End | Refused | Watched, End | Ended | Closing | Codes
"""The kinds of messages from the gate, and to it."""
