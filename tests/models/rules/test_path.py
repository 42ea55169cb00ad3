"""The steps of the path, with the mailbox and without."""

from __future__ import annotations

import pytest

from models.rules.path import MAIL_ELSEWHERE, WHOLE_PATH, PathStep


def test_the_steps_are_numbered_as_they_follow_each_other() -> None:
    assert [WHOLE_PATH.number_of(step) for step in WHOLE_PATH.steps] == [1, 2, 3]
    assert MAIL_ELSEWHERE.number_of(PathStep.ACCOUNT) == 1
    assert MAIL_ELSEWHERE.number_of(PathStep.SPACE) == 2
    assert MAIL_ELSEWHERE.step_numbered(2) is PathStep.SPACE


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_no_step_has_a_number_that_the_path_has_not(number: int) -> None:
    assert MAIL_ELSEWHERE.step_numbered(number) is None


def test_only_the_whole_path_has_a_mailbox() -> None:
    assert WHOLE_PATH.has_mailbox
    assert not MAIL_ELSEWHERE.has_mailbox
    with pytest.raises(ValueError, match="not in tuple"):
        MAIL_ELSEWHERE.number_of(PathStep.MAILBOX)
