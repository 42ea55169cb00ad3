"""Words of English that would be a slip of the framework on a French screen."""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"\b(the|and|your|you|please|with|this|password|invalid|must|cannot|usage|show|exit|"
    r"required|default|copy|copied|quit|commands?|help|press|enter|submit|cancel|close|search|"
    r"select|nothing|error|warning|value|number|input|loading|screen|screenshot|theme|keys?|"
    r"panel|toggle|focus|next|previous|empty|clipboard|allow|selection|options?|file|ok|yes)\b",
    re.IGNORECASE,
)


def english_words(text: str) -> list[str]:
    """Return the English words of a screen, addresses and what follows a `.` left out."""
    prose = re.sub(r"\S*[@/]\S*|\S+\.(?:fr|example)\b", "", text)
    return _ENGLISH.findall(prose)
