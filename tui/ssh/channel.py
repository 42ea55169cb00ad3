"""A session's channel: its client on one side, the pseudo-terminal of its process on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.hosts.terminal_state import restored
from tui.ssh.asked import HELPS, AskedChannel, printable, within
from tui.ssh.codes import read_code
from tui.ssh.messages import Begin
from tui.ssh.pump import Pump
from tui.ssh.targets import HELP, TARGETS
from tui.ssh.words import NO_PROCESS, STALLED, UNKNOWN_CODE

if TYPE_CHECKING:
    from tui.ssh.gate import Gate
    from tui.ssh.messages import Ended
    from tui.ssh.view import ViewChannel


class SessionChannel(AskedChannel):
    """Neither side is sent bytes faster than it takes them.

    Attributes:
        assists: It is the helpdesk's.
        places: Where it is counted.
        farewell: Said when the session ends, if it is not empty.
        viewers: Who looks at it.
    """

    assists: ClassVar[bool] = False

    def __init__(self, gate: Gate, address: str, *, trains: bool) -> None:
        """Take the gate, where the client is, and whether it leads the others."""
        super().__init__(gate, address)
        self.places = gate.admission.sessions
        self.farewell = ""
        self.viewers: set[ViewChannel] = set()
        self._trains = trains
        self._number = 0
        self._pump: Pump | None = None

    def begin(self) -> None:
        """Begin the session, or say why there is none."""
        if not HELPS.isdisjoint(self.word.split()):
            self.leave(self.words.help(), 0)
        elif self.word.startswith("scp "):
            self.refuse("word", self.words.files)
        elif (opening := self.opening()) is None:
            self.refuse("word", self.words.unknown.format(word=printable(self.word)))
        elif self.size is None:
            self.refuse("terminal", self.words.terminal)
        elif opening[1] and opening[1] not in self.gate.codes.groups:
            self.refuse("code", UNKNOWN_CODE.format(code=opening[1]))
        elif self.gate.closing:
            self.refuse("closing", self.words.closing)
        elif full := self.full():
            self.refuse(*full)
        else:
            self._begin(*opening)

    def opening(self) -> tuple[str, str] | None:
        """Return the screen that was named and the code of a group, or None for another word."""
        if not self.word or self.word in TARGETS or self.word == HELP:
            return self.word, ""
        group = read_code(self.word)
        return ("", group) if group else None

    def full(self) -> tuple[str, str] | None:
        """Return why there is no place now, in a word and in a sentence, or None."""
        return None if self._trains else self.places.refusal(self.address)

    def _begin(self, target: str, group: str) -> None:
        """Make the pseudo-terminal and have the host begin."""
        try:
            self._pump = Pump(self.size or within(0, 0), self._show)
            self._number = self.gate.next_number()
            begin = Begin(
                self._number,
                self._trains,
                target,
                group,
                dict(self.environment),
                self.address,
                self.assists,
            )
            try:
                self.gate.begin(self, begin, self._pump.other)
            finally:
                self._pump.release_other()
        except OSError:
            if self._pump is not None:
                self._pump.close()  # it was not counted yet
            self.refuse("process", NO_PROCESS)
            return
        self.places.take(self.address)
        self._pump.read_on()

    # From the session to the client

    def _show(self, data: bytes) -> None:
        self.write(data)
        for viewer in self.viewers:
            viewer.show(data)

    def pause_writing(self) -> None:
        """Read no more of the session."""
        super().pause_writing()
        if self._pump is not None:
            self._pump.hold()

    def resume_writing(self) -> None:
        """Read on."""
        super().resume_writing()
        if self._pump is not None:
            self._pump.read_on()

    def give_up(self) -> None:
        """End a session of which nothing is read any more."""
        self.farewell = STALLED
        super().give_up()

    # From the client to the session

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Hand on what was typed, as fast as the session takes it."""
        pump, channel = self._pump, self.channel
        if pump is not None and channel is not None and not pump.type(data):
            channel.pause_reading()
            pump.hand_on_later(channel.resume_reading)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Give the pseudo-terminal another size."""
        self.size = within(width, height)
        if self._pump is not None:
            self._pump.resize(self.size)
        for viewer in self.viewers:
            viewer.fit()

    def eof_received(self) -> bool:
        """End the session: nobody types any more."""
        self._hang_up()
        return True

    # The end

    def finish(self, words: str, ended: Ended | None) -> None:
        """Say the last words and close the channel: the session has ended.

        Args:
            words: To be said, or empty.
            ended: How it ended; None: by force.
        """
        if self._pump is not None and not self.is_paused:
            self._pump.read_rest()
        left = ended is not None and ended.status == 0 and not ended.dismissed
        status = 0 if left and not self.farewell else 1
        self._close_terminal()
        if status:
            self.write(restored(console=self.on_console).encode())
        self.leave(self.farewell or words, status)

    def connection_lost(self, error: Exception | None) -> None:
        """End the session with its client."""
        super().connection_lost(error)
        self._hang_up()

    def _hang_up(self) -> None:
        """Pull the cable out, and have the host look."""
        if self._pump is not None and self._pump.is_open:
            self._close_terminal()
            self.gate.end(self._number)

    def _close_terminal(self) -> None:
        if self._pump is not None and self._pump.is_open:
            self._pump.close()
            self.places.leave(self.address)
        for viewer in list(self.viewers):
            viewer.end()
