"""What the host and the sessions say to each other: where each is, and what a trainer asks for."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Here(msgspec.Struct, frozen=True, tag=True):
    """From a session: where the person is.

    Attributes:
        screen: Name of the screen.
        step: Of the path, 0 beside it.
        columns: Of the terminal.
        lines: Of the terminal.
        moment: Of its calendar, aware.
    """

    screen: str
    step: int
    columns: int
    lines: int
    moment: datetime


class Say(msgspec.Struct, frozen=True, tag=True):
    """To a session: show a sentence; none if it is empty."""

    words: str


class Travel(msgspec.Struct, frozen=True, tag=True):
    """To a session: move its calendar to an aware moment."""

    moment: datetime


class Shown(msgspec.Struct, frozen=True, tag=True):
    """To a session: others may look at it, or may not any more; to be drawn whole again."""

    shown: bool


class Seen(msgspec.Struct, frozen=True, tag=True):
    """What a trainer sees of a session.

    Attributes:
        number: Of the session.
        begun: When, aware.
        terminal: TERM of the client.
        address: Of the client.
        here: Where the person is; None: at the very beginning.
        group: Code of the group, or empty.
        code: By which others look at it, or empty.
        viewers: How many do.
        trains: It is a trainer's.
    """

    number: int
    begun: datetime
    terminal: str
    address: str
    here: Here | None
    group: str
    code: str
    viewers: int
    trains: bool


class Room(msgspec.Struct, frozen=True, tag=True):
    """To a trainer's session: all sessions, and how one comes to them.

    Attributes:
        group: Code of the trainer's own group.
        reach: Name and port of the host, as they are typed after `ssh -t`, with `{user}`.
        sessions: All of them.
    """

    group: str
    reach: str
    sessions: list[Seen]


class Broadcast(msgspec.Struct, frozen=True, tag=True):
    """From a trainer: say a sentence to all, or to the group alone."""

    words: str
    group: bool


class MoveAll(msgspec.Struct, frozen=True, tag=True):
    """From a trainer: move all calendars to an aware moment, or the group's alone."""

    moment: datetime
    group: bool


class Dismiss(msgspec.Struct, frozen=True, tag=True):
    """From a trainer: end a session."""

    number: int


class Show(msgspec.Struct, frozen=True, tag=True):
    """From a trainer: let others look at a session, or do not any more."""

    number: int
    shown: bool


TO_SESSION = Say | Travel | Shown | Room
FROM_SESSION = Here | Broadcast | MoveAll | Dismiss | Show
