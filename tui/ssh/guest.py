"""A session among the others of its host: says where the person is, and does what it is told."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from textual.message import Message

from tui.screens.base import EspaceScreen
from tui.ssh.room_messages import Here, Room, Say, Shown, Travel
from tui.ssh.said import Said

if TYPE_CHECKING:
    import msgspec
    from textual.app import App

    from tui.demo.demonstration import Demonstration
    from tui.ssh.messages import Line


class RoomTold(Message):
    """To the screen in front: something was heard from the host."""


LOOK = 1.0
"""Seconds between two looks at where the person is."""


class Guest:
    """The session's end of the line to its host.

    Attributes:
        room: What a trainer sees of all sessions, as last told; None: nothing yet.
        said: The trainer's sentence, and whether others may look at this session.
        group_only: Whether a trainer leads the own group alone.
    """

    def __init__(self, app: App[None], demonstration: Demonstration, line: Line) -> None:
        """Take the application, what leads it, and the line."""
        self._app = app
        self._demonstration = demonstration
        self._line = line
        self._here: Here | None = None
        self.room: Room | None = None
        self.said = Said(app)
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
                    self.said.say(message.words)
                case Travel():
                    self._demonstration.travel(message.moment)
                case Shown():
                    self.said.show(shown=message.shown)
                    signal.raise_signal(signal.SIGWINCH)  # drawn whole, as after another size
                    self._app.screen.refresh()
                case Room():
                    self.room = message
        self._app.screen.post_message(RoomTold())
