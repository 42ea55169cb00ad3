"""Which characters a terminal can show, and what replaces the others.

Text goes through here twice. `Glyphs.content` builds what a widget shows: data
is never read as markup, spaces before « : » are kept on their line, and signs
that the terminal lacks become words of several letters, before the layout is
computed. `Glyphs.filter` then looks at every line that leaves for the terminal
(borders, typed text, scroll bars too) and replaces what is left, one cell for
one cell, so that nothing escapes the table and nothing moves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.style import Style

from models import typeset

Part = str | tuple[str, str | Style]
"""A piece of text, alone or with what colours it: a component class (« .kept »), or a
style, which a ground needs."""

HELD_SPACE = "\ue000"
"""Replaces a no-break space until it is drawn: Textual wraps lines at any white
space, U+00A0 and U+202F among them, and this private character is none."""

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=\w)")
"""Between letters, as in « l'élection »; minutes of an arc and quotes are others."""
_NO_BREAK = re.compile("[\u00a0\u202f]")
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000\ufeff]"
)
_TO_DRAW = re.compile(_UNSAFE.pattern[:-1] + "\n]")

_SPELT = str.maketrans(
    {
        "✓": "[x]",
        "✗": "[!]",
        "…": "...",
        "œ": "oe",
        "Œ": "OE",
        "▸": ">",
        "◂": "<",
        "•": "*",
        "←": "<-",
        "→": "->",
        "↑": "haut",
        "↓": "bas",
    }
)
_DRAWN = {
    "●": "*",
    "○": "o",
    "◆": "#",
    "━": "═",
    "┃": "│",
    "▌": "║",
    "▐": "║",
    "█": "║",
    "•": "*",
    "✓": "x",
    "✗": "!",
    "▸": ">",
    "◂": "<",
    "’": "'",
    "\u2018": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "\u2212": "-",
    "…": "~",
    "œ": "o",
    "Œ": "O",
    "€": "E",
    HELD_SPACE: " ",
    "\u00a0": " ",
    "\u202f": " ",
}
_BOXES = frozenset("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬")


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(4096)
def console_character(character: str) -> str:
    """Return what the Linux console shows for a character, in as many cells.

    Only characters that both code page 437 (the kernel's font) and ISO 8859-15
    (Debian's default console font) have are sent; a letter loses its accent,
    anything else becomes a question mark.
    """
    drawn = _DRAWN.get(character)
    if drawn is not None:
        return drawn
    if character in _BOXES or (
        character.isprintable()
        and _encodable(character, "cp437")
        and _encodable(character, "iso8859-15")
    ):
        return character
    width = cell_len(character)
    bare = unicodedata.normalize("NFKD", character)[:1]
    if width == 1 and bare.isascii() and bare.isprintable():
        return bare
    return ("" if "▁" <= character <= "▟" else "?") * width or " " * width


BLACK, NOT_BOLD = Color.parse("#000000").rich_color, RichStyle(bold=False)


class GlyphFilter(LineFilter):
    """Replaces, in the lines that leave for the terminal, what it cannot show.

    Attributes:
        letters: Those that the font of this console has besides.
    """

    def __init__(self, *, console: bool) -> None:
        """Prepare for the Linux console, or for any other terminal."""
        super().__init__()
        self.letters: frozenset[str] = frozenset()
        self._console = console

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with the same number of cells each."""
        return [
            segment
            if segment.control
            else Segment(self._drawn(segment.text), self._styled(segment.style))
            for segment in segments
        ]

    def _styled(self, style: RichStyle | None) -> RichStyle | None:
        """Return a style that can be read: the Linux console draws bold black as dark grey."""
        if self._console and style is not None and style.bold and style.color == BLACK:
            return style + NOT_BOLD
        return style

    def _drawn(self, text: str) -> str:
        if self._console:
            return text if text.isascii() and text.isprintable() else self._transliterated(text)
        if _TO_DRAW.search(text) is None:
            return text
        return _TO_DRAW.sub(_visible, text)

    def _transliterated(self, text: str) -> str:
        return "".join(
            character if character in self.letters else console_character(character)
            for character in text
        )


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character == HELD_SPACE:
        return "\u00a0"
    return "\ufffd" * cell_len(character)


class Glyphs:
    """The repertoire of one terminal."""

    def __init__(self, *, console: bool = False) -> None:
        """Take the Linux console's small repertoire, or everything.

        Args:
            console: TERM is `linux`: CP437 and Latin-9 are all there is.
        """
        self.console = console
        self.filter = GlyphFilter(console=console)

    @classmethod
    def of_terminal(cls, environment: Mapping[str, str]) -> Glyphs:
        """Return the repertoire of the terminal that TERM names."""
        return cls(console=environment.get("TERM", "").startswith("linux"))

    def learn(self, letters: frozenset[str]) -> None:
        """Show letters as they are: the font of this console has them."""
        self.filter.letters = letters

    def text(self, text: str) -> str:
        """Return a text as it is laid out: typeset, harmless, in known signs."""
        safe = _UNSAFE.sub("", unicodedata.normalize("NFC", text))
        set_text = _APOSTROPHE.sub("’", typeset(safe))
        if self.console:
            kept = {ord(letter): letter for letter in self.filter.letters}
            set_text = set_text.translate({**_SPELT, **kept})
        return _NO_BREAK.sub(HELD_SPACE, set_text)

    def content(self, *parts: Part) -> Content:
        """Return parts as one content, none of them read as markup."""
        return Content.assemble(
            *(
                self.text(part) if isinstance(part, str) else (self.text(part[0]), part[1])
                for part in parts
            )
        )
