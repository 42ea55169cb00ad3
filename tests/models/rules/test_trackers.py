"""Trackers: shown in groups, typed in any spacing, and never another one than was shown."""

from __future__ import annotations

import string
from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.errors import TrackerRefused
from models.rules.text import REPLACEMENT, compact
from models.rules.trackers import LENGTH, SHORTEST, parse_tracker, show_tracker

ALPHABET = string.ascii_letters + string.digits + "+/"
TRACKERS = st.binary(min_size=32, max_size=32).map(
    lambda digest: b64encode(digest).decode().rstrip("=")
)
NOTHING = " \t\n\N{NO-BREAK SPACE}\N{EM SPACE}\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}-\N{EN DASH}"
SPACES = st.text(NOTHING, max_size=3)


@given(TRACKERS)
def test_what_is_shown_is_what_is_typed(tracker: str) -> None:
    shown = show_tracker(tracker)
    assert [len(group) for group in shown.split(" ")] == [*[4] * 10, 3]
    assert parse_tracker(shown) == tracker


@given(TRACKERS, st.data())
def test_spaces_and_padding_are_no_matter(tracker: str, data: st.DataObject) -> None:
    typed = "".join(sign + data.draw(SPACES) for sign in tracker)
    assert parse_tracker(f"{data.draw(SPACES)}{typed}{data.draw(st.sampled_from(['', '=']))}") == (
        tracker
    )


@given(TRACKERS, st.integers(SHORTEST, LENGTH))
def test_its_beginning_is_enough(tracker: str, length: int) -> None:
    assert parse_tracker(tracker[:length]) == tracker[:length]


@given(TRACKERS)
def test_capitals_are_no_small_letters(tracker: str) -> None:
    assume(tracker.swapcase() != tracker)
    assert parse_tracker(tracker.swapcase()) != tracker


@given(st.text(ALPHABET, max_size=SHORTEST - 1) | st.text(ALPHABET, min_size=LENGTH + 1))
def test_what_is_too_short_or_too_long_is_refused_with_its_length(typed: str) -> None:
    with pytest.raises(TrackerRefused, match=f"vous en avez saisi {len(typed)}"):
        parse_tracker(typed)


STRANGERS = st.characters().filter(
    lambda sign: bool(compact(sign)) and not set(compact(sign)) & {*ALPHABET, "="}
)


@given(TRACKERS, st.integers(0, LENGTH), STRANGERS)
def test_a_character_of_no_tracker_is_named_if_it_can_be_seen(
    tracker: str, at: int, stranger: str
) -> None:
    with pytest.raises(TrackerRefused) as refusal:
        parse_tracker(tracker[:at] + stranger + tracker[at:])
    named, _, remedy = refusal.value.text.partition(" ». ")
    assert remedy.startswith("Recopiez celui de votre reçu")
    assert named[-1] in {*compact(stranger), REPLACEMENT}
    assert refusal.value.text.isprintable()


@given(st.text())
def test_what_is_taken_is_a_tracker_or_its_beginning(typed: str) -> None:
    parsed = ""
    with suppress(TrackerRefused):
        parsed = parse_tracker(typed)
    assert set(parsed) <= set(ALPHABET)
    assert not parsed or SHORTEST <= len(parsed) <= LENGTH
