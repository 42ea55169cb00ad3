"""What every section of the election file is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from msgspec import Meta, Struct
from msgspec.structs import replace

Line = Annotated[str, Meta(min_length=1, max_length=200)]
"""Spaces around it are no part of it."""

Backend = Literal["embedded", "smtp-imap"]
"""What keeps the mailboxes: this database, or the mail servers of the académie."""

Positive = Annotated[int, Meta(ge=1)]

Wait = timedelta
"""A duration above zero; a number in the file is in seconds."""

Place = tuple[int | str, ...]
"""Path of keys and list indexes, as `("scrutins", 3, "seats")`."""


class Flaw(NamedTuple):
    """What is wrong with a value.

    Attributes:
        place: Where it is, from the section or the file that tells it; empty: it is the whole.
        reason: In French, without the value, which may be secret.
        command: The command of this program that makes a right value, if the reason names one.
    """

    place: Place
    reason: str
    command: str | None = None


class Section(Struct, frozen=True, kw_only=True):
    """A table of the file: values do not change.

    Attributes:
        moved: Where a key of earlier versions has gone, in French, by its name.
    """

    moved: ClassVar[Mapping[str, str]] = {}

    def flaws(self) -> Iterator[Flaw]:
        """Yield what is wrong although each value has its type and its bounds."""
        yield from ()

    def changed(self, **values: Any) -> Self:
        """Return the section with other values, which are not checked."""
        return replace(self, **values)
