"""The address of a person is corrected by two, told to the old one, and only a day later."""

from __future__ import annotations

from contextlib import suppress

import pytest
from peewee import Expression

from models import AddressRefused, AddressTaken, Espace, SessionExpired, SignInRefused
from models.errors import AlreadyAsked, ChangeOver, NothingToDo, RequestOver, RoleRefused
from models.services.desk import addresses
from models.services.sending.outcomes import try_again_now
from models.services.shared.people import holder_of
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox
from models.tables.mails import WaitingMail
from models.views.desk import AccountStanding, CodeMail, StaffRole, Standing, Trouble
from models.views.desk_calls import AddressEnd, CallerFact, DeskAct, DeskOrder, DeskRequest, Reason
from models.views.mail import FolderName, MailState
from tests.models.clocks import HandClock, paris
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.steps import PASSWORD, activate, create, open_box, person_on_roll, sample, sign_in

NAME = "fdupont"
OLD, NEW = sample(NAME).address, "francoise.dupont7@ac-toulouse.fr"


class Correction:
    """A supervisor, an agent, and the person whose address is wrong."""

    def __init__(self, espace: Espace) -> None:
        self.espace, self.desk = espace, espace.desk
        self.agent = comes(espace)
        self.supervisor = comes(espace, "chef", StaffRole.SUPERVISOR)
        self.elector_id = person_on_roll(espace, NAME)

    def order(self, reason: Reason = Reason.ADDRESS_WRONG, *, agent: bool = False) -> DeskOrder:
        session = self.agent if agent else self.supervisor
        call = self.desk.open_call(session, self.elector_id, source=SOURCE)
        self.desk.note_answers(session, call.call_id, tuple(CallerFact), source=SOURCE)
        return DeskOrder(session, call.call_id, reason, SOURCE)

    def ask(self, address: str = NEW) -> DeskRequest:
        return self.desk.ask_for(self.order(), DeskAct.ADDRESS, address=address)

    def decide(self, address: str = NEW) -> None:
        request = self.ask(address)
        assert self.desk.confirm_request(self.agent, request.request_id, source=SOURCE)

    def standing(self) -> Standing:
        return self.desk.read_person(self.agent, self.elector_id).standing

    def trouble(self) -> Trouble:
        return self.desk.read_person(self.agent, self.elector_id).diagnosis.trouble

    @property
    def address(self) -> str:
        return self.desk.read_person(self.agent, self.elector_id).person.address


@pytest.fixture
def correction(espace: Espace) -> Correction:
    return Correction(espace)


def kinds(espace: Espace) -> list[str]:
    with espace.context.connection():
        return [row.kind for row in AuditEvent.select().order_by(AuditEvent.sequence)]


