"""The public credentials of an archive, and which of them have voted.

They are kept as bytes one after the other, 33 for each: as texts and in sets, a hundred thousand of
them took thirty megabytes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from models.voting.group import Point, parse_point, point_text

SIZE = 32
"""Bytes of a credential."""
WIDTH = 2 * SIZE + 3
"""Bytes of one in the list: its digits, two quotation marks, a comma or the last bracket."""


class ListedCredentials:
    """Those that may vote, once each."""

    def __init__(self, text: bytes) -> None:
        """Read the list as it is archived.

        Args:
            text: A JSON list of texts without weights, as `messages.encode` writes it.

        Raises:
            ValueError: It is no such list, one of them is no point of the group, or is there twice.
        """
        places = bytearray()
        for point in _points(text):
            places += _key(point)
        keys = (bytes(places[start : start + SIZE]) for start in range(0, len(places), SIZE))
        if any(one >= other for one, other in pairwise(keys)):  # ours are sorted
            keys = (bytes(places[start : start + SIZE]) for start in range(0, len(places), SIZE))
            in_order = sorted(keys)
            if any(one == other for one, other in pairwise(in_order)):
                raise ValueError("archive: a public credential twice")
            places = bytearray(b"".join(in_order))
        self._places = places
        self._used = bytearray(len(places) // SIZE)

    def use(self, point: Point) -> None:
        """Note that one has voted.

        Raises:
            ValueError: It may not vote, or has voted.
        """
        key, number = _key(point), len(self._used)
        place = bisect_left(range(number), key, key=self._at)
        if place == number or self._at(place) != key:
            raise ValueError("archive: a ballot of a credential that is not listed")
        if self._used[place]:
            raise ValueError("archive: two ballots of one credential")
        self._used[place] = 1

    def _at(self, place: int) -> bytes:
        return bytes(self._places[place * SIZE : (place + 1) * SIZE])


def _key(point: Point) -> bytes:
    """Return a credential in the order in which lists are sorted: that of its text."""
    return bytes.fromhex(point_text(point))


def _points(text: bytes) -> Iterator[Point]:
    """Yield the points of a list, which is cut where its entries have to end."""
    if text == b"[]":
        return
    if text[:1] != b"[" or text[-1:] != b"]" or len(text) % WIDTH != 1:
        raise ValueError("not a list of public credentials")
    for start in range(1, len(text), WIDTH):
        entry = text[start : start + WIDTH]
        last = b"]" if start + WIDTH == len(text) else b","
        if entry[:1] != b'"' or entry[-2:] != b'"' + last:
            raise ValueError("not a list of public credentials")
        yield parse_point(entry[1:-2].decode())
