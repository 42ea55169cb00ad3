"""Which tables are the election's own: a database on a server may hold others beside them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from models import tables
from models.tables.base import NumberedRow, Row


def _rows(kind: type[Row]) -> Iterator[type[Row]]:
    for row in kind.__subclasses__():
        if row is not NumberedRow and row.__module__.startswith(f"{tables.__name__}."):
            yield row
        yield from _rows(row)


for _module in iter_modules(tables.__path__):
    import_module(f"{tables.__name__}.{_module.name}")

ELECTION_TABLES = frozenset(row._meta.table_name for row in _rows(Row))
"""Names of the tables of this package, the history of the migrations aside."""
