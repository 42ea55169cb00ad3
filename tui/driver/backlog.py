"""What was typed and is not taken yet: the application is given one event after the other.

Textual queues whatever comes. A key that is held down, on a slow machine, fills that queue: what
is typed next waits behind all of it, and so does the sign of life of a visit.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from itertools import takewhile
from threading import Lock

from textual.events import Key, MouseMove, MouseScrollDown, MouseScrollUp
from textual.message import Message

LEAVE = "f10"
"""The key that ends a visit: it does not wait, and what was typed before it goes with the visit."""
MOST_REPEATS = 30
"""Presses of one key without a letter that wait at most: half a second of one that is held."""
MOST_PAGES = 1
"""The same of a function key: each opens or closes a page, or paints the whole screen anew."""
_STREAMS = (MouseMove, MouseScrollDown, MouseScrollUp)
"""Events of which only the last one counts, as long as none was taken."""


class Backlog:
    """Holds events back until those before them are done with; used by two threads."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        deliver: Callable[[Message], None],
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        """Take what events go to.

        Args:
            loop: Of the application.
            deliver: Hands an event to the application; called on the loop.
            settled: Returns once the application is done with what it was given.
        """
        self._loop = loop
        self._deliver = deliver
        self._settled = settled
        self._waiting: deque[Message] = deque()
        self._lock = Lock()
        self._running = False
        self._task: asyncio.Task[None] | None = None

    def put(self, message: Message) -> None:
        """Take an event, from the thread that reads the terminal."""
        with self._lock:
            self._add(message)
            if self._running:
                return
            self._running = True
        self._loop.call_soon_threadsafe(self._start)

    def _add(self, message: Message) -> None:
        waiting = self._waiting
        if isinstance(message, Key):
            if message.key == LEAVE:
                waiting.clear()
            elif not message.is_printable and self._repeats(message.key) >= _most(message.key):
                return
        elif isinstance(message, _STREAMS) and waiting and type(waiting[-1]) is type(message):
            waiting.pop()
        waiting.append(message)

    def _repeats(self, key: str) -> int:
        """Return how many presses of a key wait, one behind the other, as the last events."""
        same = takewhile(
            lambda one: isinstance(one, Key) and one.key == key, reversed(self._waiting)
        )
        return sum(1 for _ in same)

    def _start(self) -> None:
        self._task = self._loop.create_task(self._hand_on())

    async def _hand_on(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._running = False
                    return
                message = self._waiting.popleft()
            self._deliver(message)
            await self._settled()


def _most(key: str) -> int:
    is_function = key[:1] == "f" and key[1:].isdigit()
    return MOST_PAGES if is_function else MOST_REPEATS
