"""From a scene to its picture and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.screens.scenes import Scene
from tests.screens.stage import staged

PICTURES = ROOT / "screenshots"
TEXTS = PICTURES / "texts"

_WEB_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")


@dataclass(frozen=True)
class Drawing:
    """What a scene looks like, and whether it can be left.

    Attributes:
        svg: The picture.
        text: The text of its lines.
        quit: QUITTEZ has ended the program from there.
    """

    svg: str
    text: str
    quit: bool


async def draw(scene: Scene, template: Path, directory: Path) -> Drawing:
    """Return the picture of a scene, drawn on a copy of a template sandbox."""
    async with staged(
        template,
        directory,
        at=scene.at,
        size=scene.size,
        theme=scene.theme,
        demo=scene.demo,
        kiosk=scene.kiosk,
    ) as (sandbox, pilot):
        await scene.play(sandbox, pilot)
        await pilot.pause()
        svg = sandbox.app.export_screenshot(title="Espace électeur")
        text = "\n".join(sandbox.lines) + "\n"
        await pilot.press("f10")
        quit_it = sandbox.app._exit
    return Drawing(_kept_spaces(_WEB_FONTS.sub("", svg)), text, quit_it)


def _kept_spaces(svg: str) -> str:
    """Return a picture whose texts keep the spaces at their ends."""
    return svg.replace("<text ", '<text xml:space="preserve" ')


def picture_of(scene: Scene) -> Path:
    """Return the file of a scene's picture."""
    return PICTURES / f"{scene.name}.svg"


def text_file_of(scene: Scene) -> Path:
    """Return the file of a scene's text."""
    return TEXTS / f"{scene.name}.txt"
