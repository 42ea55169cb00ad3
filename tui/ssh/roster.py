"""The sessions of a host together: where everybody is, and what trainers ask of them.

What trainers see and lead are the demonstrations: a session of the helpdesk, which shows people of
a real election, is neither listed nor spoken to, ended or shown by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.ssh.codes import new_code
from tui.ssh.messages import Codes
from tui.ssh.room_messages import (
    Broadcast,
    Dismiss,
    Here,
    MoveAll,
    Room,
    Say,
    Show,
    Shown,
    Travel,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import msgspec

    from tui.ssh.attended import Attended
    from tui.ssh.messages import Begin, Line


class Roster:
    """All sessions, by their numbers.

    Attributes:
        sessions: Those that live.
    """

    def __init__(self, gate: Line, reach: str) -> None:
        """Start with nobody.

        Args:
            gate: It is told of every code.
            reach: As `Room.reach`.
        """
        self._reach = reach
        self.sessions: dict[int, Attended] = {}
        self._gate = gate
        self._told: dict[int, Room] = {}
        self._codes = Codes([], {})

    def group_of(self, begin: Begin) -> str:
        """Return the code of a session's group: a new one for a trainer."""
        return new_code(self._taken()) if begin.trains else begin.group

    def _taken(self) -> set[str]:
        return {code for one in self.sessions.values() for code in (one.group, one.code)}

    def add(self, session: Attended) -> None:
        """Take in a session that has begun."""
        self.sessions[session.begin.number] = session
        self.tell()

    def remove(self, number: int) -> Attended:
        """Return a session that has ended, and know it no more."""
        session = self.sessions.pop(number)
        self._told.pop(number, None)
        self.tell()
        return session

    def hear(self, session: Attended) -> None:
        """Take what a session says; what only a trainer may ask for is done for trainers alone."""
        for message in session.line.waiting():
            if isinstance(message, Here):
                session.here = message
            elif session.begin.trains:
                self._obey(session, message)

    def _obey(self, trainer: Attended, message: object) -> None:
        match message:
            case Broadcast():
                self._send(self._led(trainer, group=message.group), Say(message.words))
            case MoveAll():
                self._send(self._led(trainer, group=message.group), Travel(message.moment))
            case Dismiss():
                other = self._demonstration(message.number)
                if other is not None and other is not trainer:
                    other.dismissed = True
                    other.ask_to_end()
            case Show():
                self._show(message.number, shown=message.shown)

    def _led(self, trainer: Attended, *, group: bool) -> Iterator[Attended]:
        """Yield the sessions that a trainer leads: all others, or those of the group."""
        for session in self._demonstrations():
            if session is not trainer and (not group or session.group == trainer.group):
                yield session

    def _demonstrations(self) -> Iterator[Attended]:
        """Yield the sessions that trainers may know of."""
        return (one for one in self.sessions.values() if not one.begin.assists)

    def _demonstration(self, number: int) -> Attended | None:
        """Return a session that trainers may know of by its number, if it lives."""
        session = self.sessions.get(number)
        return None if session is None or session.begin.assists else session

    def _show(self, number: int, *, shown: bool) -> None:
        session = self._demonstration(number)
        if session is not None and shown != bool(session.code):
            session.code = new_code(self._taken()) if shown else ""
            session.line.send_quietly(Shown(shown))

    def watched(self, number: int, viewers: int, *, anew: bool) -> None:
        """Note how many look at a session, and have it drawn whole for one of them."""
        session = self.sessions.get(number)
        if session is not None:
            session.viewers = viewers
            if anew:
                session.line.send_quietly(Shown(shown=True))
            self.tell()

    def say_to_all(self, words: str) -> None:
        """Say a sentence on every screen."""
        self._send(self.sessions.values(), Say(words))

    @staticmethod
    def _send(sessions: Iterable[Attended], message: msgspec.Struct) -> None:
        for session in sessions:
            session.line.send_quietly(message)

    def tell(self) -> None:
        """Tell the trainers and the gate what is another than they know."""
        seen = [session.seen for session in self._demonstrations()]
        for number, session in self.sessions.items():
            room = Room(session.group, self._reach, seen)
            changed = session.begin.trains and self._told.get(number) != room
            if changed and session.line.send_quietly(room):
                self._told[number] = room
        groups = sorted({one.group for one in self.sessions.values() if one.begin.trains})
        shown = {one.code: number for number, one in self.sessions.items() if one.code}
        if self._codes != (codes := Codes(groups, shown)):
            self._codes = codes
            self._gate.send_quietly(codes)
