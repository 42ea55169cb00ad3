"""Counting over all electors with as many connections as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from peewee import Expression, fn

from models.context import Context

SMALL = 10_000
"""Electors for which other threads and connections cost more than they save."""


def rows_in_parts(
    context: Context, column: Any, query: Callable[[Expression], Iterable[tuple[Any, ...]]]
) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a query over each part of the electors, one part after the other.

    Inside a connection. Inside a transaction the whole is one part: other
    connections would not see what it has changed, and might wait for it.

    Args:
        context: The open election.
        column: What holds the electors' numbers, in the table that is counted.
        query: Builds the query for the part that a condition describes; groups
            may come back once a part.
    """
    first, last = column.model.select(fn.MIN(column), fn.MAX(column)).scalar(as_tuple=True)
    if first is None:
        return
    parts = min(os.cpu_count() or 1, context.election.database.connections - 1)
    if last - first < SMALL or parts < 2 or context.store.database.in_transaction():
        yield from query(column >= first)
        return
    size = (last - first) // parts + 1

    def rows_of(number: int) -> list[tuple[Any, ...]]:
        start = first + number * size
        with context.connection(unlimited=True):
            return list(query((column >= start) & (column < start + size)))

    with ThreadPoolExecutor(parts) as pool:
        for rows in pool.map(rows_of, range(parts)):
            yield from rows
