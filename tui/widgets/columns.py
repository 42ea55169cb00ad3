"""Texts in columns: all cells of one as wide as its widest."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content


def column(cells: Sequence[Content], *, right: bool = False) -> list[Content]:
    """Return the cells of a column, each filled up with spaces.

    Args:
        cells: From top to bottom.
        right: Whether they end, not begin, below each other.
    """
    width = max((cell.cell_length for cell in cells), default=0)
    filled = [(cell, Content(" " * (width - cell.cell_length))) for cell in cells]
    return [
        Content.assemble(space, cell) if right else Content.assemble(cell, space)
        for cell, space in filled
    ]
