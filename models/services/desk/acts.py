"""What an agent does for a person who has shown who they are: never a password, never a code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from models.context import Context
from models.errors import CallerUnknown, CallOver, MustWait, NothingToDo, ReasonNeeded, WindowClosed
from models.rules.desk_acts import NEEDS_ALL, REASONS, role_for
from models.rules.throttling import ONE_DAY
from models.services.accounts.codes import last_code, retire_codes
from models.services.accounts.creation import Asked, prepare_letters, send_letters
from models.services.accounts.requests import end_requests, make_reference, requests_of
from models.services.administration.release import end_waits
from models.services.audit.refusals import refusals_recorded
from models.services.audit.trail import record
from models.services.desk.addresses import end_change
from models.services.desk.calls import (
    desk_source,
    held_call,
    questions_about,
    require_recognised,
)
from models.services.desk.sign_in import require_staff
from models.services.desk.standing import several_requests
from models.services.sending.waiting import dispatch_mail
from models.services.shared.counts import Tried, acts, add_act, releases_of, serialise
from models.services.shared.people import held_holder, holder_of
from models.services.shared.requester import Requester
from models.services.shared.tries import forget_code_tries
from models.services.shared.windows import require_accounts_open, require_confirmations_open
from models.tables.accounts import AccountState
from models.tables.addresses import ChangeState
from models.tables.desk import DeskCall
from models.tables.electors import Elector
from models.views.administration import ReleaseReport
from models.views.desk_calls import CodeSent, DeskAct, DeskOrder, Reason
from models.views.voter import CodePurpose

RELEASES_PER_DAY = 3
"""For one person: whoever guesses passwords with an agent's help has no more tries than these."""


@dataclass(frozen=True, slots=True)
class Acting:
    """An act that was found right: by whom, for whom, why.

    Attributes:
        event: What the audit trail says of it.
        source: Who did it, from where.
    """

    elector: Elector
    reason: Reason
    event: str
    source: str


def resend_for(context: Context, order: DeskOrder) -> CodeSent:
    """Send the person another code, to their own mailbox, counted as if they had asked for it.

    For a confirmation, or for another password if they are waiting for that. Everybody's tries of a
    code begin again, strangers' too: the person may type it where the mailbox is not open.

    Raises:
        WindowClosed: Codes cannot be used any more.
        NothingToDo: The person waits for no code, or nobody knows for which.
        MustWait: The last mail is too recent, or the day's are used up.
        CallerUnknown: The caller has not been recognised.
    """
    with recorded(context, order, DeskAct.RESEND) as address:
        require_confirmations_open(context)
        letters = {each: prepare_letters(context, each, address) for each in CodePurpose}
        with context.transaction():
            acting = authorised(context, order, DeskAct.RESEND)
            purpose, reference = _awaited(context, address)
            asked = Asked(address, Requester(owner=True, source=acting.source))
            with _day_used_up(context):
                pending = send_letters(context, letters[purpose], asked, reference=reference)
            forget_code_tries(context, address)
            record(context, acting.event, address, acting.source)
    dispatch_mail(context, address)
    return CodeSent(pending.expires_at, pending.resend_at)


def release_for(context: Context, order: DeskOrder) -> ReleaseReport:
    """Give the person their tries and mails back, whoever has used them up.

    Raises:
        NothingToDo: The person waits for nothing.
        MustWait: It was done too often today.
        CallerUnknown: The caller has not been recognised.
    """
    with recorded(context, order, DeskAct.RELEASE), context.transaction():
        acting = authorised(context, order, DeskAct.RELEASE)
        address = acting.elector.mail
        _count_release(context, address)
        released = end_waits(context, address, acting.elector)
        if not (released.waits or released.mails):
            raise NothingToDo
        record(context, acting.event, address, acting.source)
    return released


def cancel_for(context: Context, order: DeskOrder) -> None:
    """End what waits for a confirmation: the person did not ask for it, or begins again.

    An account that was confirmed is not touched. Nothing is ended that cannot be asked for again.

    Raises:
        WindowClosed: Accounts cannot be created any more.
        NothingToDo: Nothing waits for a confirmation.
        CallerUnknown: The caller has not been recognised.
    """
    with recorded(context, order, DeskAct.CANCEL) as address, context.transaction():
        require_accounts_open(context)
        acting = authorised(context, order, DeskAct.CANCEL)
        account = held_holder(context, address).account
        if account is None or account.state != AccountState.PENDING:
            raise NothingToDo
        end_requests(requests_of(account))
        retire_codes(account)
        account.delete_instance()
        record(context, acting.event, address, acting.source)


