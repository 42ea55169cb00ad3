"""All that the page of a person shows, read at one moment."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_

from models.context import Context
from models.errors import NotOnTheRoll
from models.rules.desk_acts import acts_for
from models.services.audit.trail import TELL_WHO_VOTED
from models.services.desk.addresses import ended_lately, waiting_change
from models.services.desk.calls import GONE, calls_about, questions_about
from models.services.desk.names import events_about
from models.services.desk.sign_in import require_staff
from models.services.desk.standing import diagnosis_of, meanwhile_of, read_standing
from models.services.desk.two_people import request_about
from models.services.shared.own_scrutins import scrutins_of
from models.services.shared.people import person_of
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.views.desk import StaffRole, StaffSession
from models.views.desk_calls import CallState, HistoryLine, PersonFile

MOST = 50
"""Events of the history."""
LONGEST_CALL = timedelta(minutes=30)
"""Whoever has had a call in hand for longer has left it: a terminal was closed."""


def read_person(
    context: Context, session: StaffSession, elector_id: int, *, call_id: int = 0
) -> PersonFile:
    """Return what an agent reads of a person.

    Args:
        context: The open election.
        session: Who reads.
        elector_id: As `Person.elector_id`.
        call_id: The call in hand, which is no earlier one.

    Raises:
        NotOnTheRoll: They have been taken off the roll meanwhile.
        SessionExpired: The account was closed or reset meanwhile.
    """
    with context.snapshot():
        role = StaffRole(require_staff(context, session).role)
        elector = Elector.get_or_none(Elector.id == elector_id)
        if elector is None:
            raise NotOnTheRoll(GONE)
        standing, scrutins = read_standing(context, elector), scrutins_of(context, elector_id)
        calendar = context.election.calendar_of_all(one.code for one in scrutins)
        calls = calls_about(elector_id, but=call_id)
        change = waiting_change(elector_id)
        return PersonFile(
            person=person_of(context, elector),
            department=elector.department,
            uai=elector.uai,
            scrutins=scrutins,
            standing=standing,
            diagnosis=diagnosis_of(context, standing, calendar),
            meanwhile=meanwhile_of(context, standing, calendar),
            questions=questions_about(context, elector),
            history=_history(context, elector),
            calls=calls,
            others=tuple(
                call.agent
                for call in calls
                if call.state is CallState.IN_HAND
                and call.agent != session.name
                and call.changed_at > context.now - LONGEST_CALL
            ),
            request=request_about(context, elector_id),
            acts=acts_for(standing, role),
            new_address=change.new_mail if change is not None else "",
            ended=ended_lately(context, elector_id),
        )


def _history(context: Context, elector: Elector) -> tuple[HistoryLine, ...]:
    """Return what the audit chain has about a person, newest first; not whether they have voted."""
    votes = [AuditEvent.kind.startswith(f"{kind}/") for kind in TELL_WHO_VOTED]
    events = (
        AuditEvent.select(AuditEvent.at, AuditEvent.kind, AuditEvent.source)
        .where(events_about(context, elector) & ~reduce(or_, votes))
        .order_by(AuditEvent.sequence.desc())
        .limit(MOST)
    )
    return tuple(HistoryLine(event.at, event.kind, event.source) for event in events)
