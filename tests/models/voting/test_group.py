"""Points and scalars are read as they are written, and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.voting.group import (
    NEUTRAL,
    ORDER,
    generated,
    hashed,
    over,
    parse_point,
    parse_scalar,
    point_text,
    power,
    product,
    times,
)

SCALARS = st.integers(0, ORDER - 1) | st.sampled_from([0, 1, ORDER - 1])
POINTS = st.integers(1, ORDER - 1).map(generated)
OF_SMALL_ORDER = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
"""A point of order 8 (RFC 7748's curve has a cofactor of 8)."""


@given(POINTS, SCALARS, SCALARS)
def test_the_laws_of_powers(point: bytes, first: int, second: int) -> None:
    assert times(power(point, first), power(point, second)) == power(point, first + second)
    assert power(power(point, first), second) == power(point, first * second)
    assert over(power(point, first), power(point, second)) == power(point, first - second)
    assert times(generated(first), generated(second)) == generated(first + second)


@given(POINTS)
def test_the_neutral_element_and_the_scalar_zero_are_ordinary(point: bytes) -> None:
    assert power(point, 0) == power(NEUTRAL, 5) == generated(0) == product([]) == NEUTRAL
    assert times(point, NEUTRAL) == over(point, NEUTRAL) == power(point, ORDER + 1) == point
    assert over(point, point) == power(point, ORDER) == NEUTRAL


@given(POINTS)
def test_a_point_is_read_as_it_was_written(point: bytes) -> None:
    assert parse_point(point_text(point)) == point


@pytest.mark.parametrize(
    "text",
    [
        "",
        "00" * 32,
        "ff" * 32,
        point_text(NEUTRAL),
        point_text(OF_SMALL_ORDER),
        point_text(times(OF_SMALL_ORDER, generated(7))),
        point_text(generated(7)).upper(),
        point_text(generated(7))[:-2],
        f" {point_text(generated(7))}",
    ],
)
def test_what_is_no_point_of_the_group_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="point"):
        parse_point(text)


@pytest.mark.parametrize(
    "text", ["", "-1", "01", "1.0", " 1", "1\n", "\u0661", str(ORDER), "9" * 77]
)
def test_what_is_no_scalar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="scalar"):
        parse_scalar(text)


@given(SCALARS)
def test_a_scalar_is_read_as_it_was_written(scalar: int) -> None:
    assert parse_scalar(str(scalar)) == scalar


def test_the_hash_covers_prefix_and_points_in_their_order() -> None:
    first, second = generated(2), generated(3)
    digests = {hashed("a|", [first, second]), hashed("a|", [second, first]), hashed("b|", [])}
    assert len(digests) == 3
    assert all(0 <= each < ORDER for each in digests)
