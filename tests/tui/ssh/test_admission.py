"""Who may have a session now."""

from __future__ import annotations

from models import SshSettings
from tui.ssh.admission import FLOOD, MINUTE, SPARE, Admission, Places

HERE, THERE = "10.0.0.1", "10.0.0.2"


def test_no_more_places_are_taken_than_there_are() -> None:
    places = Places(2, 2)
    for address in (HERE, THERE):
        assert places.refusal(address) is None
        places.take(address)
    refused = places.refusal(THERE)
    assert refused is not None
    assert refused[0] == "full"
    places.leave(HERE)
    assert places.refusal(THERE) is None


def test_no_more_places_of_an_address_than_it_may_have() -> None:
    places = Places(9, 1)
    places.take(HERE)
    refused = places.refusal(HERE)
    assert refused is not None
    assert refused[0] == "address"
    assert places.refusal(THERE) is None


def test_whoever_comes_too_often_waits_a_minute_and_a_flood_is_not_answered() -> None:
    now = [1000.0]
    admission = Admission(SshSettings(connections_a_minute=3), lambda: now[0])
    answered = [admission.comes(HERE) for _ in range(3 * FLOOD + 5)]
    assert answered == [True] * 3 * FLOOD + [False] * 5
    assert admission.is_too_fast(HERE)
    assert admission.comes(THERE)
    assert not admission.is_too_fast(THERE)
    now[0] += MINUTE + 1
    assert admission.comes(HERE)
    assert not admission.is_too_fast(HERE)


def test_a_room_that_has_left_leaves_nothing_to_be_remembered() -> None:
    places = Places(200, 200)
    for number in range(100):
        places.take(str(number))
        places.leave(str(number))
    assert places.taken == 0
    assert places._taken == {}


def test_agents_have_places_of_their_own_wherever_they_come_from() -> None:
    admission = Admission(SshSettings(sessions=1, sessions_of_address=1, assistance_sessions=2))
    admission.sessions.take(HERE)
    for _ in range(2):
        assert admission.assistance.refusal(HERE) is None
        admission.assistance.take(HERE)
    assert admission.assistance.refusal(THERE) is not None


def test_those_who_have_a_session_and_look_at_another_are_connected_at_once() -> None:
    admission = Admission(SshSettings(sessions=5, sessions_of_address=4))
    held = 0
    while admission.connections.refusal(HERE) is None:
        admission.connections.take(HERE)
        held += 1
    assert held >= 2 * 4
    assert held < 2 * 5 + SPARE
    assert admission.connections.refusal(THERE) is None
