"""A mail that is only HTML, read as text."""

from __future__ import annotations

import re

LONGEST = 262_144
"""Characters of HTML that are read: as many as bytes of a mail are fetched."""

UNREADABLE = "Ce mail ne peut pas être affiché ici."

_TABLES = re.compile(r"(?i)<(/?)(?:table|thead|tbody|tfoot|tr|td|th|caption)\b")
_UNSEEN = re.compile(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)")
_DECLARATION = re.compile(r"(?s)\A\s*<\?xml.*?\?>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_LINK = re.compile(r"\[\s*((?:[^\[\]]|\[[^\[\]]*\])*?)\s*\]\(\s*([^()\s]+)\s*\)")


def html_to_text(html: str) -> str:
    """Return what an HTML mail says, the addresses of its links shown, scripts and styles dropped.

    Cells of tables become lines: mails lay out with them, and a table drawn in
    characters would be wider than any screen.
    """
    from inscriptis import get_text
    from inscriptis.css_profiles import STRICT_CSS_PROFILE
    from inscriptis.model.config import ParserConfig

    plain = _UNSEEN.sub(" ", _CONTROLS.sub("", html[:LONGEST]))
    simple = _TABLES.sub(r"<\1div", _DECLARATION.sub("", plain))
    try:
        text: str = get_text(simple, ParserConfig(css=STRICT_CSS_PROFILE, display_links=True))
    except Exception:  # of two libraries, on what strangers write: each mail must open
        return UNREADABLE
    return _EMPTY_LINES.sub("\n\n", _LINK.sub(_shown_link, text)).strip("\n")


def _shown_link(found: re.Match[str]) -> str:
    """Return « words <address> », or the address alone where it is the words."""
    words, address = found[1].strip(), found[2]
    return f"<{address}>" if words in {"", address} else f"{words} <{address}>"
