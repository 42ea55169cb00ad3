"""Which answers show who calls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.caller_questions import ENOUGH, PLACES, is_recognised
from models.views.desk_calls import CallerFact

CORPS, SCHOOL, DEPARTMENT, USER_NAME = (
    CallerFact.CORPS,
    CallerFact.SCHOOL,
    CallerFact.DEPARTMENT,
    CallerFact.USER_NAME,
)
ALL = {CORPS, SCHOOL, USER_NAME}


@pytest.mark.parametrize(
    ("right", "asked", "recognised"),
    [
        ({CORPS, SCHOOL}, ALL, True),
        ({CORPS, SCHOOL, USER_NAME}, ALL, True),
        ({CORPS, USER_NAME}, ALL, False),
        ({SCHOOL, USER_NAME}, ALL, False),
        ({CORPS}, ALL, False),
        ({CORPS, USER_NAME}, {CORPS, USER_NAME}, True),
        ({CORPS, DEPARTMENT}, {CORPS, DEPARTMENT, USER_NAME}, True),
        ({CORPS, USER_NAME}, {CORPS, DEPARTMENT, USER_NAME}, False),
        ({SCHOOL, USER_NAME}, {SCHOOL, USER_NAME}, True),
        ({USER_NAME}, {USER_NAME}, False),
        ({CallerFact.CALLED_BACK}, ALL, True),
        ({CallerFact.CALLED_BACK}, set(), True),
        (set(), set(), False),
    ],
)
def test_who_is_recognised(
    right: set[CallerFact], asked: set[CallerFact], recognised: bool
) -> None:
    assert is_recognised(right, asked) is recognised


ASKED = [fact for fact in CallerFact if fact is not CallerFact.CALLED_BACK]
FACTS = st.sets(st.sampled_from(ASKED))


@given(FACTS, FACTS, st.sampled_from(CallerFact))
def test_more_right_answers_never_do_harm(
    right: set[CallerFact], asked: set[CallerFact], more: CallerFact
) -> None:
    assert is_recognised(right | {more}, asked) >= is_recognised(right, asked)


@given(FACTS, FACTS)
def test_what_was_not_asked_shows_nothing(right: set[CallerFact], asked: set[CallerFact]) -> None:
    assert is_recognised(right, asked) is is_recognised(right & asked, asked)
    if is_recognised(right, asked):
        assert len(right & asked) >= min(ENOUGH, len(asked))
        assert right & PLACES or not asked & PLACES
