"""`make screenshots`: draw every scene again, and drop the pictures of scenes that are gone."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.published.pictures import OF_PAGES, draw_pages
from tests.screens.console_kiosk import NAMES, console_screens
from tests.screens.drawing import (
    PICTURES,
    TEXTS,
    draw,
    picture_of,
    text_file_of,
)
from tests.screens.scenes import SCENES
from tests.screens.sheets import SIZES, draw_sheet, name_of
from tests.screens.ssh_film import NAME as SSH
from tests.screens.ssh_film import film as film_of_ssh
from tests.screens.stage import fill_template
from tests.screens.visit_film import NAME, film


def main() -> None:
    """Draw the scenes named on the command line, or all of them."""
    wanted = set(sys.argv[1:])
    scenes = [scene for scene in SCENES if not wanted or scene.name in wanted]
    TEXTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        fill_template(template)
        for scene in scenes:
            drawing = asyncio.run(draw(scene, template, Path(folder) / scene.name))
            picture_of(scene).write_text(drawing.svg, encoding="utf-8")
            text_file_of(scene).write_text(drawing.text, encoding="utf-8")
            print(picture_of(scene).relative_to(PICTURES.parent))
        for size in SIZES:
            if not wanted or name_of(size) in wanted:
                _keep(name_of(size), draw_sheet(size, template, Path(folder)))
    if not wanted or wanted & set(NAMES):
        _draw_the_console()
    if not wanted or NAME in wanted:
        _keep(NAME, film([str(Path(sys.executable).with_name("espace-electeur"))]))
    if not wanted or wanted & set(OF_PAGES):
        draw_pages(PICTURES)
    if not wanted or SSH in wanted:
        _keep(SSH, film_of_ssh(Path(sys.prefix)))
    if not wanted:
        kept = {file for scene in SCENES for file in (picture_of(scene), text_file_of(scene))}
        kept |= {PICTURES / f"{name}.svg" for name in (*NAMES, NAME, SSH, *map(name_of, SIZES))}
        kept |= {TEXTS / f"{name}.txt" for name in NAMES}
        kept |= {PICTURES / f"{name}.png" for name in OF_PAGES}
        old = [*PICTURES.glob("*.svg"), *PICTURES.glob("*.png"), *TEXTS.glob("*.txt")]
        for file in old:
            if file not in kept:
                file.unlink()


def _keep(name: str, svg: str) -> None:
    picture = PICTURES / f"{name}.svg"
    picture.write_text(svg, encoding="utf-8")
    print(picture.relative_to(PICTURES.parent))


def _draw_the_console() -> None:
    """Draw what a terminal emulator shows of a kiosk on the Linux console."""
    for screen in console_screens():
        _keep(screen.name, screen.svg)
        (TEXTS / f"{screen.name}.txt").write_text(screen.text, encoding="utf-8")


if __name__ == "__main__":
    main()
