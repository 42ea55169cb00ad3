"""The public credentials of an archive: any order, each once, and little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.voting.group import ORDER, Point, generated, point_text
from models.voting.listed_credentials import SIZE, ListedCredentials
from models.voting.messages import encode

POINTS = [generated(number) for number in range(1, 40)]
STRANGER = generated(ORDER - 1)
MANY = 3_000


def listed(points: list[Point]) -> bytes:
    return encode([point_text(point) for point in points])


@given(st.lists(st.sampled_from(POINTS), unique=True), st.data())
def test_each_that_is_listed_votes_once_whatever_the_order(
    points: list[Point], data: st.DataObject
) -> None:
    credentials = ListedCredentials(listed(points))
    for point in data.draw(st.permutations(points)):
        credentials.use(point)
    for point in points:
        with pytest.raises(ValueError, match="two ballots of one credential"):
            credentials.use(point)
    with pytest.raises(ValueError, match="not listed"):
        credentials.use(STRANGER)


@pytest.mark.parametrize("points", [[POINTS[0]] * 2, [POINTS[2], POINTS[1], POINTS[2]]])
def test_one_that_is_there_twice_is_refused(points: list[Point]) -> None:
    with pytest.raises(ValueError, match="a public credential twice"):
        ListedCredentials(listed(points))


def without(text: bytes, old: bytes, new: bytes) -> bytes:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"[", b"("),
        (b"]", b""),
        (b"]", b"]\n"),
        (b'","', b'", "'),
        (b'","', b'";"'),
        (b'"', b"'"),
        (b'"]', b',100"]'),
        (b'"]', b'",1]'),
        (b"a", b"A"),
    ],
)
def test_what_is_no_canonical_list_of_points_is_refused(old: bytes, new: bytes) -> None:
    text = listed(sorted(POINTS[:3], key=point_text))
    ListedCredentials(text)
    with pytest.raises(ValueError, match=r"list of public credentials|point:"):
        ListedCredentials(without(text, old, new))


@pytest.mark.parametrize("text", [b"", b"[", b"{}", b"null", b'[""]', b"[" + b"\xff" * 66 + b"]"])
def test_anything_else_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - by whatever is wrong first
        ListedCredentials(text)


def test_many_take_the_room_of_their_bytes() -> None:
    text = listed(sorted(map(generated, range(1, MANY + 1)), key=point_text))
    tracemalloc.start()
    try:
        credentials = ListedCredentials(text)
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    credentials.use(generated(1))
    assert held < MANY * (SIZE + 8)
    assert most < MANY * (SIZE + 24)
