"""The letters of what is printed: two faces that are embedded, and what they do not have.

Fira Sans has every Latin letter that a French civil register takes, Greek and Cyrillic; the
identifier is set in IBM Plex Mono, whose B, 8, S, 5, G and 6 are told apart by tired eyes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import fontpkg_fira_sans
import fontpkg_ibm_plex_mono
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from models.rules.text import fold_accents, typeset

TEXT, STRONG, FIXED = "notice-text", "notice-strong", "notice-fixed"
"""Names under which the faces are known to the library."""

_FILES = {
    TEXT: fontpkg_fira_sans.ROOT / "files" / "FiraSans-Regular.ttf",
    STRONG: fontpkg_fira_sans.ROOT / "files" / "FiraSans-SemiBold.ttf",
    FIXED: fontpkg_ibm_plex_mono.ROOT / "files" / "IBMPlexMono-SemiBold.ttf",
}
UNKNOWN = "?"
"""Stands for a sign that is in no face."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face that is ready to print with.

    Attributes:
        name: Under which the library has it.
    """

    name: str
    _font: Any

    def width(self, text: str, size: float) -> float:
        """Return how wide a line is, in points."""
        return float(self._font.stringWidth(text, size))

    def printed(self, text: str) -> str:
        """Return a text as this face prints it.

        A letter that it does not have is printed without its accents, any other sign as
        `UNKNOWN`: a black box would look like a fault of the printer.
        """
        whole = unicodedata.normalize(
            "NFC", typeset(text).replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
        )
        return "".join(sign if self._has(sign) else self._instead_of(sign) for sign in whole)

    def prints(self, text: str) -> bool:
        """Return whether each sign of a text is printed, or at least its letter."""
        return UNKNOWN not in self.printed(text.replace(UNKNOWN, ""))

    def _instead_of(self, sign: str) -> str:
        if unicodedata.category(sign) in {"Cf", "Mn", "Me"}:
            return ""
        plain = fold_accents(sign)
        return plain if all(map(self._has, plain)) else UNKNOWN

    def _has(self, sign: str) -> bool:
        return ord(sign) in self._font.face.charToGlyph


@cache
def face(name: str) -> Face:
    """Return a face by its name, its file read once a process."""
    font = TTFont(name, _FILES[name])
    registerFont(font)
    return Face(name, font)
