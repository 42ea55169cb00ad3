"""A session among the others of its host: says where the person is, and does what it is told."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from tui.screens.base import EspaceScreen
from tui.ssh.room_messages import Here, Room, Say, Shown, Travel
from tui.widgets.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    import msgspec
    from textual.app import App
    from textual.timer import Timer
    from textual.widget import Widget

    from tui.demo.demonstration import Demonstration
    from tui.ssh.messages import Line


class RoomTold(Message):
    """To the screen in front: something was heard from the host."""


LOOK = 1.0
"""Seconds between two looks at where the person is."""
SAID = 180.0
"""Seconds for which a trainer's sentence stays."""
IS_SHOWN = "Votre écran est montré."


class Guest:
    """The session's end of the line to its host.

    Attributes:
        room: What a trainer sees of all sessions, as last told; None: nothing yet.
        said: The trainer's sentence, or empty.
        shown: Whether others may look at this session.
        group_only: Whether a trainer leads the own group alone.
    """

    def __init__(self, app: App[None], demonstration: Demonstration, line: Line) -> None:
        """Take the application, what leads it, and the line."""
        self._app = app
        self._demonstration = demonstration
        self._line = line
        self._here: Here | None = None
        self._silence: Timer | None = None
        self.room: Room | None = None
        self.said = ""
        self.shown = False
        self.group_only = False

    def start(self) -> None:
        """Listen, and say where the person is; the application is running."""
        asyncio.get_running_loop().add_reader(self._line.fileno(), self._hear)
        self._app.set_interval(LOOK, self.look)
        self.look()

    def ask(self, message: msgspec.Struct) -> None:
        """Ask the host for something; only a trainer's session is obeyed."""
        self._line.send_quietly(message)

    def look(self) -> None:
        """Say where the person is, if that is elsewhere than before."""
        if not self._app.screen_stack:  # it closes
            return
        screens = [one for one in self._app.screen_stack if isinstance(one, EspaceScreen)]
        screen, size = screens[-1], self._app.size
        step = screen.place().step or 0
        moment = self._demonstration.sandbox.clock.now().replace(second=0, microsecond=0)
        here = Here(screen.route, step, size.width, size.height, moment)
        if here != self._here and self._line.send_quietly(here):
            self._here = here

    def _hear(self) -> None:
        messages = self._line.waiting()
        if not messages:  # the host is gone: the kernel tells the process itself
            asyncio.get_running_loop().remove_reader(self._line.fileno())
        for message in messages:
            match message:
                case Say():
                    self._say(message.words)
                case Travel():
                    self._demonstration.travel(message.moment)
                case Shown():
                    self.shown = message.shown
                    self._turn()
                    signal.raise_signal(signal.SIGWINCH)  # drawn whole, as after another size
                    self._app.screen.refresh()
                case Room():
                    self.room = message
        self._app.screen.post_message(RoomTold())

    def _say(self, words: str) -> None:
        """Show a sentence for a while."""
        self.said = words
        if self._silence is not None:
            self._silence.stop()
        self._silence = self._app.set_timer(SAID, self._be_silent)
        self._turn()

    def _be_silent(self) -> None:
        self.said = ""
        self._turn()

    def lines(self) -> Iterator[Widget]:
        """Yield what is above the head of a screen."""
        yield SaidByTrainer(self)

    def _turn(self) -> None:
        for screen in self._app.screen_stack:
            for line in screen.query(SaidByTrainer):
                line.refresh(layout=True)


class SaidByTrainer(Written):
    """A trainer's sentence, and that others look at this screen; nothing if neither is so."""

    def __init__(self, guest: Guest) -> None:
        """Take what is said from a session."""
        super().__init__()
        self._guest = guest

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes."""
        return len(self._lines(width)) if width > 0 else 0

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(self._lines(self.size.width or 80))

    def _lines(self, width: int) -> list[Content]:
        said = [IS_SHOWN] if self._guest.shown else []
        if self._guest.said:
            said.append(self._guest.said)
        return [line for words in said for line in self.glyphs.content(words).wrap(width)]
