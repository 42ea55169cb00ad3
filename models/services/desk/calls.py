"""The calls of the helpdesk: whose they are, whether the caller was recognised, how they ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from models.context import Context
from models.errors import CallerUnknown, CallOver, NotOnTheRoll
from models.rules.caller_questions import caller_questions, is_recognised
from models.rules.calling_back import calling_order
from models.services.audit.trail import record
from models.services.desk.sign_in import require_staff
from models.services.shared.people import person_of
from models.tables.desk import DeskCall
from models.tables.electors import Elector
from models.tables.staff import StaffMember
from models.views.desk import StaffSession
from models.views.desk_calls import Call, CallerFact, CallerQuestion, CallOf, CallState, Cause

OPEN = (CallState.IN_HAND, CallState.ASIDE, CallState.TO_CALL_BACK)
MOST = 50
"""Calls of a list."""
GONE = "Cette personne n'est plus sur la liste électorale. Cherchez-la de nouveau."


def open_call(context: Context, session: StaffSession, elector_id: int, *, source: str) -> Call:
    """Take a call about a person: an open one of one's own, one that waits for anybody, a new one.

    Whoever was recognised before has to be asked again: another person may call. Each opening is
    in the audit trail: a page shows what is nobody else's business.

    Args:
        context: The open election.
        session: Who opens the page.
        elector_id: As `Person.elector_id`.
        source: Where the agent is.

    Raises:
        NotOnTheRoll: They have been taken off the roll meanwhile.
        SessionExpired: The account was closed or reset meanwhile.
    """
    with context.transaction():
        member, now = require_staff(context, session), context.now
        elector = Elector.get_or_none(Elector.id == elector_id)
        if elector is None:
            raise NotOnTheRoll(GONE)
        _put_aside(context, member)
        row = _own_open(member).where(DeskCall.elector == elector_id).first()
        if row is None:
            row = _held(context, _to_call_back().where(DeskCall.elector == elector_id))
        if row is None:
            row = DeskCall(elector=elector_id, opened_at=now, recognised=False)
        row.staff = member.id
        row.state, row.changed_at = CallState.IN_HAND, now
        row.right_answers, row.recognised, row.call_back_at = None, False, None
        row.save()
        record(context, "desk_call_opened", elector.mail, desk_source(session, source))
        return call_of(row, member.name)


def _put_aside(context: Context, member: StaffMember) -> None:
    """Put what an agent has in hand aside: one talks to one person at a time."""
    in_hand = _own_open(member).where(DeskCall.state == CallState.IN_HAND)
    DeskCall.update(state=CallState.ASIDE, changed_at=context.now).where(
        DeskCall.id.in_([row.id for row in in_hand])
    ).execute()


def note_answers(
    context: Context,
    session: StaffSession,
    call_id: int,
    right: Collection[CallerFact],
    *,
    source: str,
) -> Call:
    """Note which answers of the caller were right.

    Args:
        context: The open election.
        session: Who has asked.
        call_id: The call in hand.
        right: What was answered rightly, of the questions that `questions_about` gives; or
            `CALLED_BACK`, which stands for all of them.
        source: Where the agent is.

    Raises:
        CallOver: It is not in hand any more.
    """
    with context.transaction():
        member, row, elector = held_call(context, session, call_id)
        asked = {question.fact for question in questions_about(context, elector)}
        called_back = CallerFact.CALLED_BACK in right
        row.right_answers = len(asked if called_back else asked & set(right))
        row.recognised = is_recognised(right, asked)
        row.changed_at = context.now
        row.save()
        outcome = "recognised" if row.recognised else "not_recognised"
        outcome = "called_back" if called_back else outcome
        record(context, f"desk_caller/{outcome}", elector.mail, desk_source(session, source))
        return call_of(row, member.name)


def leave_call(
    context: Context,
    session: StaffSession,
    call_id: int,
    state: CallState,
    *,
    cause: Cause | None = None,
    call_back_at: datetime | None = None,
) -> None:
    """Put a call aside, note to call back, or close it.

    Args:
        context: The open election.
        session: Whose call it is.
        call_id: An open call.
        state: Where it goes.
        cause: Why somebody had called; required to close, kept for whoever calls back. A page
            that was opened by mistake leaves no call, unless its caller was asked who they are.
        call_back_at: When, aware, for a call to be returned.

    Raises:
        CallOver: It was closed already.
        ValueError: A call is closed without a cause.
    """
    if state is CallState.CLOSED and cause is None:
        raise ValueError("a call is closed with its cause")
    with context.transaction():
        member = require_staff(context, session)
        row = _held(context, _own_open(member).where(DeskCall.id == call_id))
        if row is None:
            raise CallOver
        closed = state is CallState.CLOSED
        if closed and cause is Cause.OTHER_PERSON and _nothing_was_done(row):
            row.delete_instance()
            return
        row.state, row.cause, row.changed_at = state, cause, context.now
        row.call_back_at = call_back_at
        row.save()


def _nothing_was_done(row: DeskCall) -> bool:
    """Tell whether a call is only the opening of a page: nobody was asked, then or earlier."""
    return row.right_answers is None and row.changed_at == row.opened_at


def list_calls(context: Context, session: StaffSession) -> tuple[CallOf, ...]:
    """Return one's own open calls, and those that anybody may return.

    Those whose moment has come first, those for later last.
    """
    with context.connection():
        member = require_staff(context, session)
        others = _to_call_back().where(DeskCall.staff != member.id)
        rows = list(_own_open(member).order_by(DeskCall.changed_at).limit(MOST))
        soonest = DeskCall.call_back_at.asc(nulls="last")
        rows.extend(others.order_by(soonest, DeskCall.changed_at).limit(MOST - len(rows)))
        agents = {one.id: one.name for one in StaffMember.select()}
        numbers = [row.elector_id for row in rows]
        people = {one.id: one for one in Elector.select().where(Elector.id.in_(numbers))}
        found = [
            CallOf(call_of(row, agents[row.staff_id]), person_of(context, people[row.elector_id]))
            for row in rows
            if row.elector_id in people
        ]
        return tuple(sorted(found, key=lambda one: calling_order(one.call, context.now)))


def calls_about(elector_id: int, *, but: int = 0) -> tuple[Call, ...]:
    """Return the calls about a person, newest first, inside a connection."""
    rows: Any = (
        DeskCall.select(DeskCall, StaffMember.name.alias("agent"))
        .join(StaffMember)
        .where((DeskCall.elector == elector_id) & (DeskCall.id != but))
        .order_by(DeskCall.id.desc())
        .limit(MOST)
        .objects()
    )
    return tuple(call_of(row, row.agent) for row in rows)


QUESTIONS: Mapping[CallerFact, str] = {
    CallerFact.CORPS: "desk.question.corps",
    CallerFact.SCHOOL: "desk.question.school",
    CallerFact.DEPARTMENT: "desk.question.department",
    CallerFact.USER_NAME: "desk.question.user_name",
}
"""Keys of what is asked."""


def questions_about(context: Context, elector: Elector) -> tuple[CallerQuestion, ...]:
    """Return what shows that a caller is a person of the roll."""
    person, say = person_of(context, elector), context.election.texts.line
    return caller_questions(
        {fact: say(key) for fact, key in QUESTIONS.items()},
        school=person.school,
        corps=person.corps,
        department=context.election.departments.get(elector.department, elector.department),
        user_name=person.user_name,
    )


def held_call(
    context: Context, session: StaffSession, call_id: int
) -> tuple[StaffMember, DeskCall, Elector]:
    """Return an agent, their call in hand and its person, held until the transaction ends.

    Raises:
        CallOver: It is not in hand any more, or is somebody else's.
        SessionExpired: The account was closed or reset meanwhile.
    """
    member = require_staff(context, session)
    own = _own_open(member).where(DeskCall.id == call_id)
    row = _held(context, own.where(DeskCall.state == CallState.IN_HAND))
    if row is None:
        raise CallOver
    return member, row, Elector.get_by_id(row.elector_id)


def require_recognised(context: Context, call: DeskCall) -> None:
    """Require that the caller has shown who they are.

    Raises:
        CallerUnknown: Not yet, or not well enough.
    """
    if not call.recognised:
        raise CallerUnknown(context.election.texts.line("desk.caller.unknown"))


def desk_source(session: StaffSession, source: str) -> str:
    """Return who acts and from where, as the audit trail names it."""
    return f"assistance:{session.name} {source}"


def call_of(row: DeskCall, agent: str) -> Call:
    """Return a call as the screens show it."""
    return Call(
        call_id=row.id,
        agent=agent,
        state=CallState(row.state),
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        cause=Cause(row.cause) if row.cause else None,
        right=row.right_answers,
        recognised=row.recognised,
        call_back_at=row.call_back_at,
    )


def _own_open(member: StaffMember) -> Any:
    return DeskCall.select().where((DeskCall.staff == member.id) & DeskCall.state.in_(OPEN))


def _to_call_back() -> Any:
    """Return the calls to return, whoever has noted them: of members one by one, by their index."""
    members = StaffMember.select(StaffMember.id)
    return DeskCall.select().where(
        DeskCall.staff.in_(members) & (DeskCall.state == CallState.TO_CALL_BACK)
    )


def _held(context: Context, found: Any) -> DeskCall | None:
    row: DeskCall | None = context.store.dialect.locked(found).first()
    return row
