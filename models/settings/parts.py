"""What every section of the election file is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Final, Literal, NamedTuple, NoReturn, Self

from msgspec import Meta, Struct
from msgspec.structs import replace

Line = Annotated[str, Meta(min_length=1, max_length=200)]
"""Spaces around it are no part of it."""

Backend = Literal["embedded", "smtp-imap", "smtp"]
"""What keeps the mailboxes: this database, or the mail servers of the académie; with « smtp »
nobody opens one here, and people read their mails in a program of their own."""

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


class Unread(Exception):
    """A value was asked for that could not be read."""


class _Unread:
    """Stands for a value that has a flaw of its own: whoever works with it fails."""

    def _fail(self, *_: object) -> NoReturn:
        raise Unread

    __getattr__ = __getitem__ = __iter__ = __len__ = __contains__ = __bool__ = _fail
    __eq__ = __hash__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __truediv__ = _fail
    __format__ = __str__ = __repr__ = _fail


UNREAD: Final[Any] = _Unread()


def told(flaws: Iterable[Flaw]) -> Iterator[Flaw]:
    """Yield flaws up to the first value that is unread: what does not depend on it is known."""
    try:
        yield from flaws
    except Unread:
        return
    except TypeError as error:  # what is written in C says so before any method is called
        if _Unread.__name__ not in str(error):
            raise


class Section(Struct, frozen=True, kw_only=True):
    """A table of the file: values do not change.

    Attributes:
        moved: Where a key of earlier versions has gone, in French, by its name.
    """

    moved: ClassVar[Mapping[str, str]] = {}

    def flaws(self) -> Iterator[Flaw]:
        """Yield what is wrong although each value has its type and its bounds.

        Values with a flaw of their own are `UNREAD`: flaws that do not depend on each other are
        yielded by parts that are each `told`, so that a file is mended at once.
        """
        yield from ()

    def changed(self, **values: Any) -> Self:
        """Return the section with other values, which are not checked."""
        return replace(self, **values)
