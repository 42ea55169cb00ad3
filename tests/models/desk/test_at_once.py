"""Two who do the same for the same person at the same moment: one does it, the other is refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

import pytest

from models import Espace
from models.errors import Refused
from models.tables.addresses import AddressChange
from models.tables.desk import DeskRequest as Request
from models.views.desk import StaffRole, StaffSession
from models.views.desk_calls import CallerFact, DeskAct, DeskOrder, Reason
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import SOURCE, comes, correct
from tests.models.steps import activate, create, person_on_roll, sample, set_state, sign_in

NAME = "fdupont"
ADDRESS = sample(NAME).address
NEW = "autre.dupont@ac-toulouse.fr"
TOGETHER = 30
"""Seconds that one waits for the other to begin."""


@dataclass
class Two:
    """Two supervisors with the same person on the line, both recognised.

    Attributes:
        refusals: Names of what was refused.
    """

    espace: Espace
    sessions: tuple[StaffSession, StaffSession]
    refusals: list[str] = field(default_factory=list)

    def order(self, session: StaffSession, reason: Reason) -> DeskOrder:
        desk = self.espace.desk
        call = desk.open_call(session, person_on_roll(self.espace, NAME), source=SOURCE)
        desk.note_answers(session, call.call_id, tuple(CallerFact), source=SOURCE)
        return DeskOrder(session, call.call_id, reason, SOURCE)

    def orders(self, reason: Reason) -> list[DeskOrder]:
        return [self.order(session, reason) for session in self.sessions]

    def at_once(self, *acts: Callable[[], object]) -> int:
        """Do all of it at the same moment; return how many were done."""
        begun = Barrier(len(acts))

        def done(act: Callable[[], object]) -> bool:
            begun.wait(TOGETHER)
            try:
                act()
            except Refused as refusal:
                self.refusals.append(type(refusal).__name__)
                return False
            return True

        with ThreadPoolExecutor(len(acts)) as both:
            return sum(both.map(done, acts))


@pytest.fixture
def two(espace: Espace) -> Two:
    first, second = (comes(espace, name, StaffRole.SUPERVISOR) for name in ("chef", "cheffe"))
    return Two(espace, (first, second))


def _created(espace: Espace, clock: HandClock) -> None:
    create(espace, ADDRESS)
    clock.pass_by(minutes=2)


def _tried(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    for _ in range(4):
        with pytest.raises(Refused):
            sign_in(espace, NAME, "Faux7Essai")


def _active(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)


def _disabled(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    set_state(espace, NAME, "disabled")


def _correcting(espace: Espace, clock: HandClock) -> None:
    correct(espace, NAME, NEW)


CASES: dict[DeskAct, tuple[Callable[[Espace, HandClock], None], Reason, str]] = {
    DeskAct.RESEND: (_created, Reason.MAIL_NOT_FOUND, "MustWait"),
    DeskAct.RELEASE: (_tried, Reason.OWN_TRIES, "NothingToDo"),
    DeskAct.CANCEL: (_created, Reason.NOT_THEIRS, "NothingToDo"),
    DeskAct.DISABLE: (_active, Reason.TAKEN_OVER, "AlreadyAsked"),
    DeskAct.ENABLE: (_disabled, Reason.SETTLED, "AlreadyAsked"),
    DeskAct.ADDRESS: (_active, Reason.ADDRESS_WRONG, "AlreadyAsked"),
    DeskAct.STOP_ADDRESS: (_correcting, Reason.NOT_THEIRS, "NothingToDo"),
}
"""What makes an act possible, its reason, and what whoever comes second is told."""


def doing(espace: Espace, act: DeskAct, order: DeskOrder) -> Callable[[], object]:
    desk = espace.desk
    alone: dict[DeskAct, Callable[[DeskOrder], object]] = {
        DeskAct.RESEND: desk.resend,
        DeskAct.RELEASE: desk.release,
        DeskAct.CANCEL: desk.cancel,
        DeskAct.STOP_ADDRESS: desk.stop_address,
    }
    if act in alone:
        return lambda: alone[act](order)
    address = NEW if act is DeskAct.ADDRESS else ""
    return lambda: desk.ask_for(order, act, address=address)


@pytest.mark.parametrize("act", DeskAct)
def test_of_two_at_once_one_does_it(
    two: Two, espace: Espace, clock: HandClock, act: DeskAct
) -> None:
    prepare, reason, refusal = CASES[act]
    prepare(espace, clock)
    acts = [doing(espace, act, order) for order in two.orders(reason)]
    assert two.at_once(*acts) == 1
    assert two.refusals == [refusal]
    assert espace.administration.verify_audit().first_fault is None


@pytest.mark.parametrize("act", [DeskAct.DISABLE, DeskAct.ENABLE, DeskAct.ADDRESS])
def test_a_request_is_confirmed_once(
    two: Two, espace: Espace, clock: HandClock, act: DeskAct
) -> None:
    prepare, reason, _ = CASES[act]
    prepare(espace, clock)
    doing(espace, act, two.order(two.sessions[0], reason))()
    with espace.context.connection():
        number = Request.get().id
    others = (two.sessions[1], comes(espace, "durand"))
    confirmations = [
        lambda session=session: espace.desk.confirm_request(session, number, source=SOURCE)
        for session in others
    ]
    assert two.at_once(*confirmations) == 1
    assert two.refusals == ["RequestOver"]


def test_a_correction_is_stopped_or_applied(two: Two, espace: Espace, clock: HandClock) -> None:
    correct(espace, NAME, NEW)
    clock.pass_by(hours=25)
    order = two.order(two.sessions[0], Reason.NOT_THEIRS)
    applied: list[int] = []
    stopped = two.at_once(
        lambda: espace.desk.stop_address(order),
        lambda: applied.append(espace.desk.apply_due_changes()),
    )
    assert (stopped - 1) + sum(applied) == 1
    with espace.context.connection():
        change = AddressChange.get()
    assert change.waits_for is None
    assert change.state == ("applied" if sum(applied) else "stopped")


def test_a_due_correction_is_applied_by_one_of_many_terminals(
    two: Two, espace: Espace, clock: HandClock
) -> None:
    correct(espace, NAME, NEW)
    clock.pass_by(hours=25)
    applied: list[int] = []
    terminals = [lambda: applied.append(espace.desk.apply_due_changes())] * 4
    assert two.at_once(*terminals) == 4
    assert sum(applied) == 1
