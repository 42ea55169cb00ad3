"""A picture that a telephone reads, drawn in a terminal: two modules a cell."""

from __future__ import annotations

BORDER = 2
"""Modules around it: four by the standard, of which readers need two."""
HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""What a cell shows for its upper and its lower module, light on dark."""


def qr_lines(text: str) -> tuple[str, ...]:
    """Return the lines of the picture; a light module is a drawn one.

    Args:
        text: What it says.
    """
    import segno

    code = segno.make(text, error="l", micro=False, boost_error=False)
    rows = [[not dark for dark in row] for row in code.matrix_iter(border=BORDER)]
    if len(rows) % 2:
        rows.append([True] * len(rows[0]))
    return tuple(
        "".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
