"""The store of the roll: the tables of this package that are bound to it, and what makes them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from peewee import Model

from models import tables
from models.migrations.state import ROLL_MIGRATIONS
from models.storage.schema import Schema
from models.tables import base
from models.tables.base import ROLL
from models.tables.own_keys import keys_fit


def roll_tables() -> list[type[Model]]:
    """Return the tables of the roll, the accounts and the mails."""
    names = (f"{tables.__name__}.{module.name}" for module in iter_modules(tables.__path__))
    return [
        table
        for module in (import_module(name) for name in names if name != base.__name__)
        for table in vars(module).values()
        if isinstance(table, type)
        and issubclass(table, Model)
        and table.__module__ == module.__name__
        and table._meta.database is ROLL
    ]


ROLL_SCHEMA = Schema(ROLL, roll_tables, ROLL_MIGRATIONS, keys_fit)
