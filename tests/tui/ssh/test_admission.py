"""Who may have a session now."""

from __future__ import annotations

from models import SshSettings
from tui.ssh.admission import FLOOD, MINUTE, Admission

HERE, THERE = "10.0.0.1", "10.0.0.2"


def test_no_more_sessions_than_there_are_places() -> None:
    admission = Admission(SshSettings(sessions=2))
    for _ in range(2):
        assert admission.refusal(HERE) is None
        admission.begins(HERE)
    refused = admission.refusal(THERE)
    assert refused is not None
    assert refused[0] == "full"
    admission.ends(HERE)
    assert admission.refusal(THERE) is None


def test_no_more_sessions_of_an_address_than_it_may_have() -> None:
    admission = Admission(SshSettings(sessions_of_address=1))
    admission.begins(HERE)
    refused = admission.refusal(HERE)
    assert refused is not None
    assert refused[0] == "address"
    assert admission.refusal(THERE) is None


def test_whoever_connects_too_often_waits_a_minute_and_a_flood_is_not_answered() -> None:
    now = [1000.0]
    admission = Admission(SshSettings(connections_a_minute=3), lambda: now[0])
    answered = [admission.connects(HERE) for _ in range(3 * FLOOD + 5)]
    assert answered == [True] * 3 * FLOOD + [False] * 5
    refused = admission.refusal(HERE)
    assert refused is not None
    assert refused[0] == "rate"
    assert admission.connects(THERE)
    assert admission.refusal(THERE) is None
    now[0] += MINUTE + 1
    assert admission.connects(HERE)
    assert admission.refusal(HERE) is None


def test_a_room_that_has_left_leaves_nothing_to_be_remembered() -> None:
    admission = Admission(SshSettings())
    for number in range(100):
        admission.begins(str(number))
        admission.ends(str(number))
    assert admission.sessions == 0
    assert admission._sessions == {}
