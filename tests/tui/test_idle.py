"""What a key does is done when the pilot returns, however little of a core the process had."""

from __future__ import annotations

import asyncio
from threading import Event

from textual.app import App
from textual.events import Key

STALL = 0.03
"""Seconds without a core; Textual alone takes 0.02 of them for idleness."""
STEPS = 25


class Stalled(App[None]):
    """An application whose keys take several steps, and that is given no core before each."""

    done = 0

    def on_key(self, _: Key) -> None:
        asyncio.get_running_loop().call_soon(self.step)

    def step(self) -> None:
        Event().wait(STALL)
        self.done += 1
        if self.done < STEPS:
            asyncio.get_running_loop().call_soon(self.step)


async def test_a_key_is_pressed_once_all_that_it_does_is_done() -> None:
    app = Stalled()
    async with app.run_test() as pilot:
        await pilot.press("x")
        assert app.done == STEPS