def test_the_new_address_counts_a_day_after_the_second_person(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    request = correction.ask(" Francoise.DUPONT7@ac-toulouse.fr ")
    assert (request.new_address, request.asked_by) == (NEW, "chef")
    assert correction.address == OLD
    correction.desk.confirm_request(correction.agent, request.request_id, source=SOURCE)
    clock.pass_by(hours=23, minutes=59)
    assert correction.desk.apply_due_changes() == 0
    assert correction.address == OLD
    assert correction.trouble() is Trouble.ADDRESS_CHANGES
    clock.pass_by(minutes=1)
    assert correction.desk.apply_due_changes() == 1
    assert correction.desk.apply_due_changes() == 0
    assert correction.address == NEW
    session = espace.account.sign_in(NEW, PASSWORD, mailbox=None, source="kiosque")
    assert session.person.user_name == NAME
    with pytest.raises(SignInRefused):
        espace.account.sign_in(OLD, PASSWORD, mailbox=None, source="kiosque")
    assert "desk_ask_address/address_wrong" in kinds(espace)
    assert "desk_address/address_wrong" in kinds(espace)
    assert espace.administration.verify_audit().first_fault is None


def mine(espace: Espace) -> Expression:
    condition: Expression = Mailbox.elector == person_on_roll(espace, NAME)
    return condition


def test_the_day_begins_once_the_old_address_has_been_told(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    with espace.context.transaction():
        room = Mailbox.get(mine(espace)).quota_bytes
        Mailbox.update(quota_bytes=0).where(mine(espace)).execute()
    correction.decide()
    clock.pass_by(hours=30)
    assert correction.desk.apply_due_changes() == 0
    assert correction.trouble() is Trouble.ADDRESS_UNTOLD
    changing = correction.standing().changing
    assert changing is not None
    assert (changing.due_at, changing.notice) == (None, CodeMail.FULL)
    with espace.context.transaction():
        Mailbox.update(quota_bytes=room).where(mine(espace)).execute()
        try_again_now(espace.context, OLD)
    espace.administration.send_waiting_mail()
    assert correction.trouble() is Trouble.ADDRESS_CHANGES
    clock.pass_by(hours=23, minutes=59)
    assert correction.desk.apply_due_changes() == 0
    clock.pass_by(minutes=1)
    assert correction.desk.apply_due_changes() == 1
    assert correction.address == NEW


def test_where_nobody_reads_nobody_is_waited_for(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    with espace.context.transaction():
        Mailbox.delete().where(mine(espace)).execute()
    correction.decide()
    assert correction.trouble() is Trouble.ADDRESS_CHANGES
    clock.pass_by(hours=24)
    assert correction.desk.apply_due_changes() == 1


def test_whom_a_filter_keeps_from_being_told_keeps_their_address(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    with espace.context.transaction():
        Mailbox.delete().where(mine(espace)).execute()
    correction.decide()
    with espace.context.transaction():
        WaitingMail.update(reply="550 5.7.1 …").execute()
    assert correction.trouble() is Trouble.ADDRESS_UNTOLD
    clock.pass_by(days=2)
    assert correction.desk.apply_due_changes() == 0
    assert correction.trouble() is not Trouble.ADDRESS_UNTOLD
    assert correction.address == OLD
    file = correction.desk.read_person(correction.agent, correction.elector_id)
    assert file.ended == (AddressEnd.UNTOLD, clock.now())
    assert "address_change_untold" in kinds(espace)
    clock.pass_by(days=8)
    assert correction.desk.read_person(correction.agent, correction.elector_id).ended is None


def test_a_notice_is_not_forgotten_while_its_correction_waits(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    clock.go(paris("2014-10-01 09:00"))
    correction.decide()
    clock.go(paris("2014-11-24 09:00"))
    espace.administration.purge_expired(dry_run=False, source="admin")
    assert correction.trouble() is Trouble.ADDRESS_CHANGES
    with espace.context.transaction():
        WaitingMail.delete().execute()  # whoever does so by hand applies nothing
    assert correction.desk.apply_due_changes() == 0
    assert correction.trouble() is Trouble.ADDRESS_UNTOLD


def test_what_is_stopped_is_not_told_any_more(correction: Correction, espace: Espace) -> None:
    with espace.context.transaction():
        Mailbox.update(quota_bytes=0).where(mine(espace)).execute()
    correction.decide()
    correction.desk.stop_address(correction.order(Reason.ADDRESS_MISTYPED, agent=True))
    with espace.context.connection():
        states = {mail.state for mail in WaitingMail.select().where(WaitingMail.recipient == OLD)}
    assert states == {MailState.REFUSED}


def test_meanwhile_the_person_is_told_what_holds_at_the_old_address(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    create(espace, OLD)
    assert correction.desk.read_person(correction.agent, correction.elector_id).meanwhile is None
    correction.decide()
    file = correction.desk.read_person(correction.agent, correction.elector_id)
    assert file.meanwhile is not None
    assert file.meanwhile.trouble is Trouble.CODE_BEHIND_UNOPENED_MAILBOX


def test_no_address_is_corrected_that_would_count_when_codes_are_over(
    correction: Correction, clock: HandClock
) -> None:
    clock.go(paris("2014-12-03 17:00"))
    with pytest.raises(NothingToDo, match="plus aucun code"):
        correction.ask()


def test_an_address_that_is_given_to_somebody_else_brings_no_history_along(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    correction.decide()
    clock.pass_by(hours=24)
    correction.desk.apply_due_changes()
    clock.pass_by(hours=1)
    other = person_on_roll(espace, "ifabre")
    with espace.context.transaction():
        Elector.update(mail=OLD).where(Elector.id == other).execute()
    with suppress(SignInRefused):
        espace.account.sign_in(OLD, PASSWORD, mailbox=None, source="kiosque")
    told = correction.desk.read_person(correction.agent, correction.elector_id).history
    assert not [line for line in told if line.kind.startswith("sign_in")]
    theirs = correction.desk.read_person(correction.agent, other).history
    assert [line.kind for line in theirs if line.kind.startswith("sign_in")]
    assert not [line for line in theirs if line.kind.startswith("desk_address")]


def test_no_code_goes_to_the_new_address_before(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    create(espace, OLD)
    correction.decide()
    for hours in (1, 22):
        clock.pass_by(hours=hours)
        correction.desk.resend(correction.order(Reason.MAIL_NOT_FOUND))
        espace.account.ask_password_code(NEW, mailbox=None, source="ailleurs")
    with espace.context.connection():
        assert holder_of(NEW).elector is None
    box = open_box(espace, NAME)
    assert box.address == OLD
    subjects = {one.subject for one in espace.mailbox.list_folder(box).messages}
    assert "Confirmez la création de votre compte électeur" in subjects


def test_the_old_address_is_told_and_stops_it(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    correction.decide()
    box = open_box(espace, NAME)
    mail = next(
        one
        for one in espace.mailbox.list_folder(box, FolderName.INBOX).messages
        if one.subject == "Votre adresse professionnelle va changer"
    )
    assert mail.says_address_changes
    assert NEW in espace.mailbox.read(box, mail.message_id).body
    espace.mailbox.stop_address_change(box, source="kiosque")
    assert correction.trouble() is not Trouble.ADDRESS_CHANGES
    file = correction.desk.read_person(correction.agent, correction.elector_id)
    assert file.ended == (AddressEnd.STOPPED, clock.now())
    clock.pass_by(hours=25)
    assert correction.desk.apply_due_changes() == 0
    assert correction.address == OLD
    assert kinds(espace).count("address_change_stopped") == 1
    with pytest.raises((ChangeOver, SessionExpired)):
        espace.mailbox.stop_address_change(box, source="kiosque")


def test_nobody_stops_the_correction_of_somebody_else(
    correction: Correction, espace: Espace
) -> None:
    correction.decide()
    with pytest.raises(ChangeOver):
        espace.mailbox.stop_address_change(open_box(espace, "ifabre"), source="kiosque")
    assert correction.trouble() is Trouble.ADDRESS_CHANGES
    assert "stop_address/ChangeOver" in kinds(espace)


def test_an_agent_stops_it_for_a_recognised_caller(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    correction.decide()
    correction.desk.stop_address(correction.order(Reason.NOT_THEIRS, agent=True))
    with pytest.raises(NothingToDo):
        correction.desk.stop_address(correction.order(Reason.NOT_THEIRS, agent=True))
    clock.pass_by(hours=25)
    assert correction.desk.apply_due_changes() == 0
    assert correction.address == OLD


def test_one_correction_at_a_time_by_a_supervisor_and_another_person(
    correction: Correction, espace: Espace
) -> None:
    with pytest.raises(RoleRefused):
        correction.desk.ask_for(correction.order(agent=True), DeskAct.ADDRESS, address=NEW)
    request = correction.ask()
    with pytest.raises(AlreadyAsked):
        correction.ask("autre.dupont@ac-toulouse.fr")
    correction.desk.confirm_request(correction.agent, request.request_id, source=SOURCE)
    with pytest.raises(RequestOver):
        correction.desk.confirm_request(correction.agent, request.request_id, source=SOURCE)
    with pytest.raises(NothingToDo):
        correction.ask("autre.dupont@ac-toulouse.fr")


def test_an_address_of_nobody_else_and_of_the_election(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    with pytest.raises(AddressRefused):
        correction.ask("francoise.dupont@gmail.com")
    with pytest.raises(AddressTaken):
        correction.ask(sample("ifabre").address)
    with pytest.raises(NothingToDo):
        correction.ask(OLD)
    correction.decide()
    other = person_on_roll(espace, "ifabre")
    with espace.context.transaction():
        Elector.update(mail=NEW).where(Elector.id == other).execute()
    clock.pass_by(hours=25)
    assert correction.desk.apply_due_changes() == 0
    assert correction.address == OLD
    assert "address_change_taken" in kinds(espace)


def test_a_roll_that_was_loaded_meanwhile_wins(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    correction.decide()
    other = person_on_roll(espace, "ifabre")  # whose account waits
    with espace.context.transaction():
        mine = Elector.id == correction.elector_id
        Elector.update(mail="f.dupont@ac-toulouse.fr").where(mine).execute()
        Elector.update(mail=OLD).where(Elector.id == other).execute()
    clock.pass_by(hours=24)
    assert correction.desk.apply_due_changes() == 0
    assert correction.address == "f.dupont@ac-toulouse.fr"
    file = correction.desk.read_person(correction.agent, other)
    assert file.standing.account is AccountStanding.PENDING


def test_an_address_that_is_taken_at_the_last_moment_ends_nothing(
    correction: Correction, espace: Espace, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    correction.decide()
    with espace.context.transaction():
        other = Elector.id == person_on_roll(espace, "ifabre")
        Elector.update(mail=NEW).where(other).execute()
    clock.pass_by(hours=24)
    with monkeypatch.context() as not_seen_yet:
        not_seen_yet.setattr(addresses, "_is_taken", lambda *_: False)
        assert correction.desk.apply_due_changes() == 0
    assert correction.trouble() is Trouble.ADDRESS_CHANGES
    assert correction.desk.apply_due_changes() == 0
    assert correction.trouble() is not Trouble.ADDRESS_CHANGES
    assert correction.address == OLD


def test_what_waits_for_a_code_begins_anew_at_the_new_address(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    pending = create(espace, OLD)
    correction.decide()
    clock.pass_by(hours=24)
    assert correction.desk.apply_due_changes() == 1
    file = correction.desk.read_person(correction.agent, correction.elector_id)
    assert file.standing.account is AccountStanding.NONE
    assert pending.address == OLD
    create(espace, NEW)
    file = correction.desk.read_person(correction.agent, correction.elector_id)
    assert file.standing.account is AccountStanding.PENDING


def test_the_history_of_the_old_address_stays_with_the_person(
    correction: Correction, espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    sign_in(espace, NAME, PASSWORD)
    correction.decide()
    clock.pass_by(hours=24)
    correction.desk.apply_due_changes()
    file = correction.desk.read_person(correction.agent, correction.elector_id)
    assert file.standing.signed_in_at is not None
    told = [line.kind for line in file.history]
    assert {"account_confirmed", "desk_address/address_wrong", "address_changed"} <= set(told)
