"""`ssh -t voir@host CODE`: a session as it is drawn, for somebody who only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.hosts.terminal_state import restored
from tui.ssh.asked import AskedChannel, line_of, within
from tui.ssh.codes import read_code
from tui.ssh.words import NO_TERMINAL, SHOWN_HOW, SHOWN_NO_MORE, TOO_SMALL, UNKNOWN_CODE

if TYPE_CHECKING:
    from tui.ssh.channel import SessionChannel

EMPTY_SCREEN = b"\x1b[?1049h\x1b[?25l\x1b[0m\x1b[2J\x1b[H"
LEAVES = frozenset(b"\x03\x04qQ")
"""Ctrl+C, Ctrl+D and Q: who looks leaves by them; every other key means nothing."""


class ViewChannel(AskedChannel):
    """Shows what a session writes; nothing that is typed here reaches it.

    A terminal that is too small, or is read too slowly, misses what is drawn meanwhile; then the
    session is drawn whole again.
    """

    _session: SessionChannel | None = None
    _number = 0
    _paused = False
    _behind = False

    def begin(self) -> None:
        """Look at the session of a code, or say why not."""
        code = read_code(self.word)
        number = self.gate.codes.shown.get(code)
        session = self.gate.session(number) if number is not None else None
        if self.size is None:
            self._refuse("terminal", NO_TERMINAL)
        elif not self.word:
            self._refuse("code", SHOWN_HOW)
        elif number is None or session is None:
            self._refuse("code", UNKNOWN_CODE.format(code=code or "donné"))
        else:
            self._number, self._session = number, session
            session.viewers.add(self)
            self.fit(session.size or within(0, 0))

    def _refuse(self, reason: str, words: str) -> None:
        self.gate.refuses(reason)
        self.leave(words, 1)

    def fit(self, size: tuple[int, int]) -> None:
        """Begin with an empty screen, for a session of a size; or ask for a larger window."""
        if self.channel is None or self.size is None:
            return
        columns, lines = size
        self._behind = self.size[0] < columns or self.size[1] < lines
        self.channel.write(EMPTY_SCREEN)
        if self._behind:
            self.channel.write(line_of(TOO_SMALL.format(columns=columns, lines=lines)))
        else:
            self.gate.watch(self._number)

    def show(self, data: bytes) -> None:
        """Show what the session has written."""
        if self._paused:
            self._behind = True
        if self.channel is not None and not self._behind:
            self.channel.write(data)

    def pause_writing(self) -> None:
        """Miss what is drawn: this client is slow."""
        self._paused = True

    def resume_writing(self) -> None:
        """Have it drawn whole, if anything was missed."""
        self._paused = False
        if self._behind and self._session is not None:
            self.fit(self._session.size or within(0, 0))

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Draw it whole again, if it fits now."""
        self.size = within(width, height)
        if self._session is not None:
            self.fit(self._session.size or within(0, 0))

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Leave, if that is what was typed."""
        if not LEAVES.isdisjoint(data):
            self.end("")

    def end(self, words: str = SHOWN_NO_MORE) -> None:
        """Show nothing any more."""
        self._look_away()
        if self.channel is not None:
            self.channel.write(restored(console=self.on_console).encode())
        self.leave(words, 0)

    def connection_lost(self, error: Exception | None) -> None:
        """Know that nobody looks any more."""
        super().connection_lost(error)
        self._look_away()

    def _look_away(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.viewers.discard(self)
            self.gate.watch(self._number)
