"""What an agent does for a person: with a reason, for whom they know, once, and never more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models import (
    AwaitingConfirmation,
    Espace,
    MustWait,
    SessionExpired,
    SignInRefused,
    WindowClosed,
)
from models.errors import (
    AlreadyAsked,
    CallerUnknown,
    CallOver,
    NothingToDo,
    ReasonNeeded,
    Refused,
    RequestOver,
    RoleRefused,
    SamePerson,
)
from models.rules.desk_acts import BY_TWO, REASONS
from models.tables.audit import AuditEvent
from models.tables.staff import StaffMember
from models.views.desk import AccountStanding, StaffRole, StaffSession, Trouble
from models.views.desk_calls import CallerFact, CallState, Cause, DeskAct, DeskOrder, Reason
from tests.models.clocks import HandClock, paris
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    WRONG_CODE,
    activate,
    create,
    election_mail,
    newest_code,
    open_box,
    person_on_roll,
    sample,
    sign_in,
)

NAME = "fdupont"
ADDRESS = sample(NAME).address
OTHER = "franz.dupont2@ac-toulouse.fr"
FACTS = (CallerFact.CORPS, CallerFact.SCHOOL, CallerFact.USER_NAME)


class Desk:
    """A helpdesk with an agent, a supervisor, and a caller on the telephone."""

    def __init__(self, espace: Espace) -> None:
        self.espace, self.desk = espace, espace.desk
        self.agent = comes(espace)
        self.supervisor = comes(espace, "chef", StaffRole.SUPERVISOR)
        self.elector_id = person_on_roll(espace, NAME)

    def order(
        self, reason: Reason | None, by: StaffSession | None = None, *, right: int = 3
    ) -> DeskOrder:
        """Take the call of a person who gives right answers; return an order for them."""
        session = by or self.agent
        call = self.desk.open_call(session, self.elector_id, source=SOURCE)
        self.desk.note_answers(session, call.call_id, FACTS[:right], source=SOURCE)
        return DeskOrder(session, call.call_id, reason, SOURCE)

    def act(self, act: DeskAct, order: DeskOrder) -> object:
        acts: dict[DeskAct, Callable[[DeskOrder], object]] = {
            DeskAct.RESEND: self.desk.resend,
            DeskAct.RELEASE: self.desk.release,
            DeskAct.CANCEL: self.desk.cancel,
            DeskAct.STOP_ADDRESS: self.desk.stop_address,
        }
        if act in acts:
            return acts[act](order)
        return self.desk.ask_for(order, act, address=OTHER if act is DeskAct.ADDRESS else "")

    def by_two(self, act: DeskAct, reason: Reason | None = None) -> None:
        """Have a supervisor ask for an act and the agent confirm it."""
        order = self.order(reason or REASONS[act][0], self.supervisor)
        request = self.desk.ask_for(order, act)
        self.desk.confirm_request(self.agent, request.request_id, source=SOURCE)

    def standing(self) -> AccountStanding:
        return self.desk.read_person(self.agent, self.elector_id).standing.account

    def trouble(self) -> Trouble:
        return self.desk.read_person(self.agent, self.elector_id).diagnosis.trouble


@pytest.fixture
def desk(espace: Espace) -> Desk:
    return Desk(espace)


def last_events(espace: Espace, number: int = 1) -> list[tuple[str, str, str]]:
    """Return kind, source and subject of the last events, the last one first."""
    with espace.context.connection():
        events = AuditEvent.select().order_by(AuditEvent.sequence.desc()).limit(number)
        return [(event.kind, event.source, event.subject) for event in events]


def about(espace: Espace, address: str = ADDRESS) -> str:
    return espace.context.pseudonym("person", address)


def pending(espace: Espace, clock: HandClock) -> None:
    """Let an account wait whose code has expired."""
    create(espace, ADDRESS)
    clock.pass_by(hours=25)


def test_another_code_goes_to_the_person_and_to_nobody_else(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    pending(espace, clock)
    assert desk.trouble() is Trouble.CODE_EXPIRED
    sent = desk.desk.resend(desk.order(Reason.CODE_EXPIRED))
    assert sent.expires_at > clock.now()
    espace.administration.send_waiting_mail()
    mail = election_mail(espace, NAME)
    with pytest.raises(AwaitingConfirmation) as waits:
        espace.account.sign_in(ADDRESS, PASSWORD, mailbox=open_box(espace, NAME), source="kiosque")
    assert mail.link is not None
    session = espace.account.confirm(waits.value.pending, mail.link, source="kiosque")
    assert session.person.address == ADDRESS


def test_the_event_names_agent_person_and_reason(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    pending(espace, clock)
    desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    assert last_events(espace) == [
        ("desk_resend/mail_not_found", f"assistance:amartin {SOURCE}", about(espace))
    ]
    assert espace.administration.verify_audit().first_fault is None


def test_the_mails_are_the_persons_own(desk: Desk, espace: Espace, clock: HandClock) -> None:
    pending(espace, clock)
    order = desk.order(Reason.CODE_EXPIRED)
    desk.desk.resend(order)
    with pytest.raises(MustWait):  # the same minute
        desk.desk.resend(order)
    for _ in range(4):
        clock.pass_by(minutes=2)
        desk.desk.resend(order)
    clock.pass_by(minutes=2)
    with pytest.raises(MustWait):  # five a day
        desk.desk.resend(order)
    box = open_box(espace, NAME)
    with pytest.raises(MustWait):  # no more of the person's own either
        espace.account.create(ADDRESS, PASSWORD, PASSWORD, mailbox=box, source="kiosque")


def test_a_forgotten_password_gets_another_code_while_it_is_awaited(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    with pytest.raises(NothingToDo):
        desk.desk.resend(desk.order(Reason.CODE_EXPIRED))
    espace.account.ask_password_code(ADDRESS, mailbox=open_box(espace, NAME), source="kiosque")
    clock.pass_by(minutes=5)
    desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    espace.administration.send_waiting_mail()
    assert "nouveau mot de passe" in election_mail(espace, NAME).summary.subject


def test_another_code_gives_strangers_their_tries_back(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    """Who calls may stand where the mailbox is not open, or others have typed codes for them."""
    pending = create(espace, ADDRESS)
    for _ in range(5):
        with pytest.raises(Refused):
            espace.account.confirm(pending, WRONG_CODE, source="kiosque")
    assert desk.trouble() is Trouble.CODE_TRIED_ELSEWHERE
    clock.pass_by(minutes=2)
    desk.desk.resend(desk.order(Reason.CODE_TRIED_OUT))
    code = desk.desk.read_person(desk.agent, desk.elector_id).standing.code
    assert code is not None
    assert (code.tries_left, code.tries_left_elsewhere) == (5, 5)
    espace.administration.send_waiting_mail()
    session = espace.account.confirm(pending, newest_code(espace, NAME), source="kiosque")
    assert session.person.address == ADDRESS


def test_the_code_that_is_shown_is_the_one_that_is_sent_again(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    box = open_box(espace, NAME)
    own = espace.account.create(ADDRESS, PASSWORD, PASSWORD, mailbox=box, source="kiosque")
    espace.administration.send_waiting_mail()
    asked_at = clock.now()
    clock.pass_by(minutes=2)
    create(espace, ADDRESS, OTHER_PASSWORD, source="ailleurs")  # a stranger's is newer
    shown = desk.desk.read_person(desk.agent, desk.elector_id).standing.code
    assert shown is not None
    assert shown.asked_at == asked_at
    clock.pass_by(minutes=2)
    desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    espace.administration.send_waiting_mail()
    code = newest_code(espace, NAME)
    session = espace.account.confirm(own, code, mailbox=box, source="kiosque")
    assert session.person.address == ADDRESS


def test_waits_end_and_not_too_often(desk: Desk, espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    for number in range(3):
        for _ in range(4):
            with pytest.raises(Refused):
                sign_in(espace, NAME, "Faux7Essai")
        assert desk.trouble() is Trouble.SIGN_IN_TRIED_ELSEWHERE, number
        desk.desk.release(desk.order(Reason.OWN_TRIES))
        assert desk.trouble() is not Trouble.SIGN_IN_TRIED_ELSEWHERE
    with pytest.raises(SignInRefused):
        sign_in(espace, NAME, "Faux7Essai")
    with pytest.raises(MustWait, match="trois fois"):
        desk.desk.release(desk.order(Reason.OWN_TRIES))
    clock.pass_by(hours=25)
    desk.desk.release(desk.order(Reason.OWN_TRIES))


def test_who_did_not_ask_for_an_account_is_rid_of_it(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    mine = create(espace, ADDRESS)
    desk.desk.cancel(desk.order(Reason.NOT_THEIRS))
    assert desk.standing() is AccountStanding.NONE
    mail = election_mail(espace, NAME)
    assert mail.link is not None
    with pytest.raises(Refused):
        espace.account.confirm(mine, mail.link, source="kiosque")
    clock.pass_by(minutes=2)
    create(espace, ADDRESS)  # and begins again
    assert desk.standing() is AccountStanding.PENDING


def test_nothing_is_cancelled_that_cannot_be_created_again(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    create(espace, ADDRESS)
    clock.pass_by(days=6, hours=6, minutes=45)  # 4 December, 16 h 15
    with pytest.raises(WindowClosed):
        desk.desk.cancel(desk.order(Reason.NOT_THEIRS))
    assert desk.standing() is AccountStanding.PENDING


def test_an_account_that_was_confirmed_is_not_cancelled(desk: Desk, espace: Espace) -> None:
    activate(espace, NAME)
    with pytest.raises(NothingToDo):
        desk.desk.cancel(desk.order(Reason.NOT_THEIRS))
    assert sign_in(espace, NAME, PASSWORD).person.address == ADDRESS


def test_two_people_disable_an_account_and_enable_it(desk: Desk, espace: Espace) -> None:
    session = activate(espace, NAME)
    desk.by_two(DeskAct.DISABLE)
    assert desk.trouble() is Trouble.DISABLED
    with pytest.raises(SessionExpired):
        espace.account.list_scrutins(session)
    with pytest.raises(SignInRefused):
        sign_in(espace, NAME, PASSWORD)
    desk.by_two(DeskAct.ENABLE)
    assert desk.standing() is AccountStanding.ACTIVE
    with pytest.raises(SignInRefused):  # it may be somebody else's
        sign_in(espace, NAME, PASSWORD)
    assert desk.trouble() is Trouble.PASSWORD_NEEDED
    desk.by_two(DeskAct.DISABLE, Reason.ASKED_BY_PERSON)
    desk.by_two(DeskAct.ENABLE, Reason.DISABLED_BY_MISTAKE)
    with pytest.raises(SignInRefused):
        sign_in(espace, NAME, PASSWORD)
    assert desk.trouble() is Trouble.PASSWORD_NEEDED
    kinds = [kind for kind, *_ in last_events(espace, 30)]
    assert "desk_ask_disable/taken_over" in kinds
    assert "desk_disable/taken_over" in kinds
    assert "desk_enable/settled" in kinds


def test_what_was_disabled_by_mistake_keeps_its_password(desk: Desk, espace: Espace) -> None:
    activate(espace, NAME)
    desk.by_two(DeskAct.DISABLE, Reason.ASKED_BY_PERSON)
    desk.by_two(DeskAct.ENABLE, Reason.DISABLED_BY_MISTAKE)
    assert sign_in(espace, NAME, PASSWORD).person.address == ADDRESS


def test_what_somebody_else_used_is_not_given_back_as_it_was(desk: Desk, espace: Espace) -> None:
    activate(espace, NAME)
    desk.by_two(DeskAct.DISABLE, Reason.TAKEN_OVER)
    with pytest.raises(ReasonNeeded) as refusal:
        desk.by_two(DeskAct.ENABLE, Reason.DISABLED_BY_MISTAKE)
    assert "quelqu'un d'autre" in refusal.value.text
    assert desk.trouble() is Trouble.DISABLED


def test_nobody_is_left_without_a_password_once_none_can_be_chosen(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    desk.by_two(DeskAct.DISABLE, Reason.ASKED_BY_PERSON)
    order = desk.order(Reason.SETTLED, desk.supervisor)
    request = desk.desk.ask_for(order, DeskAct.ENABLE)
    clock.go(paris("2014-12-04 16:50"))
    with pytest.raises(WindowClosed):
        desk.by_two(DeskAct.ENABLE, Reason.SETTLED)
    with pytest.raises(RequestOver):  # it has lapsed, too
        desk.desk.confirm_request(desk.agent, request.request_id, source=SOURCE)
    clock.go(paris("2014-12-04 16:40"))
    order = desk.order(Reason.SETTLED, desk.supervisor)
    request = desk.desk.ask_for(order, DeskAct.ENABLE)
    clock.go(paris("2014-12-04 16:50"))
    with pytest.raises(WindowClosed, match="À dire"):
        desk.desk.confirm_request(desk.agent, request.request_id, source=SOURCE)
    desk.desk.give_up_request(desk.supervisor, request.request_id, source=SOURCE)
    desk.by_two(DeskAct.ENABLE, Reason.DISABLED_BY_MISTAKE)
    assert sign_in(espace, NAME, PASSWORD).person.address == ADDRESS


def test_a_code_of_which_nobody_knows_the_request_is_not_sent_again(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    for place in ("kiosque", "ailleurs"):
        create(espace, ADDRESS, source=place)
        clock.pass_by(minutes=2)
    assert desk.trouble() is Trouble.SEVERAL_REQUESTS
    assert DeskAct.RESEND not in desk.desk.read_person(desk.agent, desk.elector_id).acts
    with pytest.raises(NothingToDo) as refusal:
        desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    assert "Annulez-les" in refusal.value.text
    espace.account.ask_password_code(ADDRESS, mailbox=open_box(espace, NAME), source="kiosque")
    assert DeskAct.RESEND in desk.desk.read_person(desk.agent, desk.elector_id).acts


def test_a_code_is_not_sent_again_once_its_request_has_ended(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    clock.go(paris("2014-10-01 09:00"))
    create(espace, ADDRESS)
    clock.go(paris("2014-11-24 09:00"))
    espace.administration.purge_expired(dry_run=False, source="admin")
    assert desk.trouble() is Trouble.REQUEST_OVER
    assert DeskAct.RESEND not in desk.desk.read_person(desk.agent, desk.elector_id).acts
    with pytest.raises(NothingToDo):
        desk.desk.resend(desk.order(Reason.CODE_EXPIRED))


def test_a_resend_without_mails_left_names_the_act_that_gives_them_back(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    create(espace, ADDRESS)
    for _ in range(espace.election.security.resend_per_day):
        clock.pass_by(minutes=2)
        desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    clock.pass_by(minutes=2)
    with pytest.raises(MustWait) as refusal:
        desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    assert "« Lever les attentes »" in refusal.value.text
    assert desk.desk.read_person(desk.agent, desk.elector_id).standing.mails_from
    desk.desk.release(desk.order(Reason.OWN_TRIES))
    desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    with pytest.raises(MustWait) as refusal:
        desk.desk.resend(desk.order(Reason.MAIL_NOT_FOUND))
    assert "Lever" not in refusal.value.text


def test_what_was_never_confirmed_begins_anew_once_it_is_enabled(
    desk: Desk, espace: Espace
) -> None:
    create(espace, ADDRESS)
    desk.by_two(DeskAct.DISABLE)
    desk.by_two(DeskAct.ENABLE)
    assert desk.standing() is AccountStanding.NONE


def test_the_second_person_is_another_one_and_in_time(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    order = desk.order(Reason.TAKEN_OVER, desk.supervisor)
    request = desk.desk.ask_for(order, DeskAct.DISABLE)
    assert desk.desk.list_requests(desk.agent) == (request,)
    assert desk.desk.read_person(desk.agent, desk.elector_id).request == request
    with pytest.raises(SamePerson):
        desk.desk.confirm_request(desk.supervisor, request.request_id, source=SOURCE)
    with pytest.raises(AlreadyAsked):
        desk.desk.ask_for(order, DeskAct.DISABLE)
    clock.pass_by(hours=1)
    assert desk.desk.list_requests(desk.agent) == ()
    with pytest.raises(RequestOver):
        desk.desk.confirm_request(desk.agent, request.request_id, source=SOURCE)
    assert desk.standing() is AccountStanding.ACTIVE
    again = desk.desk.ask_for(desk.order(Reason.TAKEN_OVER, desk.supervisor), DeskAct.DISABLE)
    desk.desk.give_up_request(desk.supervisor, again.request_id, source=SOURCE)
    with pytest.raises(RequestOver):
        desk.desk.confirm_request(desk.agent, again.request_id, source=SOURCE)
    assert desk.standing() is AccountStanding.ACTIVE


@pytest.mark.parametrize("act", DeskAct)
def test_an_act_needs_its_reason(desk: Desk, espace: Espace, act: DeskAct) -> None:
    others = [reason for reason in Reason if reason not in REASONS[act]]
    for reason in (None, others[0]):
        with pytest.raises(ReasonNeeded):
            desk.act(act, desk.order(reason, desk.supervisor))


def test_an_address_is_corrected_for_whom_every_answer_is_right(desk: Desk) -> None:
    with pytest.raises(CallerUnknown, match="toutes les réponses"):
        desk.act(DeskAct.ADDRESS, desk.order(Reason.ADDRESS_WRONG, desk.supervisor, right=2))
    order = desk.order(Reason.ADDRESS_WRONG, desk.supervisor)
    assert desk.act(DeskAct.ADDRESS, order)


def test_whom_the_school_passes_on_need_answer_nothing(desk: Desk, espace: Espace) -> None:
    activate(espace, NAME)
    call = desk.desk.open_call(desk.supervisor, desk.elector_id, source=SOURCE)
    known = desk.desk.note_answers(
        desk.supervisor, call.call_id, (CallerFact.CALLED_BACK,), source=SOURCE
    )
    assert known.recognised
    order = DeskOrder(desk.supervisor, call.call_id, Reason.ASKED_BY_PERSON, SOURCE)
    assert desk.desk.ask_for(order, DeskAct.DISABLE).reason is Reason.ASKED_BY_PERSON
    assert "desk_caller/called_back" in {kind for kind, *_ in last_events(espace, 5)}


def test_a_date_that_is_past_is_told_in_words_for_the_agent(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    create(espace, ADDRESS)
    clock.go(paris("2014-12-04 16:20"))
    assert DeskAct.CANCEL not in desk.desk.read_person(desk.agent, desk.elector_id).acts
    with pytest.raises(WindowClosed, match="À dire"):
        desk.desk.cancel(desk.order(Reason.NOT_THEIRS))


@pytest.mark.parametrize("act", DeskAct)
def test_a_caller_is_nobody_until_shown_otherwise(desk: Desk, espace: Espace, act: DeskAct) -> None:
    reason = REASONS[act][0]
    unasked = desk.desk.open_call(desk.supervisor, desk.elector_id, source=SOURCE).call_id
    for order in (
        DeskOrder(desk.supervisor, unasked, reason, SOURCE),
        desk.order(reason, desk.supervisor, right=1),
    ):
        with pytest.raises(CallerUnknown):
            desk.act(act, order)
    assert last_events(espace)[0][0] == f"desk_{act}/CallerUnknown"
    assert last_events(espace)[0][2] == about(espace)


@pytest.mark.parametrize("act", DeskAct)
def test_an_act_needs_a_call_of_ones_own_in_hand(desk: Desk, espace: Espace, act: DeskAct) -> None:
    order = desk.order(REASONS[act][0], desk.supervisor)
    with pytest.raises((CallOver, RoleRefused)):
        desk.act(act, replace(order, session=desk.agent))
    desk.desk.leave_call(desk.supervisor, order.call_id, CallState.ASIDE)
    with pytest.raises(CallOver):
        desk.act(act, order)
    with pytest.raises(CallOver):
        desk.act(act, replace(order, call_id=order.call_id + 9))


@pytest.mark.parametrize("act", sorted(set(DeskAct) - BY_TWO))
def test_what_one_person_does_is_not_asked_for(desk: Desk, espace: Espace, act: DeskAct) -> None:
    activate(espace, NAME)
    desk.by_two(DeskAct.DISABLE)
    with pytest.raises(ValueError, match="no act of two"):
        desk.desk.ask_for(desk.order(REASONS[act][0]), act)
    assert desk.standing() is AccountStanding.DISABLED


@pytest.mark.parametrize("act", sorted(BY_TWO))
def test_an_agent_asks_for_no_act_of_two(desk: Desk, espace: Espace, act: DeskAct) -> None:
    activate(espace, NAME)
    with pytest.raises(RoleRefused):
        desk.desk.ask_for(desk.order(REASONS[act][0]), act)


@pytest.mark.parametrize("act", DeskAct)
def test_who_was_closed_meanwhile_does_nothing(desk: Desk, espace: Espace, act: DeskAct) -> None:
    order = desk.order(REASONS[act][0], desk.supervisor)
    desk.desk.disable_staff("chef", source="admin")
    with pytest.raises(SessionExpired):
        desk.act(act, order)


def test_of_two_agents_at_once_one_is_refused(desk: Desk, espace: Espace, clock: HandClock) -> None:
    other = comes(espace, "bdurand")
    create(espace, ADDRESS)
    orders = [desk.order(Reason.NOT_THEIRS), desk.order(Reason.NOT_THEIRS, other)]
    assert desk.desk.read_person(other, desk.elector_id).others == ("amartin",)
    desk.desk.cancel(orders[0])
    with pytest.raises(NothingToDo):
        desk.desk.cancel(orders[1])
    clock.pass_by(minutes=2)
    pending(espace, clock)
    orders = [desk.order(Reason.CODE_EXPIRED), desk.order(Reason.CODE_EXPIRED, other)]
    desk.desk.resend(orders[0])
    with pytest.raises(MustWait):
        desk.desk.resend(orders[1])
    desk.desk.release(replace(orders[0], reason=Reason.OWN_TRIES))
    with pytest.raises(NothingToDo):
        desk.desk.release(replace(orders[1], reason=Reason.OWN_TRIES))
    assert espace.administration.verify_audit().first_fault is None


def test_calls_are_put_aside_called_back_and_closed_with_their_cause(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    others = [person_on_roll(espace, name) for name in ("jmartin1", "kbenali")]
    first = desk.desk.open_call(desk.agent, desk.elector_id, source=SOURCE)
    second = desk.desk.open_call(desk.agent, others[0], source=SOURCE)
    third = desk.desk.open_call(desk.agent, others[1], source=SOURCE)
    later = clock.now().replace(hour=16)
    desk.desk.leave_call(
        desk.agent,
        third.call_id,
        CallState.TO_CALL_BACK,
        cause=Cause.NUMEN_UNKNOWN,
        call_back_at=later,
    )
    listed = desk.desk.list_calls(desk.agent)
    assert [one.call.call_id for one in listed] == [first.call_id, second.call_id, third.call_id]
    assert listed[0].call.state is CallState.ASIDE
    assert listed[2].call.call_back_at == later
    clock.go(later)
    first_shown, *_ = desk.desk.list_calls(desk.agent)
    assert first_shown.call.call_id == third.call_id
    assert desk.desk.open_call(desk.agent, desk.elector_id, source=SOURCE).call_id == first.call_id
    desk.desk.leave_call(desk.agent, first.call_id, CallState.CLOSED, cause=Cause.CODE_EXPIRED)
    with pytest.raises(CallOver):
        desk.desk.leave_call(desk.agent, first.call_id, CallState.CLOSED, cause=Cause.QUESTION)
    with pytest.raises(ValueError, match="cause"):
        desk.desk.leave_call(desk.agent, second.call_id, CallState.CLOSED)
    desk.desk.leave_call(desk.agent, second.call_id, CallState.CLOSED, cause=Cause.OTHER_PERSON)
    (earlier,) = desk.desk.read_person(desk.agent, desk.elector_id).calls
    assert (earlier.agent, earlier.cause) == ("amartin", Cause.CODE_EXPIRED)
    assert desk.desk.read_person(desk.agent, others[0]).calls == ()


@pytest.mark.parametrize("close", ["disable_staff", "reset_staff"])
def test_what_a_closed_account_had_in_hand_is_taken_over(
    desk: Desk, espace: Espace, close: str
) -> None:
    others = [person_on_roll(espace, name) for name in ("jmartin1", "kbenali")]
    aside = desk.desk.open_call(desk.supervisor, others[0], source=SOURCE)
    in_hand = desk.desk.open_call(desk.supervisor, desk.elector_id, source=SOURCE)
    own = desk.desk.open_call(desk.agent, others[1], source=SOURCE)
    assert [one.call.call_id for one in desk.desk.list_calls(desk.agent)] == [own.call_id]
    getattr(desk.desk, close)("chef", source="admin")
    listed = [one.call for one in desk.desk.list_calls(desk.agent)]
    assert {one.call_id for one in listed} == {aside.call_id, in_hand.call_id, own.call_id}
    assert {one.agent for one in listed if one.call_id != own.call_id} == {"chef"}
    taken = desk.desk.open_call(desk.agent, desk.elector_id, source=SOURCE)
    assert (taken.call_id, taken.agent) == (in_hand.call_id, "amartin")
    assert not taken.recognised
    other = comes(espace, "bdurand")
    assert [one.call.call_id for one in desk.desk.list_calls(other)] == [aside.call_id]


def test_a_call_to_return_is_anybodys_and_one_that_is_aside_is_not(
    desk: Desk, espace: Espace
) -> None:
    noted = desk.desk.open_call(desk.supervisor, desk.elector_id, source=SOURCE)
    desk.desk.leave_call(desk.supervisor, noted.call_id, CallState.TO_CALL_BACK)
    kept = desk.desk.open_call(desk.supervisor, person_on_roll(espace, "kbenali"), source=SOURCE)
    desk.desk.leave_call(desk.supervisor, kept.call_id, CallState.ASIDE)
    (shown,) = desk.desk.list_calls(desk.agent)
    assert (shown.call.call_id, shown.call.agent) == (noted.call_id, "chef")
    assert desk.desk.open_call(desk.agent, desk.elector_id, source=SOURCE).call_id == noted.call_id
    (left,) = desk.desk.list_calls(desk.supervisor)
    assert left.call.call_id == kept.call_id
    assert (
        desk.desk.open_call(desk.supervisor, desk.elector_id, source=SOURCE).call_id
        != noted.call_id
    )


@pytest.mark.parametrize("close", ["disable_staff", "reset_staff"])
def test_what_a_closed_account_has_asked_for_lapses(desk: Desk, espace: Espace, close: str) -> None:
    activate(espace, NAME)
    order = desk.order(Reason.TAKEN_OVER, desk.supervisor)
    request = desk.desk.ask_for(order, DeskAct.DISABLE)
    getattr(desk.desk, close)("chef", source="admin")
    assert desk.desk.list_requests(desk.agent) == ()
    with pytest.raises(RequestOver):
        desk.desk.confirm_request(desk.agent, request.request_id, source=SOURCE)
    assert desk.standing() is AccountStanding.ACTIVE
    second = comes(espace, "second", StaffRole.SUPERVISOR)
    desk.desk.ask_for(desk.order(Reason.TAKEN_OVER, second), DeskAct.DISABLE)


def test_who_leads_no_more_when_it_is_confirmed_has_asked_for_nothing(
    desk: Desk, espace: Espace
) -> None:
    activate(espace, NAME)
    order = desk.order(Reason.TAKEN_OVER, desk.supervisor)
    request = desk.desk.ask_for(order, DeskAct.DISABLE)
    with espace.context.transaction():
        StaffMember.update(role=StaffRole.AGENT).where(StaffMember.name == "chef").execute()
    with pytest.raises(RequestOver):
        desk.desk.confirm_request(desk.agent, request.request_id, source=SOURCE)
    assert desk.standing() is AccountStanding.ACTIVE


def test_a_terminal_that_was_closed_is_not_on_the_line_for_ever(
    desk: Desk, espace: Espace, clock: HandClock
) -> None:
    desk.desk.open_call(desk.supervisor, desk.elector_id, source=SOURCE)
    assert desk.desk.read_person(desk.agent, desk.elector_id).others == ("chef",)
    clock.pass_by(minutes=31)
    assert desk.desk.read_person(desk.agent, desk.elector_id).others == ()


def test_who_calls_again_is_asked_again(desk: Desk) -> None:
    order = desk.order(Reason.CODE_EXPIRED)
    again = desk.desk.open_call(desk.agent, desk.elector_id, source=SOURCE)
    assert again.call_id == order.call_id
    assert not again.recognised


def test_the_file_of_a_person_holds_what_is_needed_and_no_secret(
    desk: Desk, espace: Espace
) -> None:
    activate(espace, NAME)
    found = desk.desk.read_person(desk.agent, desk.elector_id)
    assert [one.short for one in found.scrutins] == ["CTM", "CTA", "CAPN", "CAPA"]
    assert found.person.last_name == "Dupont"
    kinds = [line.kind for line in found.history]
    assert kinds[0] == "account_confirmed"
    assert "mailbox_opened" in kinds
    words = " ".join(question.words for question in found.questions)
    assert "NUMEN" not in words
    shown = repr(found)
    for secret in (PASSWORD, sample(NAME).numen):
        assert secret not in shown
