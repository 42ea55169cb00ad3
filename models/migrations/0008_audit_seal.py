"""The end of the audit chain is sealed with a key. A frozen copy."""

from typing import Any

from peewee import CharField, Database

TABLE = "audit_head"


def up(migrator: Any, db: Database) -> None:
    """Add the seal; whoever migrates has the keys, and seals the end that is there."""
    migrator.migrate(migrator.add_column(TABLE, "seal", CharField(max_length=64, default="")))


def down(migrator: Any, db: Database) -> None:
    """Take it away."""
    migrator.migrate(migrator.drop_column(TABLE, "seal"))
