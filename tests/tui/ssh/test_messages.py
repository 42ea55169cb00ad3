"""Lines between processes: whatever comes at one, its owner goes on."""

from __future__ import annotations

import os
import socket
from datetime import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.clocks import MORNING
from tui.ssh.messages import Begin, End, Ended, Line, pair
from tui.ssh.room_messages import FROM_SESSION, TO_SESSION, Here, Say, Travel

BEGIN = Begin(7, False, "scrutins", "", {"TERM": "xterm"}, "::1")


def test_a_message_comes_with_its_descriptors() -> None:
    one, other = pair(End, Begin | End)
    reading, writing = os.pipe()
    one.send(BEGIN, [writing])
    received = other.receive()
    assert received is not None
    message, (descriptor,) = received
    assert message == BEGIN
    os.write(descriptor, b"x")
    assert os.read(reading, 1) == b"x"
    assert not os.get_inheritable(descriptor)
    for each in (reading, writing, descriptor):
        os.close(each)
    one.close()
    assert other.receive() is None
    other.close()


@given(st.lists(st.binary(min_size=1, max_size=200)))
def test_what_is_no_message_is_left_out(pieces: list[bytes]) -> None:
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line = Line(ends[1], TO_SESSION)
    line.never_wait()
    for piece in pieces:
        ends[0].send(piece)
    ends[0].send(msgspec.json.encode(Say("Bonjour")))
    assert line.waiting()[-1] == Say("Bonjour")
    ends[0].close()
    line.close()


def test_a_line_that_nobody_reads_takes_no_time() -> None:
    one, other = pair(FROM_SESSION, TO_SESSION)
    one.never_wait()
    sent = 0
    while one.send_quietly(Say("x" * 1000)):
        sent += 1
        assert sent < 100_000
    assert len([each for each in [other.receive()] if each is not None]) == 1
    one.close()
    other.close()
    assert not one.send_quietly(Say(""))


@pytest.mark.parametrize("moment", [MORNING, datetime(2014, 11, 28, 9, 30)])
def test_moments_keep_their_zone(moment: datetime) -> None:
    one, other = pair(FROM_SESSION, TO_SESSION)
    other.never_wait()
    one.send(Travel(moment.astimezone()))
    (message,) = other.waiting()
    assert message.moment == moment.astimezone()
    assert message.moment.tzinfo is not None
    one.close()
    other.close()


def test_a_message_of_another_line_is_none() -> None:
    one, other = pair(TO_SESSION, FROM_SESSION)
    other.never_wait()
    one.send(Ended(1, 0))
    one.send(Here("home", 0, 80, 24, MORNING))
    assert other.waiting() == [Here("home", 0, 80, 24, MORNING)]
    one.close()
    other.close()
