"""Members of the helpdesk for tests: made by the administrator, with a password of their own."""

from __future__ import annotations

from models import Espace
from models.services.desk.sign_in import change_staff_password, sign_in_staff
from models.services.desk.staff import add_staff
from models.views.desk import StaffRole, StaffSession
from models.views.desk_calls import CallerFact, DeskAct, DeskOrder, Reason
from tests.models.steps import person_on_roll

SOURCE = "poste 4"
OWN = "Balcon violet, trois girafes"


def comes(espace: Espace, name: str = "amartin", role: StaffRole = StaffRole.AGENT) -> StaffSession:
    """Return a new member of the staff who has signed in and chosen a password."""
    first = add_staff(espace.context, name, role, source="admin")
    session = sign_in_staff(espace.context, name, first, source=SOURCE)
    assert session.must_change
    return change_staff_password(espace.context, session, OWN, source=SOURCE)


def correct(espace: Espace, name: str, address: str) -> None:
    """Have the address of a person of the roll corrected by two: it waits for a day."""
    _by_two(espace, name, DeskAct.ADDRESS, Reason.ADDRESS_WRONG, address=address)


def enable_again(espace: Espace, name: str) -> None:
    """Have an account disabled, and enabled without its old password, by two."""
    _by_two(espace, name, DeskAct.DISABLE, Reason.TAKEN_OVER)
    _by_two(espace, name, DeskAct.ENABLE, Reason.SETTLED)


def _by_two(espace: Espace, name: str, act: DeskAct, reason: Reason, *, address: str = "") -> None:
    chef = comes(espace, f"chef-{act}", StaffRole.SUPERVISOR)
    call = espace.desk.open_call(chef, person_on_roll(espace, name), source=SOURCE)
    espace.desk.note_answers(chef, call.call_id, tuple(CallerFact), source=SOURCE)
    order = DeskOrder(chef, call.call_id, reason, SOURCE)
    request = espace.desk.ask_for(order, act, address=address)
    second = comes(espace, f"second-{act}")
    espace.desk.confirm_request(second, request.request_id, source=SOURCE)
