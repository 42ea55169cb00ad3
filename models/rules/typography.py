"""French typography: the spaces that a line may not break at.

Rules of the Imprimerie nationale: a no-break space before « : ; ! ? » » and
after « « », between a number and its unit, between a day and its month. The
ordinary no-break space is used everywhere, since the narrow one is in no
console font; for the same reason the apostrophe stays the typewriter's.
"""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\u00a0"

_UNITS = (
    r"h|min|s|o|Ko|Mo|Go|%|€|ans?|jours?|heures?|minutes?|secondes?|sièges?|caractères?|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."
)
_BREAKABLE = re.compile(
    r"(?<=\S) (?=[:;!?»])"
    r"|(?<=«) (?=\S)"
    rf"|(?:(?<=\d)|(?<=\b1er)) (?=(?:{_UNITS})(?!\w))"
    rf"|(?<=\d[ {NO_BREAK_SPACE}]h) (?=\d\d(?!\d))"
)


def typeset(text: str) -> str:
    """Return a French text with no-break spaces where a line may not break.

    Only a single ordinary space is ever replaced: addresses (https://…), times
    (10:30) and whatever has no space there come out as they went in. The length
    does not change, and a text set twice is a text set once.
    """
    return _BREAKABLE.sub(NO_BREAK_SPACE, text)
