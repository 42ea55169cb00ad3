"""The group of the protocol: the points of Ed25519 of prime order (specification, § 5.2.1).

It is written multiplicatively, as in the specification: `power(point, scalar)`. A point is the 32
bytes of libsodium; on the wire it is these bytes reversed, in hexadecimal. A scalar is an integer
modulo `ORDER`, on the wire in base 10.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import reduce
from hashlib import sha256

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_core_ed25519_sub,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

NAME = "Ed25519"
"""What the specification calls this group (§ 5)."""

ORDER = 2**252 + 27742317777372353535851937790883648493
"""q: how many points the group has, a prime."""

Point = bytes
Draw = Callable[[int], int]
"""Gives a random number from 0 to below its argument, such as `secrets.randbelow`."""

POINT_BYTES = 32
NEUTRAL = (1).to_bytes(POINT_BYTES, "little")
"""g⁰. libsodium refuses it as a factor, and the scalar 0 with it: both are cases of their own."""

_POINT = re.compile(r"[0-9a-f]{64}")
_SCALAR = re.compile(r"0|[1-9][0-9]{0,75}")


def point_text(point: Point) -> str:
    """Return a point as it is on the wire: 64 hexadecimal characters."""
    return point[::-1].hex()


def parse_point(text: str) -> Point:
    """Return the point of a text of the wire.

    Raises:
        ValueError: It is no point of the group, is the neutral element, which no honest key or
            ciphertext is, or is not written as `point_text` writes it.
    """
    if not _POINT.fullmatch(text):
        raise ValueError("point: 64 hexadecimal characters")
    point = bytes.fromhex(text)[::-1]
    if not crypto_core_ed25519_is_valid_point(point):
        raise ValueError("point: not in the group")
    return point


def parse_scalar(text: str) -> int:
    """Return the scalar of a text of the wire.

    Raises:
        ValueError: It is not written in base 10 without leading zeros, or not below `ORDER`.
    """
    if not _SCALAR.fullmatch(text):
        raise ValueError("scalar: not a number in base 10")
    scalar = int(text)
    if scalar >= ORDER:
        raise ValueError("scalar: not below the order of the group")
    return scalar


def generated(scalar: int) -> Point:
    """Return g raised to a scalar of any size."""
    reduced = scalar % ORDER
    if reduced == 0:
        return NEUTRAL
    return crypto_scalarmult_ed25519_base_noclamp(reduced.to_bytes(POINT_BYTES, "little"))


def power(point: Point, scalar: int) -> Point:
    """Return a point raised to a scalar of any size."""
    reduced = scalar % ORDER
    if reduced == 0 or point == NEUTRAL:
        return NEUTRAL
    return crypto_scalarmult_ed25519_noclamp(reduced.to_bytes(POINT_BYTES, "little"), point)


def product(points: Iterable[Point]) -> Point:
    """Return the product of any number of points, `NEUTRAL` of none."""
    return reduce(crypto_core_ed25519_add, points, NEUTRAL)


def times(first: Point, second: Point) -> Point:
    """Return the product of two points."""
    return crypto_core_ed25519_add(first, second)


def over(dividend: Point, divisor: Point) -> Point:
    """Return a point divided by another one."""
    return crypto_core_ed25519_sub(dividend, divisor)


def hashed(prefix: str, points: Iterable[Point]) -> int:
    """Return H of the proofs: SHA-256, read as a big-endian number, modulo `ORDER`.

    Args:
        prefix: What comes before the points, with its last bar: `prove|S|α,β|`.
        points: The commitments, which commas separate.
    """
    text = prefix + ",".join(map(point_text, points))
    return int.from_bytes(sha256(text.encode()).digest(), "big") % ORDER
