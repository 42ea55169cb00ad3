"""What leads to the home screen, and to the code of whoever wants to be helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.scenes.stage import answered, arrived, opened, settled

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.scenes.stage import Stage


async def arrives(stage: Stage, pilot: Pilot[None]) -> None:
    """Come to the home screen."""
    await arrived(stage, pilot, "home")
    await answered(stage, pilot)


async def wants_to_be_helped(stage: Stage, pilot: Pilot[None]) -> None:
    """Have a code to read out."""
    await opened(stage, pilot, "being_helped")
    await settled(stage, pilot)
