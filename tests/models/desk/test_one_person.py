"""What an administrator is told of a person: each trouble, their mails, waits and refusals."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

from models import (
    AddressRefused,
    ElectorUnknown,
    Espace,
    MailState,
    PersonReport,
    Refused,
    Trouble,
    WaitKind,
)
from models.rules.person_reasons import REASONS
from models.services.shared.counts import Tried
from models.tables.audit import AuditEvent
from models.tables.throttles import RecentAct, Throttle
from tests.models.clocks import HandClock
from tests.models.desk.test_diagnosis import WAYS
from tests.models.steps import SOURCE, activate, create, sample, sign_in

NAME = "fdupont"
ADDRESS = sample(NAME).address
TO_A_CALLER = re.compile(r"\b(votre|vos|vous|je|moi|mon|épelez)\b", re.IGNORECASE)


def shown(espace: Espace, name: str = NAME) -> PersonReport:
    return espace.desk.show_person(name, source="admin:test")


def test_every_trouble_has_a_reason_and_a_next_step_for_an_administrator() -> None:
    assert set(REASONS) == set(Trouble)
    for trouble, sentences in REASONS.items():
        for sentence in sentences:
            assert sentence.endswith(".")
            assert not TO_A_CALLER.search(sentence), trouble


@pytest.mark.parametrize("trouble", Trouble, ids=lambda trouble: trouble.value)
def test_each_state_of_a_path_names_the_reason_and_the_next_step(
    espace: Espace, clock: HandClock, trouble: Trouble
) -> None:
    name = WAYS[trouble](espace, clock) or NAME
    found = shown(espace, name).diagnosis
    assert found.trouble is trouble
    for sentence in (found.words, found.next_step):
        assert "{" not in sentence
    assert "admin release" not in found.next_step or f"admin release {name} " in found.next_step


def test_a_person_is_found_by_user_name_or_address_however_it_is_typed(espace: Espace) -> None:
    for typed in (NAME, " FDupont ", ADDRESS, ADDRESS.upper()):
        assert shown(espace, typed).person.address == ADDRESS


def test_that_somebody_was_looked_up_is_in_the_audit_chain(espace: Espace) -> None:
    shown(espace)
    with suppress(ElectorUnknown):
        shown(espace, "personne")
    with espace.context.connection():
        last = list(AuditEvent.select().order_by(AuditEvent.sequence.desc()).limit(2))
    assert [event.kind for event in last] == ["person_shown/ElectorUnknown", "person_shown"]
    assert last[1].subject == espace.context.pseudonym("person", NAME)
    assert {event.source for event in last} == {"admin:test"}
    assert espace.administration.verify_audit().first_fault is None


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("personne", ElectorUnknown),
        ("personne.inconnue@ac-toulouse.fr", ElectorUnknown),
        ("fdupont@gmail.com", AddressRefused),
    ],
)
def test_nobody_is_said_to_be_nobody(espace: Espace, name: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        shown(espace, name)
    if "personne.inconnue" not in name:  # what was counted for nobody can be forgotten too
        with pytest.raises(refusal):
            espace.administration.release(name, reason="appel", source=SOURCE)


def test_mails_waits_and_refusals_are_told(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    for _ in range(4):
        with suppress(Refused):
            sign_in(espace, NAME, "Pivoine8Lavaur")
    found = shown(espace)
    assert [mail.state for mail in found.mails] == [MailState.SENT]
    assert [wait.kind for wait in found.waits] == [WaitKind.SIGN_IN_ELSEWHERE]
    until = found.waits[0].until
    assert until is not None
    assert until > clock.now()
    assert {line.kind for line in found.refusals} == {"sign_in/SignInRefused", "sign_in/MustWait"}
    assert found.refusals[0].source == SOURCE
    assert "Dupont" not in repr(found)


def test_a_mail_that_waits_or_was_replaced_is_told(espace: Espace, clock: HandClock) -> None:
    espace.account.create(ADDRESS, *["Cormoran7Vallespir"] * 2, mailbox=None, source=SOURCE)
    (mail,) = shown(espace).mails
    assert (mail.state, mail.replaced) == (MailState.WAITING, False)
    assert mail.next_try_at


def test_a_release_by_user_name_ends_waits_and_budgets(espace: Espace) -> None:
    create(espace, ADDRESS)
    for _ in range(4):
        with suppress(Refused):
            espace.mailbox.open(NAME, "Pivoine8Lavaur", source=SOURCE)
    context = espace.context
    budget = context.pseudonym("desk/release", ADDRESS)
    with context.transaction():
        RecentAct.insert(kind=Tried.DESK, subject=budget, at=context.now).execute()
        identifiers = context.pseudonym(Tried.IDENTIFIER, ADDRESS)
        Throttle.insert(
            kind=Tried.IDENTIFIER, subject=identifiers, count=9, last_at=context.now
        ).execute()
    assert {wait.kind for wait in shown(espace).waits} >= {WaitKind.MAILBOX, WaitKind.IDENTIFIER}
    done = espace.administration.release("FDUPONT", reason="appel", source=SOURCE)
    assert (done.address, done.budgets) == (ADDRESS, 1)
    assert done.waits >= 2
    assert done.mails
    assert shown(espace).waits == ()
    again = espace.administration.release(NAME, reason="appel", source=SOURCE)
    assert (again.waits, again.mails, again.budgets) == (0, 0, 0)
