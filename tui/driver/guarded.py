"""The terminal's driver: no byte brings it down, nothing typed changes how it works."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, TextIO, cast

from textual import constants
from textual.app import App
from textual.message import Message

from tui.driver.backlog import Backlog
from tui.driver.output import Output
from tui.driver.unchanged import FORGET
from tui.textual_private import OwnDriver

STOPS = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
"""The signals by which a terminal stops a process."""


@contextmanager
def unstoppable() -> Iterator[None]:
    """Block the stop signals inside, whatever handlers are set; ignore them afterwards.

    SIGCONT, after a SIGSTOP, only continues: Textual would take the terminal once more.
    A blocked signal is not sent for reading from or writing to the terminal either;
    threads that are started meanwhile keep it blocked.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


MOST_COLUMNS, MOST_LINES = 500, 200
"""The largest screen that is drawn, whatever size the terminal claims."""
LONGEST_KEY = 1.0
"""Seconds after which the next event is handed on, whatever the application does."""
READ = 4096
"""Bytes read at once: what the kernel holds of one line of input."""


class GuardedDriver(OwnDriver):
    """Textual's driver, which takes bytes from a terminal in a public place.

    Only the kernel says how large the terminal is; a terminal that is gone hangs the
    visit up, as SIGHUP does. No thread wakes while nothing comes.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Take the terminal of standard input and standard error; as Textual's driver."""
        with unstoppable():
            super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._hung_up = False
        self._resized = False
        self._backlog: Backlog | None = None
        self.write_through(lambda terminal: cast(TextIO, Output(terminal, self._hang_up)))
        self._stopped, self._stop = os.pipe()
        self.start_with_size(size or self.terminal_size())

    @property
    def can_suspend(self) -> bool:
        """Whether the application may be put aside: never."""
        return False

    def start_application_mode(self) -> None:
        """Take the terminal."""
        with unstoppable():
            super().start_application_mode()  # type: ignore[no-untyped-call]

    def process_message(self, message: Message) -> None:
        """Hand an event on once the application is done with those before; in any thread."""
        if self._backlog is None:
            self._backlog = Backlog(self.loop, super().process_message, self._settled)
        self._backlog.put(message)

    def send_message(self, message: Message) -> None:
        """Put an event into the queue of the application at once: what follows is behind it."""
        self.application.post_message(message)

    async def _settled(self) -> None:
        """Return once the application is done with what it was given, or soon in any case.

        A callback in a queue is called after what was there: first that of the application, which
        forwards a key, then that of the widget it goes to.
        """
        done = asyncio.Event()

        def of_the_widget() -> None:
            screen = self.application.screen
            if not (screen.focused or screen).call_later(done.set):
                done.set()

        if self.application.call_later(of_the_widget):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), LONGEST_KEY)

    def disable_input(self) -> None:
        """Read no more, at once."""
        with suppress(OSError):
            os.write(self._stop, b"\0")
        super().disable_input()

    def close(self) -> None:
        """Give the terminal back."""
        super().close()
        ends = (self._stopped, self._stop)
        self._stopped = self._stop = -1
        for descriptor in ends:
            with suppress(OSError):
                os.close(descriptor)

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the visit or the terminal ends."""
        began = monotonic()
        data = self._read(None)
        if data is None:
            return
        # Imported late so that the first paint is not delayed.
        from tui.driver.keyboard import Keyboard

        for event in Keyboard(constants.ESCAPE_DELAY, began).hear(data, self._read, monotonic):
            self.process_message(event)

    def _read(self, patience: float | None) -> bytes | None:
        """Return what the terminal sends: empty after `patience` seconds, None at its end."""
        while True:
            try:
                ready, _, _ = select.select([self.fileno, self._stopped], [], [], patience)
                if self._stopped in ready or self.exit_event.is_set():
                    return None
                data = os.read(self.fileno, READ) if ready else None
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if data == b"":
                self._hang_up()
                return None
            return data or b""

    def size_is_asked(self) -> None:
        """Note that the terminal has another size: what it shows may have moved."""
        self._resized = True

    def write(self, data: str) -> None:
        """Write to the terminal, all of it again if its size has changed."""
        if self._resized:
            self._resized = False
            super().write(FORGET)
        super().write(data)

    def _hang_up(self) -> None:
        """End the visit as the kernel does if it notices that the terminal is gone."""
        if not self._hung_up:
            self._hung_up = True
            os.kill(os.getpid(), signal.SIGHUP)

    def terminal_size(self) -> tuple[int, int]:
        """Return columns and lines, of the kernel's terminal and no variable's."""
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            columns = lines = 0
        return min(columns or 80, MOST_COLUMNS), min(lines or 24, MOST_LINES)
