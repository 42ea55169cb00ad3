"""A scene on the screen, and what is kept of it: its picture and its text."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from tests.architecture.source_tree import ROOT
from tests.screens.scenes import Scene
from tests.screens.stage import staged
from tests.tui.sandbox import Sandbox

PICTURES = ROOT / "screenshots"
TEXTS = PICTURES / "texts"

_WEB_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")


@dataclass(frozen=True)
class Drawing:
    """What a scene looks like.

    Attributes:
        svg: The picture.
        text: The text of its lines.
    """

    svg: str
    text: str


PATIENCE = 120.0
"""Seconds for a picture: one that waits for words that never come is an error."""


@asynccontextmanager
async def played(
    scene: Scene, template: Path, directory: Path
) -> AsyncIterator[tuple[Sandbox, Pilot[None]]]:
    """Play a scene to its end on a copy of a template sandbox, and leave it on the screen.

    Raises:
        TimeoutError: It does not end; its name is a note.
    """
    async with staged(
        template,
        directory,
        at=scene.at,
        size=scene.size,
        theme=scene.theme,
        demo=scene.demo,
        kiosk=scene.kiosk,
        desk=scene.route.startswith("desk_"),
        bureau=scene.route.startswith(("bureau_", "demo_board")),
        voting=scene.voting,
    ) as (sandbox, pilot):
        try:
            async with asyncio.timeout(PATIENCE):
                await scene.play(sandbox, pilot)
                await pilot.pause()
        except TimeoutError as error:
            error.add_note(f"{scene.name}, {scene.size}")
            raise
        yield sandbox, pilot


async def draw(scene: Scene, template: Path, directory: Path) -> Drawing:
    """Return the picture of a scene."""
    async with played(scene, template, directory) as (sandbox, _):
        svg = sandbox.app.export_screenshot(title="Espace électeur")
        return Drawing(_kept_spaces(_WEB_FONTS.sub("", svg)), text_of(sandbox))


def text_of(sandbox: Sandbox) -> str:
    """Return the lines of a screen as they are kept beside its picture."""
    return "\n".join(sandbox.lines) + "\n"


def _kept_spaces(svg: str) -> str:
    """Return a picture whose texts keep the spaces at their ends."""
    return svg.replace("<text ", '<text xml:space="preserve" ')


def picture_of(scene: Scene) -> Path:
    """Return the file of a scene's picture."""
    return PICTURES / f"{scene.name}.svg"


def text_file_of(scene: Scene) -> Path:
    """Return the file of a scene's text."""
    return TEXTS / f"{scene.name}.txt"
