"""`ssh -t voir@host CODE`: a session as it is drawn, for somebody who only looks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.hosts.terminal_state import restored
from tui.ssh.asked import HELPS, AskedChannel, line_of, within
from tui.ssh.codes import read_code
from tui.ssh.words import (
    NO_TERMINAL,
    SHOWN_HOW,
    SHOWN_NO_MORE,
    TOO_SMALL,
    UNKNOWN_CODE,
    help_words,
)

if TYPE_CHECKING:
    from tui.ssh.channel import SessionChannel

EMPTY_SCREEN = b"\x1b[?1049h\x1b[?25l\x1b[0m\x1b[2J\x1b[H"
SOON = 0.1
"""Seconds in which a screen that is asked for again and again is drawn once."""
LEAVES = frozenset({b"\x03", b"\x04", b"q", b"Q"})
"""Ctrl+C, Ctrl+D and Q: who looks leaves by them; every other key means nothing."""


class ViewChannel(AskedChannel):
    """Shows what a session writes; nothing that is typed here reaches it.

    A terminal that is too small, or is read too slowly, misses what is drawn meanwhile; then the
    session is drawn whole again.
    """

    _session: SessionChannel | None = None
    _number = 0
    _behind = False
    _due: asyncio.TimerHandle | None = None
    _over: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Look at the session of a code, or say why not."""
        code = read_code(self.word)
        number = self.gate.codes.shown.get(code)
        session = self.gate.session(number) if number is not None else None
        if not HELPS.isdisjoint(self.word.split()):
            self.leave(help_words(), 0)
        elif self.size is None:
            self.refuse("terminal", NO_TERMINAL)
        elif not self.word:
            self.refuse("code", SHOWN_HOW)
        elif number is None or session is None:
            self.refuse("code", UNKNOWN_CODE.format(code=code or "donné"))
        elif full := self.gate.admission.viewers.refusal(self.address):
            self.refuse(*full)
        else:
            self.gate.admission.viewers.take(self.address)
            self._number, self._session = number, session
            session.viewers.add(self)
            longest = self.gate.settings.longest_seconds
            self._over = asyncio.get_running_loop().call_later(longest, self.end)
            self.fit()

    def fit(self) -> None:
        """Have it drawn whole soon: whoever drags a window asks for it many times."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(SOON, self._begin_anew)

    def _begin_anew(self) -> None:
        """Begin with an empty screen, for the session's size; or ask for a larger window."""
        self._due = None
        if self._session is None or self.channel is None or self.size is None:
            return
        if self.is_paused:
            self._behind = True
            return
        columns, lines = self._session.size or within(0, 0)
        self._behind = self.size[0] < columns or self.size[1] < lines
        self.write(EMPTY_SCREEN)
        if self._behind:
            self.write(line_of(TOO_SMALL.format(columns=columns, lines=lines)))
        else:
            self.gate.watch(self._number, anew=True)

    def show(self, data: bytes) -> None:
        """Show what the session has written."""
        if self.is_paused:
            self._behind = True
        if not self._behind:
            self.write(data)

    def resume_writing(self) -> None:
        """Have it drawn whole, if anything was missed."""
        super().resume_writing()
        if self._behind:
            self.fit()

    def give_up(self) -> None:
        """Look away at once, whatever the client still answers."""
        self._look_away()
        super().give_up()

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Draw it whole again, if it fits now."""
        self.size = within(width, height)
        self.fit()

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Leave, if that is what was typed."""
        if data in LEAVES:
            self.end("")

    def end(self, words: str = SHOWN_NO_MORE) -> None:
        """Show nothing any more."""
        self._look_away()
        self.write(restored(console=self.on_console).encode())
        self.leave(words, 0)

    def connection_lost(self, error: Exception | None) -> None:
        """Know that nobody looks any more."""
        super().connection_lost(error)
        self._look_away()

    def _look_away(self) -> None:
        session, self._session = self._session, None
        for timer in (self._due, self._over):
            if timer is not None:
                timer.cancel()
        if session is not None:
            self.gate.admission.viewers.leave(self.address)
            session.viewers.discard(self)
            self.gate.watch(self._number)
