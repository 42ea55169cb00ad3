"""A visit knows how far a person is, and forgets everything at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from models import CodePurpose, LinkToken, MailboxSession, PendingCode, Person, VoterSession
from tests.models.clocks import MORNING
from tui.visit.visit import StepState, Visit

PERSON = Person(
    1, "fdupont", "francoise.dupont@ac-toulouse.fr", "Mme", "Françoise", "Dupont", "certifiée", ""
)
MAILBOX = MailboxSession(1, PERSON, numen_in_use=True, opened_at=MORNING)
VOTER = VoterSession(1, 1, PERSON)


def pending(moment: datetime = MORNING) -> PendingCode:
    expires = moment + timedelta(days=1)
    return PendingCode(CodePurpose.CONFIRM, PERSON.address, expires, moment, 5, "request", "proof")


def test_a_new_visit_has_everything_to_do() -> None:
    visit = Visit()
    assert visit.mailbox_state is visit.account_state is StepState.TO_DO
    assert visit.address == ""


def test_the_steps_follow_what_happens() -> None:
    opened = Visit(mailbox=MAILBOX)
    assert (opened.mailbox_state, opened.account_state) == (StepState.OPEN, StepState.TO_DO)
    assert Visit(pending=pending()).account_state is StepState.WAITING
    assert Visit(pending=pending(), voter=VOTER).account_state is StepState.CONFIRMED


def test_the_address_is_known_from_whatever_is_open() -> None:
    assert Visit(pending=pending()).address == PERSON.address
    assert Visit(mailbox=MAILBOX).address == PERSON.address
    assert Visit(voter=VOTER).address == PERSON.address


def test_what_was_typed_is_kept_for_its_own_screen_until_it_is_done() -> None:
    visit = Visit()
    visit.keep("account_creation", "address", "f.dupont")
    visit.keep("account_access", "address", "autre")
    visit.forget("account_creation")
    assert visit.typed("account_creation", "address") is None
    assert visit.typed("account_access", "address") == "autre"


def test_a_wiped_visit_is_a_new_one() -> None:
    visit = Visit(MAILBOX, VOTER, pending(), link=LinkToken("secret"))
    visit.keep("account_creation", "voter_password", "Camelia4Tarbes")
    visit.wipe()
    assert visit == Visit()


def test_a_visit_prints_nothing_of_a_person() -> None:
    visit = Visit(MAILBOX)
    visit.keep("account_creation", "voter_password", "Camelia4Tarbes")
    assert "Dupont" not in repr(visit)
    assert "Camelia" not in repr(visit)


def test_a_code_for_another_password_is_no_account_that_waits() -> None:
    visit = Visit(pending=replace(pending(), purpose=CodePurpose.RESET))
    assert visit.account_state is StepState.TO_DO
