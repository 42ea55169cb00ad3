"""Raw input for an application under test, through the parser of the terminal's driver."""

from __future__ import annotations

from textual._xterm_parser import XTermParser
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize
from textual.geometry import Size

from tui.application.app import EspaceApp


class Keyboard:
    """What is between a terminal and the application: bytes in, events out."""

    def __init__(self, app: EspaceApp) -> None:
        """Take a running application."""
        driver = app._driver
        assert isinstance(driver, HeadlessDriver)
        self._driver = driver
        self._parser = XTermParser()

    def send(self, data: str) -> int:
        """Send what a terminal sends, keys, pastes, clicks; return how many events that makes."""
        events = [*self._parser.feed(data), *self._parser.tick()]
        for event in events:
            self._driver.process_message(event)
        return len(events)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size, as the driver does after the terminal's signal."""
        self._driver._size = (columns, lines)
        size = Size(columns, lines)
        self._driver.process_message(Resize(size, size))
