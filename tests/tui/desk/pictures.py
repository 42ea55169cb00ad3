"""The pictures of the leaflet's election for helpdesks under test: the texts of the guides."""

from __future__ import annotations

from tests.architecture.source_tree import ROOT
from tui.desk.picture_place import PicturePlace
from tui.desk.pictures import Pictures


def drawn() -> Pictures:
    """Return pictures that are there; nothing is drawn or written."""
    return Pictures(PicturePlace(ROOT / "screenshots" / "texts", ()))
