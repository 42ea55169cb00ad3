"""The first console of the machine, as the person before it sees it and types on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic, sleep

from tests.journeys.keys import sequence
from tests.journeys.screen import ScreenText
from tests.journeys.terminal import Terminal
from tests.journeys.visitor import Visitor
from tests.machine.container import Line
from tests.machine.emulator import Emulator
from tests.machine.french_keys import keys_of

STANDBY = "Appuyez sur une touche"
HOME_SCREEN = "F10 QUITTEZ"
LOGIN = "login:"
PATIENCE = 240.0
"""Seconds that a state may take to come, without acceleration."""
AWAKE = 100.0
"""The same where a processor runs it: a kiosk has not yet taken the person to be gone, so that what
they saw is still there."""
QUIET = 2.0
"""Seconds without a change after which a screen is drawn, without acceleration."""
DEAF = 10.0
"""Seconds after which a key is pressed again: standby hears none for a moment after a fault."""
_MEASURES = re.compile(rb"\x1b\[\d+;\d+C")
"""By which systemd asks a terminal for its size: pyte takes one number only."""


class Console(Terminal):
    """The console in the place of a pseudo-terminal: its screen read, its keyboard typed on.

    What is on the screen is read from the kernel (vcs(4)), so it is what a person sees,
    whoever has written it. It has no end: a kiosk leaves it to a login.
    """

    def __init__(self, machine: Emulator, number: int = 1) -> None:
        """Sit down before a machine.

        Args:
            machine: Where keys are pressed.
            number: Of the console.
        """
        self._machine = machine
        self._number = number
        self._shown = ""
        self._screen = ScreenText(80, 25)
        self.output = bytearray()
        self.seen = []
        self.started_at = self.read_at = self.painted_at = monotonic()

    def read(self, seconds: float) -> bool:
        """Look at the screen after so many seconds; return whether it has changed."""
        sleep(seconds)
        place = f"/dev/tty{self._number}"
        command = f"stty size -F {place}; iconv -f UTF-32LE -t UTF-8 /dev/vcsu{self._number}; echo"
        size, _, text = self._machine.root.type_command(command).text.partition("\n")
        if not size.split()[1:]:
            return False
        lines, columns = (int(number) for number in size.split()[:2])
        text = text.rstrip("\n")
        if text == self._shown:
            return False
        self._shown, self.painted_at = text, monotonic()
        rows = [text[at : at + columns] for at in range(0, lines * columns, columns)]
        self._screen.resize(columns, lines)
        self._screen.feed(b"\x1b[2J\x1b[H" + "\r\n".join(rows).encode())
        return True

    def wait_for(self, *texts: str, within: float = PATIENCE) -> str:
        """Wait until every text is on the screen, wrapped or not, and return the screen."""
        return super().wait_for(*texts, within=within)

    def wait_until(self, state: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Look at the screen until a state is reached."""
        super().wait_until(state, what, max(within, PATIENCE))

    def press(self, *keys: str) -> None:
        """Press keys one after the other: characters, or names as `alt+f2`."""
        for key in keys:
            words = key.split("+") if len(key) > 1 else [key]
            *held, last = words
            self._machine.press([*held, *keys_of(last)])

    def send(self, data: str | bytes) -> None:
        """Type characters, each by its keys."""
        self.press(*(data if isinstance(data, str) else data.decode()))

    def settle(self, quiet: float = QUIET) -> bytes:
        """Look until nothing has changed for so many seconds, and return what came."""
        return super().settle(max(quiet, QUIET))

    @property
    def running(self) -> bool:
        """Whether the machine is switched on."""
        return self._machine.is_running

    def close(self) -> None:
        """Stand up: a console is not closed."""

    # The kiosk on it

    def waits(self, within: float = PATIENCE) -> None:
        """Wait for the kiosk's standby."""
        self.wait_for(STANDBY, within=within)

    def opens(self) -> Visitor:
        """Press a key on standby, and return the person who has come."""
        self.leaves_standby_by("x", HOME_SCREEN)  # means nothing on the home screen
        return Visitor(self, kept="[x]", pointer=">")

    def leaves_standby_by(self, key: str, *texts: str) -> None:
        """Press a key on standby until the texts that it leads to are on the screen.

        On an emulated processor a visit may be taken to hang while it draws its first
        screen: standby is back then.
        """
        pressed = 0.0

        def is_heard() -> bool:
            nonlocal pressed
            if STANDBY in self.words and monotonic() - pressed > DEAF:
                self.press(key)
                pressed = monotonic()
            return all(text in self.words for text in texts)

        self.waits()
        self.wait_until(is_heard, f"{key} to be heard")


class LineConsole(Console):
    """The console of a container: a pseudo-terminal, read and typed on as any other."""

    def __init__(self, line: Line) -> None:
        """Take our side of it."""
        self._console = line
        self._screen = ScreenText(80, 25)
        self.output = bytearray()
        self.seen = []
        self.started_at = self.read_at = self.painted_at = monotonic()

    def read(self, seconds: float) -> bool:
        """Read once; return whether anything came within so many seconds."""
        self._console.settimeout(seconds)
        try:
            data = self._console.recv(1 << 16)
        except TimeoutError:
            return False
        self.output += data
        self._screen.feed(_MEASURES.sub(b"", data))
        self.painted_at = monotonic()
        return True

    def wait_until(self, state: Callable[[], bool], what: str, within: float = AWAKE) -> None:
        """Read what the program writes until a state is reached."""
        Terminal.wait_until(self, state, what, min(within, AWAKE))

    def press(self, *keys: str) -> None:
        """Press keys one after the other: names of `KEYS`, or characters."""
        for key in keys:
            self.send(sequence(key))

    def send(self, data: str | bytes) -> None:
        """Send characters or bytes as they are."""
        self._console.sendall(data.encode() if isinstance(data, str) else data)

    @property
    def running(self) -> bool:
        """It is never closed."""
        return True
