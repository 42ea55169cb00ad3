"""The sessions of a host: what each may ask for, and what is told of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.models.clocks import MORNING
from tui.hosts.visit_process import VisitProcess
from tui.ssh.attended import Attended
from tui.ssh.messages import TO_GATE, TO_HOST, Begin, Codes, Line, pair
from tui.ssh.room_messages import (
    FROM_SESSION,
    TO_SESSION,
    Broadcast,
    Dismiss,
    MoveAll,
    Room,
    Say,
    Show,
    Shown,
    Travel,
)
from tui.ssh.roster import Roster


class House:
    """A roster, the other ends of its lines, and processes that are asked to end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ours, self.gate = pair(TO_HOST, TO_GATE)
        self.gate.never_wait()
        self.roster = Roster(ours, "-p 2222 {user}@salle")
        self.lines: dict[int, Line] = {}
        self.ends = [ours, self.gate]
        self.asked: list[tuple[int, int]] = []
        monkeypatch.setattr(os, "kill", lambda pid, number: self.asked.append((pid, number)))

    def comes(
        self, number: int, *, trains: bool = False, group: str = "", assists: bool = False
    ) -> Attended:
        ours, theirs = pair(FROM_SESSION, TO_SESSION)
        ours.never_wait()
        theirs.never_wait()
        self.lines[number] = theirs
        self.ends += [ours, theirs]
        begin = Begin(number, trains, "", group, {"TERM": "xterm"}, "::1", assists)
        session = Attended(
            begin, VisitProcess(1000 + number, -1), ours, MORNING, self.roster.group_of(begin)
        )
        self.roster.add(session)
        return session

    def told(self, number: int) -> list[object]:
        return [one for one in self.lines[number].waiting() if not isinstance(one, Room)]


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    made = House(monkeypatch)
    yield made
    for end in made.ends:
        end.close()


@pytest.mark.parametrize(
    "message", [Broadcast("Bonjour", False), MoveAll(MORNING, False), Dismiss(1), Show(1, True)]
)
def test_only_a_trainer_is_obeyed(
    house: House, message: Broadcast | MoveAll | Dismiss | Show
) -> None:
    house.comes(1)
    asks = house.comes(2)
    house.lines[2].send(message)
    house.roster.hear(asks)
    assert house.told(1) == []
    assert house.asked == []


def test_a_trainer_speaks_to_all_others_or_to_the_group(house: House) -> None:
    trainer = house.comes(1, trains=True)
    house.comes(2, group=trainer.group)
    house.comes(3)
    house.lines[1].send(Broadcast("à tous", False))
    house.lines[1].send(MoveAll(MORNING, True))
    house.roster.hear(trainer)
    assert house.told(2) == [Say("à tous"), Travel(MORNING)]
    assert house.told(3) == [Say("à tous")]
    assert house.told(1) == []


def test_a_trainer_neither_sees_nor_leads_the_helpdesk(house: House) -> None:
    trainer = house.comes(1, trains=True)
    assistance = house.comes(2, assists=True)
    house.lines[1].waiting()
    for message in (Broadcast("à tous", False), MoveAll(MORNING, False), Dismiss(2), Show(2, True)):
        house.lines[1].send(message)
    house.roster.hear(trainer)
    house.roster.tell()
    assert house.told(2) == []
    assert house.asked == []
    assert assistance.code == ""
    assert house.gate.waiting()[-1] == Codes([trainer.group], {})
    house.comes(3)
    (*_, room) = house.lines[1].waiting()
    assert isinstance(room, Room)
    assert [seen.number for seen in room.sessions] == [1, 3]
    house.roster.say_to_all("Le serveur s'arrête.")
    assert house.told(2) == [Say("Le serveur s'arrête.")]


def test_a_trainer_ends_another_session_and_not_their_own(house: House) -> None:
    trainer = house.comes(1, trains=True)
    house.comes(2)
    for number in (1, 2, 99):
        house.lines[1].send(Dismiss(number))
    house.roster.hear(trainer)
    assert house.asked == [(1002, signal.SIGTERM)]


def test_the_gate_knows_the_codes_as_long_as_they_are_good(house: House) -> None:
    trainer = house.comes(1, trains=True)
    house.comes(2)
    house.lines[1].send(Show(2, True))
    house.roster.hear(trainer)
    house.roster.tell()
    assert house.told(2) == [Shown(shown=True)]
    code = house.roster.sessions[2].code
    assert house.gate.waiting()[-1] == Codes([trainer.group], {code: 2})
    house.roster.watched(2, 1, anew=True)
    assert house.told(2) == [Shown(shown=True)]  # drawn whole for who has come
    house.lines[1].send(Show(2, False))
    house.roster.hear(trainer)
    house.roster.tell()
    assert house.gate.waiting()[-1] == Codes([trainer.group], {})
    house.roster.remove(1)
    assert house.gate.waiting()[-1] == Codes([], {})


def test_a_trainer_is_told_of_every_change_once(house: House) -> None:
    house.comes(1, trains=True)
    house.comes(2)
    (*_, room) = house.lines[1].waiting()
    assert isinstance(room, Room)
    assert [seen.number for seen in room.sessions] == [1, 2]
    house.roster.tell()
    assert house.lines[1].waiting() == []