def stop_address_for(context: Context, order: DeskOrder) -> None:
    """Stop the correction of the person's address.

    Raises:
        NothingToDo: None waits.
        CallerUnknown: The caller has not been recognised.
    """
    with recorded(context, order, DeskAct.STOP_ADDRESS), context.transaction():
        acting = authorised(context, order, DeskAct.STOP_ADDRESS)
        if not end_change(context, acting.elector.id, ChangeState.STOPPED):
            raise NothingToDo
        record(context, acting.event, acting.elector.mail, acting.source)


@contextmanager
def recorded(context: Context, order: DeskOrder, act: DeskAct) -> Iterator[str]:
    """Record what is refused inside under the person's name; yields their address."""
    with context.connection():
        elector = Elector.select().join(DeskCall).where(DeskCall.id == order.call_id).first()
    address = elector.mail if elector is not None else ""
    source = desk_source(order.session, order.source)
    with refusals_recorded(context, f"desk_{act}", address, source):
        if elector is None:
            raise CallOver
        with said_to_agents():
            yield address


@contextmanager
def said_to_agents() -> Iterator[None]:
    """Say what the calendar refuses in words for an agent: the usual ones are for the person."""
    try:
        yield
    except WindowClosed as closed:
        raise WindowClosed(TOO_LATE, moment=closed.moment).because(closed.cause) from closed


def authorised(context: Context, order: DeskOrder, act: DeskAct) -> Acting:
    """Require all that an act needs, inside the caller's transaction.

    Raises:
        SessionExpired: The account was closed or reset meanwhile.
        RoleRefused: A supervisor alone does this.
        CallOver: The call is not in hand.
        CallerUnknown: The caller has not been recognised, or not by all that the roll holds for an
            act of `NEEDS_ALL`.
        ReasonNeeded: There is no reason, or one of another act.
    """
    require_staff(context, order.session, role_for(act))
    _, call, elector = held_call(context, order.session, order.call_id)
    require_recognised(context, call)
    asked = questions_about(context, elector)
    if act in NEEDS_ALL and (call.right_answers or 0) < len(asked):
        raise CallerUnknown(context.election.texts.line("desk.caller.all_answers"))
    if order.reason is None or order.reason not in REASONS[act]:
        raise ReasonNeeded
    event = f"desk_{act}/{order.reason}"
    return Acting(elector, order.reason, event, desk_source(order.session, order.source))


@contextmanager
def _day_used_up(context: Context) -> Iterator[None]:
    """Name the act that gives a person their mails back, if those of the day are used up."""
    try:
        yield
    except MustWait as refusal:
        if refusal.until <= context.now + context.election.security.resend_wait:
            raise
        raise MustWait(USED_UP, until=refusal.until).because(refusal.cause) from refusal


def _awaited(context: Context, address: str) -> tuple[CodePurpose, str]:
    """Return what a person waits for a code for, and the reference of the request.

    Raises:
        NothingToDo: For nothing, or for a request that may be a stranger's.
    """
    # Not held here: who sends a mail holds the count of mails first, as every visit does.
    account = holder_of(address).account
    code = last_code(account, context.now) if account is not None else None
    if code is None or account is None or account.state == AccountState.DISABLED:
        raise NothingToDo
    if code.purpose == CodePurpose.RESET.value and code.live_for is not None:
        return CodePurpose.RESET, make_reference()
    if several_requests(requests_of(account)):
        raise NothingToDo(WHOSE if context.election.path.has_mailbox else WHOSE_ELSEWHERE)
    if code.live_for is None or code.request is None:
        raise NothingToDo
    return CodePurpose.CONFIRM, code.request.reference


def _count_release(context: Context, address: str) -> None:
    """Count a release of a person, unless there were too many today."""
    subject = releases_of(context, address)
    serialise(context, Tried.DESK, subject)
    now = context.now
    lately = sorted(at for at in acts(Tried.DESK, subject) if now - ONE_DAY < at <= now)
    if len(lately) >= RELEASES_PER_DAY:
        raise MustWait(RELEASED_OFTEN, until=lately[-RELEASES_PER_DAY] + ONE_DAY)
    add_act(context, Tried.DESK, subject)


RELEASED_OFTEN = (
    "Les attentes de cette personne ont été levées trois fois en un jour : laissez-les, et "
    "cherchez qui essaie ses mots de passe."
)
TOO_LATE = (
    "La date est passée : ce geste n'est plus possible. « À dire » a la phrase pour la personne."
)
USED_UP = (
    "Les mails du jour de cette personne sont épuisés : « Lever les attentes » les lui rend, puis "
    "renvoyez le code."
)
WHOSE = (
    "Plusieurs demandes de compte attendent, et rien ne dit laquelle est celle de cette personne. "
    "Annulez-les : elle ouvre sa messagerie, puis crée de nouveau son compte."
)
WHOSE_ELSEWHERE = (
    "Plusieurs demandes de compte attendent, chacune avec son code : lisez « À dire ». Si aucun "
    "code ne sert, la personne choisit « Mot de passe oublié ? »."
)
