"""What an agent who opens a page leaves: an event each time, and a call unless it was a mistake."""

from __future__ import annotations

import pytest

from models import CallerFact, CallState, Cause, Espace, NotOnTheRoll, StaffSession
from models.tables.audit import AuditEvent
from models.tables.desk import DeskCall
from models.tables.electors import Elector
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.steps import person_on_roll, sample

NAME = "fdupont"


class Line:
    """An agent on the telephone about one person."""

    def __init__(self, espace: Espace, clock: HandClock) -> None:
        self.espace, self.clock = espace, clock
        self.agent = comes(espace)
        self.elector_id = person_on_roll(espace, NAME)

    def opens(self, agent: StaffSession | None = None) -> int:
        agent = agent or self.agent
        call = self.espace.desk.open_call(agent, self.elector_id, source=SOURCE)
        self.clock.pass_by(seconds=1)
        return call.call_id

    def asks(self, call_id: int, *facts: CallerFact) -> None:
        self.espace.desk.note_answers(self.agent, call_id, facts, source=SOURCE)

    def was_another_person(self, call_id: int) -> None:
        self.espace.desk.leave_call(self.agent, call_id, CallState.CLOSED, cause=Cause.OTHER_PERSON)

    def kept(self) -> list[tuple[str, str | None]]:
        with self.espace.context.connection():
            return [(row.state, row.cause) for row in DeskCall.select()]


KEPT = [(CallState.CLOSED, Cause.OTHER_PERSON)]


@pytest.fixture
def line(espace: Espace, clock: HandClock) -> Line:
    return Line(espace, clock)


def test_a_page_that_was_opened_by_mistake_leaves_no_call(line: Line) -> None:
    line.was_another_person(line.opens())
    assert line.kept() == []


@pytest.mark.parametrize("facts", [(), tuple(CallerFact)], ids=["wrongly", "rightly"])
def test_whoever_was_asked_leaves_a_call(line: Line, facts: tuple[CallerFact, ...]) -> None:
    call_id = line.opens()
    line.asks(call_id, *facts)
    line.was_another_person(call_id)
    assert line.kept() == KEPT


def test_a_call_of_earlier_is_no_mistake(line: Line) -> None:
    call_id = line.opens()
    line.asks(call_id)
    line.espace.desk.leave_call(line.agent, call_id, CallState.TO_CALL_BACK)
    assert line.opens() == call_id
    line.was_another_person(call_id)
    assert line.kept() == KEPT


def test_who_was_taken_off_the_roll_meanwhile_has_no_page_and_no_call(
    line: Line, espace: Espace
) -> None:
    call_id = line.opens()
    with espace.context.transaction():
        Elector.delete().where(Elector.id == line.elector_id).execute()
    with pytest.raises(NotOnTheRoll, match="plus sur la liste"):
        line.opens()
    with pytest.raises(NotOnTheRoll, match="plus sur la liste"):
        espace.desk.read_person(line.agent, line.elector_id, call_id=call_id)


def test_each_opening_of_a_page_is_in_the_audit_trail(line: Line, espace: Espace) -> None:
    second = comes(espace, "second")
    line.opens()
    line.opens()
    line.opens(second)
    with espace.context.connection():
        events = AuditEvent.select().where(AuditEvent.kind == "desk_call_opened")
        found = [(event.subject, event.source) for event in events]
    about = espace.context.pseudonym("person", sample(NAME).address)
    assert found == [
        (about, f"assistance:amartin {SOURCE}"),
        (about, f"assistance:amartin {SOURCE}"),
        (about, f"assistance:second {SOURCE}"),
    ]
    history = espace.desk.read_person(second, line.elector_id).history
    assert [one.kind for one in history[:3]] == ["desk_call_opened"] * 3
    assert espace.administration.verify_audit().first_fault is None
