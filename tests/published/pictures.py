"""Pictures of the published pages, as chromium shows them."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

from tests.published.browser import chromium, served
from tests.published.sites import SITE, write_site

SHOWN = ("CTM", "CTA", "CAPA-plp")
"""The scrutins of the site that is shown."""
OF_PAGES = {
    "publication-resultats": ("index.html", 1280, "light"),
    "publication-scrutin": ("scrutins/CTA.html", 1280, "light"),
    "publication-verifier": ("verifier.html", 1280, "light"),
    "publication-telephone": ("scrutins/CTA.html", 360, "light"),
    "publication-sombre": ("index.html", 360, "dark"),
}
"""The page of each picture, how wide it is, and the scheme of its colours."""
HEIGHT = 740


def draw_pages(folder: Path) -> None:
    """Draw each picture again.

    Args:
        folder: Where the pictures are.
    """
    scrutins = tuple(one for one in SITE.scrutins if one.result.code in SHOWN)
    site = dataclasses.replace(SITE, scrutins=scrutins, uncounted=())
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        write_site(Path(place), site)
        with served(Path(place)) as address:
            for name, (path, width, scheme) in OF_PAGES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": HEIGHT},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}.png", full_page=True)
                page.close()
                print(f"{folder.name}/{name}.png")
