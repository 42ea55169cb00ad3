"""What a second person reads before they confirm: the requests, and whose they are now."""

from __future__ import annotations

from models.context import Context
from models.services.desk.calls import call_of
from models.services.desk.standing import diagnosis_of, read_standing
from models.services.desk.two_people import list_requests
from models.services.shared.own_scrutins import calendar_for
from models.tables.desk import DeskCall
from models.tables.electors import Elector
from models.tables.staff import StaffMember
from models.views.desk import StaffSession
from models.views.desk_calls import Call, DeskRequest, RequestFile


def read_requests(context: Context, session: StaffSession) -> tuple[RequestFile, ...]:
    """Return what waits for a second person, oldest first, with where each person stands now.

    Raises:
        SessionExpired: The account was closed or reset meanwhile.
    """
    waiting = list_requests(context, session)
    with context.snapshot():
        found = [(one, Elector.get_or_none(Elector.id == one.person.elector_id)) for one in waiting]
        return tuple(
            RequestFile(
                request=one,
                diagnosis=diagnosis_of(
                    context, read_standing(context, elector), calendar_for(context, elector.id)
                ),
                call=_call_behind(one),
            )
            for one, elector in found
            if elector is not None  # taken off the roll meanwhile
        )


def _call_behind(request: DeskRequest) -> Call | None:
    """Return the call in which it was asked for: one may have been opened since."""
    asked_by = StaffMember.select(StaffMember.id).where(StaffMember.name == request.asked_by)
    about = (DeskCall.elector == request.person.elector_id) & DeskCall.staff.in_(asked_by)
    earlier = DeskCall.opened_at <= request.asked_at
    row = DeskCall.select().where(about & earlier).order_by(DeskCall.id.desc()).first()
    return call_of(row, request.asked_by) if row is not None else None
