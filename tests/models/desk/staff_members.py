"""Members of the helpdesk for tests: made by the administrator, with a password of their own."""

from __future__ import annotations

from models import Espace
from models.services.desk.sign_in import change_staff_password, sign_in_staff
from models.services.desk.staff import add_staff
from models.views.desk import StaffRole, StaffSession

SOURCE = "poste 4"
OWN = "Balcon violet, trois girafes"


def comes(espace: Espace, name: str = "amartin", role: StaffRole = StaffRole.AGENT) -> StaffSession:
    """Return a new member of the staff who has signed in and chosen a password."""
    first = add_staff(espace.context, name, role, source="admin")
    session = sign_in_staff(espace.context, name, first, source=SOURCE)
    assert session.must_change
    return change_staff_password(espace.context, session, OWN, source=SOURCE)
