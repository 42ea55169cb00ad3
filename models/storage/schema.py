"""What is in a store's database, apart from where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from peewee import Model

from models.crypto.keys import Keyring
from models.migrations.state import Migrations
from models.storage.current import CurrentDatabase


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a store, how they are made, and how its keys are recognised.

    Attributes:
        current: What its tables are bound to, and no other store's.
        tables: Returns its tables, the history of its migrations aside: a call, since
            a visit never imports them all.
        migrations: What makes its tables.
        keys_fit: Returns whether keys are this database's, inside a connection.
    """

    current: CurrentDatabase
    tables: Callable[[], Iterable[type[Model]]]
    migrations: Migrations
    keys_fit: Callable[[Keyring], bool]

    def table_names(self) -> frozenset[str]:
        """Return the names of its tables: a server's database may hold others beside them."""
        return frozenset(table._meta.table_name for table in self.tables())
