"""What the helpdesk cannot do: there is no way to it, and nothing that it does leads there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from peewee import Model

from models import Espace
from models.services.desk.facade import Desk
from models.tables.accounts import VoterAccount
from models.tables.audit import AuditEvent
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.mailboxes import Mailbox, MailboxNumen
from models.views.desk import StaffRole, StaffSession
from models.views.desk_calls import CallerFact, DeskAct, DeskOrder, Reason
from tests.architecture.source_tree import imports, source_files
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.steps import PASSWORD, activate, create, person_on_roll, sample, sign_in

ITS_OWN = {
    "add_staff",
    "change_password",
    "disable_authenticator",
    "disable_staff",
    "enable_authenticator",
    "fill_helpdesk",
    "list_staff",
    "offer_authenticator",
    "reset_staff",
    "sign_in",
}
"""About the accounts of the helpdesk itself."""
READS = {
    "count_desk",
    "list_calls",
    "list_requests",
    "look_at_visit",
    "read_board",
    "read_person",
    "read_requests",
    "refresh_search",
    "search",
    "show_person",
}
DOES = {
    "apply_due_changes",
    "ask_for",
    "cancel",
    "confirm_request",
    "give_up_request",
    "join_following",
    "leave_call",
    "leave_visit",
    "note_answers",
    "open_call",
    "release",
    "resend",
    "stop_address",
    "tell_visit",
}
"""For a person or with them: none takes a password or a code of theirs, none gives one back."""
OPENS_OR_CONFIRMS = (
    "models.services.accounts.access",
    "models.services.accounts.confirmation",
    "models.services.accounts.sessions",
    "models.services.mailbox",
    "models.services.shared.passwords",
)
"""Where people sign in, confirm, choose passwords and read mails."""


def test_the_helpdesk_has_no_other_call() -> None:
    calls = {name for name in vars(Desk) if not name.startswith("_")}
    assert calls == ITS_OWN | READS | DOES


def test_it_has_no_way_to_where_people_sign_in() -> None:
    for file in source_files("models/services/desk"):
        named = {one for one in imports(file) if one.startswith(OPENS_OR_CONFIRMS)}
        assert not named, file


class Helped:
    """A person for whom everything is done that can be."""

    def __init__(self, espace: Espace, clock: HandClock, name: str = "fdupont") -> None:
        self.espace, self.clock, self.name = espace, clock, name
        self.agent = comes(espace)
        self.supervisor = comes(espace, "chef", StaffRole.SUPERVISOR)
        self.elector_id = person_on_roll(espace, name)

    def order(self, reason: Reason, session: StaffSession) -> DeskOrder:
        call = self.espace.desk.open_call(session, self.elector_id, source=SOURCE)
        self.espace.desk.note_answers(session, call.call_id, tuple(CallerFact), source=SOURCE)
        return DeskOrder(session, call.call_id, reason, SOURCE)

    def by_two(self, act: DeskAct, reason: Reason, address: str = "") -> None:
        order = self.order(reason, self.supervisor)
        request = self.espace.desk.ask_for(order, act, address=address)
        self.espace.desk.confirm_request(self.agent, request.request_id, source=SOURCE)

    def every_act(self) -> None:
        desk, agent = self.espace.desk, self.agent
        create(self.espace, sample(self.name).address)
        self.clock.pass_by(minutes=2)
        desk.resend(self.order(Reason.MAIL_NOT_FOUND, agent))
        desk.release(self.order(Reason.OWN_TRIES, agent))
        desk.cancel(self.order(Reason.NOT_THEIRS, agent))
        self.clock.pass_by(minutes=2)
        activate(self.espace, self.name)
        self.by_two(DeskAct.DISABLE, Reason.ASKED_BY_PERSON)
        self.by_two(DeskAct.ENABLE, Reason.DISABLED_BY_MISTAKE)
        self.by_two(DeskAct.ADDRESS, Reason.ADDRESS_WRONG, "autre.dupont@ac-toulouse.fr")
        desk.stop_address(self.order(Reason.ADDRESS_MISTYPED, agent))


@pytest.fixture
def helped(espace: Espace, clock: HandClock) -> Helped:
    return Helped(espace, clock)


def rows(espace: Espace, *tables: type[Model]) -> list[list[str]]:
    with espace.context.connection():
        return [sorted(str(row) for row in table.select().dicts()) for table in tables]


def test_roll_scrutins_and_mailbox_passwords_stay_as_they_are(
    helped: Helped, espace: Espace
) -> None:
    activate(espace, "jmartin1")
    untouched = (Elector, Scrutin, RollEntry, MailboxNumen)
    before = rows(espace, *untouched)
    with espace.context.connection():
        boxes = {row.id: row.password_hash for row in Mailbox.select()}
        others = {row.id: row.password_hash for row in VoterAccount.select()}
    helped.every_act()
    assert rows(espace, *untouched) == before
    with espace.context.connection():
        assert {row.id: row.password_hash for row in Mailbox.select()} == boxes
        after = {row.id: row.password_hash for row in VoterAccount.select()}
    assert {number: after[number] for number in others} == others
    assert sign_in(espace, helped.name, PASSWORD).person.user_name == helped.name


CHANGES: dict[str, Callable[[int], object]] = {
    "changed": lambda number: AuditEvent.update(kind="desk_release/own_tries").where(
        AuditEvent.sequence == number
    ),
    "another person": lambda number: AuditEvent.update(subject="0" * 64).where(
        AuditEvent.sequence == number
    ),
    "removed": lambda number: AuditEvent.delete().where(AuditEvent.sequence == number),
}


@pytest.mark.parametrize("how", CHANGES)
def test_an_act_that_is_changed_or_removed_is_named(
    helped: Helped, espace: Espace, how: str
) -> None:
    helped.every_act()
    assert espace.administration.verify_audit().first_fault is None
    number = number_of(espace, "desk_disable/asked_by_person")
    with espace.context.transaction():
        CHANGES[how](number).execute()  # type: ignore[attr-defined]
    assert espace.administration.verify_audit().first_fault in (number, number + 1)


def test_acts_in_another_order_are_named(helped: Helped, espace: Espace) -> None:
    helped.every_act()
    first = number_of(espace, "desk_disable/asked_by_person")
    second = number_of(espace, "desk_enable/disabled_by_mistake")
    assert first < second
    with espace.context.transaction():
        for number, place in ((first, 0), (second, first), (0, second)):
            AuditEvent.update(sequence=place).where(AuditEvent.sequence == number).execute()
    assert espace.administration.verify_audit().first_fault == first


def number_of(espace: Espace, kind: str) -> int:
    with espace.context.connection():
        return int(AuditEvent.get(AuditEvent.kind == kind).sequence)
