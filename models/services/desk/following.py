"""Following a visit step by step: the visit tells its page, the agent points and says.

All of it crosses the database, so that it works between two machines; nothing of it stays there.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from msgspec.json import decode, encode

from models.context import Context
from models.crypto.digests import keyed_digest
from models.errors import FollowCodeUnknown, FollowingOver, MustWait
from models.rules.codes import ALPHABET
from models.rules.text import clean_line, compact
from models.services.accounts.requests import make_reference
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.desk.calls import desk_source
from models.services.desk.sign_in import require_staff
from models.services.shared.counts import Tried, acts, add_act, serialise
from models.tables.desk import DeskCall
from models.tables.electors import Elector
from models.tables.following import FollowedVisit
from models.views.desk import StaffSession
from models.views.following import FollowedPage, FollowedView, Following, Hint, Told

LETTERS = 6
"""Of a code: 26 bits, of which a handful are open, and only the staff may type them."""
CODE_LIFE = timedelta(minutes=10)
SILENCE = timedelta(seconds=15)
"""Without a word from a visit, or a look of the agent, after which it is over: the process was
killed, or its terminal is gone."""
SIGN = timedelta(seconds=3)
"""Between two signs that a side is still there: what has nothing to tell writes no oftener."""
WRONG_CODES, WINDOW = 20, timedelta(minutes=10)
"""Codes of one agent in a time: those of a day with a bad line, no search for codes."""


def begin_following(context: Context, *, source: str) -> Following:
    """Let a visit be followed by whoever of the staff types the code that is returned.

    Args:
        context: The open election.
        source: Where the visit is.
    """
    now = context.now
    code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    with context.transaction():
        # Those whose process was killed; their codes are free again.
        FollowedVisit.delete().where(FollowedVisit.seen_at <= now - CODE_LIFE).execute()
        FollowedVisit.delete().where(FollowedVisit.code_digest == _digest(context, code)).execute()
        row = FollowedVisit.create(
            reference=make_reference(),
            code_digest=_digest(context, code),
            source=clean_line(source, longest=80),
            opened_at=now,
            seen_at=now,
        )
    return Following(row.reference, code)


def tell_page(context: Context, following: Following, page: FollowedPage | None) -> Told | None:
    """Tell what is before the person, and return what the agent has told; None: it is over.

    Args:
        context: The open election.
        following: Of this visit.
        page: None: as before.
    """
    now, its_own = context.now, FollowedVisit.reference == following.reference
    with context.connection():
        row = FollowedVisit.get_or_none(its_own)
        if row is None:
            return None
        if _left_alone(row, now):
            FollowedVisit.delete().where(its_own).execute()
            return None
        if page is not None:
            FollowedVisit.update(seen_at=now, page=encode(page).decode()).where(its_own).execute()
        elif now - row.seen_at >= SIGN:
            FollowedVisit.update(seen_at=now).where(its_own).execute()
    return Told(row.agent, row.pointed, Hint(row.hint) if row.hint else None, row.told)


def end_following(context: Context, following: Following) -> None:
    """End it, by the person or with the visit: nothing of it stays."""
    with context.transaction():
        FollowedVisit.delete().where(FollowedVisit.reference == following.reference).execute()


def join_following(
    context: Context, session: StaffSession, code: str, *, call_id: int = 0, source: str
) -> str:
    """Follow the visit whose code was read out; return its reference.

    Args:
        context: The open election.
        session: Who follows.
        code: As typed.
        call_id: The call in hand: the event is about its person, else about nobody.
        source: Where the agent is.

    Raises:
        FollowCodeUnknown: No visit has this code, or somebody follows it already.
        MustWait: Too many codes that were none.
    """
    origin = desk_source(session, source)
    with context.connection():
        person = Elector.select().join(DeskCall).where(DeskCall.id == call_id).first()
    name = person.mail if person is not None else ""
    with refusals_recorded(context, "desk_follow", name, origin):
        _count(context, session)
        with context.transaction():
            require_staff(context, session)
            taken = (
                FollowedVisit.update(
                    staff_id=session.staff_id,
                    agent=session.name,
                    looked_at=context.now,
                    code_digest=None,
                )
                .where(FollowedVisit.code_digest == _digest(context, compact(code).upper()))
                .where(FollowedVisit.opened_at > context.now - CODE_LIFE)
                .returning(FollowedVisit.reference)
            )
            row = next(iter(taken.execute()), None)
            if row is None:
                raise FollowCodeUnknown
            record(context, "desk_follow", name, origin)
            return str(row.reference)


def look_at_visit(context: Context, session: StaffSession, reference: str) -> FollowedView:
    """Return what is before the person.

    Raises:
        FollowingOver: The person or the end of the visit has ended it.
        SessionExpired: The agent's account was closed or reset meanwhile.
    """
    with context.connection():
        require_staff(context, session)
        row = _own(context, session, reference)
        if row.looked_at is None or context.now - row.looked_at >= SIGN:
            FollowedVisit.update(looked_at=context.now).where(
                FollowedVisit.reference == reference
            ).execute()
    page = decode(row.page, type=FollowedPage) if row.page else None
    return FollowedView(row.source, page, row.seen_at)


def tell_visit(
    context: Context,
    session: StaffSession,
    reference: str,
    *,
    pointed: str = "",
    hint: Hint | None = None,
) -> None:
    """Point at a field of the person's page, or say a sentence of the list.

    Raises:
        FollowingOver: It has ended.
    """
    with context.transaction():
        require_staff(context, session)
        row = _own(context, session, reference)
        FollowedVisit.update(
            pointed=pointed[:40], hint=hint or "", told=FollowedVisit.told + 1
        ).where(FollowedVisit.reference == row.reference).execute()


def leave_visit(context: Context, session: StaffSession, reference: str) -> None:
    """Follow no longer."""
    with context.transaction():
        FollowedVisit.delete().where(
            (FollowedVisit.reference == reference) & (FollowedVisit.staff_id == session.staff_id)
        ).execute()


def _left_alone(row: FollowedVisit, now: datetime) -> bool:
    """Tell whether nobody typed the code in its time, or whoever did has not looked for long."""
    if not row.agent:
        return row.opened_at <= now - CODE_LIFE
    return row.looked_at is None or row.looked_at <= now - SILENCE


def _own(context: Context, session: StaffSession, reference: str) -> FollowedVisit:
    row: FollowedVisit | None = FollowedVisit.get_or_none(
        (FollowedVisit.reference == reference)
        & (FollowedVisit.staff_id == session.staff_id)
        & (FollowedVisit.seen_at > context.now - SILENCE)
    )
    if row is None:
        raise FollowingOver
    return row


def _digest(context: Context, code: str) -> str:
    return keyed_digest(context.keys.codes, "follow", code)


def _count(context: Context, session: StaffSession) -> None:
    """Count a code that an agent types."""
    subject = context.pseudonym("desk/follow", session.name)
    with context.transaction():
        serialise(context, Tried.DESK, subject)
        lately = sorted(at for at in acts(Tried.DESK, subject) if context.now - at < WINDOW)
        if len(lately) >= WRONG_CODES:
            raise MustWait(until=lately[-WRONG_CODES] + WINDOW).because("name")
        add_act(context, Tried.DESK, subject)
