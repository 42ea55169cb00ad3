"""What every table shares: its store and how it keeps time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from peewee import AutoField, DateTimeField, Model

from models.storage.current import CurrentDatabase

if TYPE_CHECKING:
    _DateTimeField = DateTimeField[datetime]
else:
    _DateTimeField = DateTimeField

ROLL = CurrentDatabase()
"""The store of the roll, the accounts and the mails, whichever is open in a thread."""


class Row(Model):
    """A row of the election's database; it never leaves this package."""

    class Meta:
        """Read and write in the store that is open."""

        database = ROLL
        legacy_table_names = False


class NumberedRow(Row):
    """A row that the database numbers."""

    id = AutoField()


class UtcDateTimeField(_DateTimeField):
    """A moment: aware in the code, UTC without a zone in the database."""

    def db_value(self, value: datetime | None) -> object:
        """Return what is stored.

        Raises:
            ValueError: The moment is naive.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive moment cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def python_value(self, value: object) -> datetime | None:
        """Return the stored moment, aware, in UTC."""
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) else None


if TYPE_CHECKING:

    class OptionalUtcDateTimeField(DateTimeField[datetime | None]):
        """A moment that may not have come."""

else:

    class OptionalUtcDateTimeField(UtcDateTimeField):
        """A moment that may not have come."""

        def __init__(self, **settings: object) -> None:
            """Allow NULL."""
            super().__init__(null=True, **settings)


def moment_of(stored: str | datetime) -> datetime:
    """Return a moment as either database stores it, aware, in UTC."""
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment.replace(tzinfo=UTC)
