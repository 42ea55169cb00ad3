"""The audit chain: every act is an event, and no event can be touched unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from models import (
    Espace,
    MailboxSignInRefused,
    MustWait,
    PasswordRefused,
    SignInRefused,
    WindowClosed,
    WrongCode,
    WrongKeys,
)
from models.tables.audit import AuditEvent, AuditHead
from models.tables.electors import Elector
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    WRONG_CODE,
    create,
    newest_code,
    open_box,
    sample,
    sign_in,
)

FDUPONT = sample("fdupont").address


def kinds(espace: Espace) -> list[str]:
    with espace.context.connection():
        return [event.kind for event in AuditEvent.select().order_by(AuditEvent.sequence)]


def test_every_act_is_an_event(espace: Espace, clock: HandClock) -> None:
    """Every sign-in, creation, code, confirmation and refusal is an audit event."""
    before = len(kinds(espace))
    with pytest.raises(PasswordRefused):
        espace.account.create(FDUPONT, "x", "x", mailbox=None, source=SOURCE)
    pending = espace.account.create(FDUPONT, PASSWORD, PASSWORD, mailbox=None, source=SOURCE)
    with pytest.raises(MustWait):
        espace.account.resend_code(pending, source=SOURCE)
    clock.pass_by(minutes=1)
    pending = espace.account.resend_code(pending, source=SOURCE)
    espace.administration.send_waiting_mail()
    with pytest.raises(MailboxSignInRefused):
        espace.mailbox.open("fdupont", "faux", source=SOURCE)
    box = open_box(espace, "fdupont")
    with pytest.raises(WrongCode):
        espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
    espace.account.confirm(pending, newest_code(espace, "fdupont"), source=SOURCE)
    with pytest.raises(SignInRefused):
        sign_in(espace, "fdupont", OTHER_PASSWORD)
    sign_in(espace, "fdupont", PASSWORD)
    espace.mailbox.change_password(box, "Marmotte-42-pic", "Marmotte-42-pic", source=SOURCE)
    clock.pass_by(minutes=1)
    espace.account.ask_password_code(FDUPONT, source=SOURCE)
    clock.go(paris("2014-12-04 16:00"))
    with pytest.raises(WindowClosed):
        espace.account.create(FDUPONT, PASSWORD, PASSWORD, mailbox=None, source=SOURCE)
    assert kinds(espace)[before:] == [
        "create_account/PasswordRefused",
        "create_account",
        "resend_code/MustWait",
        "send_code/confirm",
        "open_mailbox/MailboxSignInRefused",
        "mailbox_opened",
        "confirm_account/WrongCode",
        "mailbox_opened",
        "account_confirmed",
        "sign_in/SignInRefused",
        "session_opened",
        "mailbox_password_changed",
        "send_code/reset",
        "create_account/WindowClosed",
    ]


def test_an_event_holds_the_digest_of_the_one_before(espace: Espace) -> None:
    """Append-only, each holding the hash of the one before."""
    with espace.context.connection():
        events = list(AuditEvent.select().order_by(AuditEvent.sequence))
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    for earlier, later in pairwise(events):
        assert later.previous == earlier.digest


def test_names_and_addresses_stand_outside_the_chain(espace: Espace) -> None:
    """It holds a keyed pseudonym, so that a purge required by law leaves the chain valid."""
    with espace.context.connection():
        subjects = {event.subject for event in AuditEvent.select()}
    assert all(len(subject) == 64 and int(subject, 16) for subject in subjects)
    with espace.context.transaction():
        assert Elector.delete().execute() == 6
        AuditEvent.update(source="").execute()
    assert espace.administration.verify_audit().first_fault is None


def alter(column: str) -> Callable[[], object]:
    def change() -> object:
        event = AuditEvent.get_by_id(3)
        value = getattr(event, column)
        other = value + timedelta(seconds=1) if column == "at" else f"{value[:-1]}~"
        return AuditEvent.update({column: other}).where(AuditEvent.sequence == 3).execute()

    return change


def swap() -> None:
    for target, origin in ((0, 3), (3, 4), (4, 0)):
        AuditEvent.update(sequence=target).where(AuditEvent.sequence == origin).execute()


def copy_over() -> None:
    event = AuditEvent.get_by_id(2)
    AuditEvent.update(
        kind=event.kind,
        at=event.at,
        subject=event.subject,
        source_digest=event.source_digest,
        previous=event.previous,
        digest=event.digest,
    ).where(AuditEvent.sequence == 3).execute()


@pytest.mark.parametrize(
    "tamper",
    [
        *(alter(name) for name in ("at", "kind", "subject", "source_digest", "previous", "digest")),
        lambda: AuditEvent.delete().where(AuditEvent.sequence == 3).execute(),
        swap,
        copy_over,
    ],
)
def test_the_first_event_that_does_not_fit_is_named(
    espace: Espace, tamper: Callable[[], object]
) -> None:
    """`admin audit verify` names the first that does not fit."""
    with espace.context.transaction():
        tamper()
    report = espace.administration.verify_audit()
    assert (report.events, report.first_fault) == (2, 3)


def test_a_chain_cut_short_or_emptied_is_seen(espace: Espace) -> None:
    events = espace.administration.verify_audit().events
    with espace.context.transaction():
        AuditEvent.delete().where(AuditEvent.sequence == events).execute()
    assert espace.administration.verify_audit().first_fault == events
    with espace.context.transaction():
        AuditEvent.delete().execute()
    assert espace.administration.verify_audit().first_fault == 1


def test_an_event_of_another_history_is_seen(espace: Espace) -> None:
    """Of two histories with one beginning, the events of one do not fit into the other."""
    last = espace.administration.verify_audit().events
    with espace.context.transaction():
        taken = AuditEvent.get_by_id(last)
        AuditEvent.delete().where(AuditEvent.sequence == last).execute()
        AuditHead.update(sequence=last - 1, digest=taken.previous).execute()
    sign_in(espace, "kbenali", "Pastel9Cassoulet")
    sign_in(espace, "kbenali", "Pastel9Cassoulet")
    assert espace.administration.verify_audit().first_fault is None
    with espace.context.transaction():
        AuditEvent.delete().where(AuditEvent.sequence == last).execute()
        taken.save(force_insert=True)
    assert espace.administration.verify_audit().first_fault == last + 1


def test_an_event_added_by_hand_is_seen(espace: Espace) -> None:
    events = espace.administration.verify_audit().events
    with espace.context.transaction():
        last = AuditEvent.get_by_id(events)
        AuditEvent.insert(
            sequence=events + 1,
            at=last.at,
            kind="session_opened",
            subject=last.subject,
            source=SOURCE,
            source_digest=last.source_digest,
            previous=last.digest,
            digest="0" * 64,
        ).execute()
        AuditHead.update(sequence=events + 1, digest="0" * 64).execute()
    assert espace.administration.verify_audit().first_fault == events + 1


def test_another_key_makes_every_event_a_stranger(espace: Espace) -> None:
    create(espace, FDUPONT)
    keys = espace.election.database.keys
    assert keys
    key, other = (keys / "pseudonyms.key"), (keys / "codes.key").read_bytes()
    key.write_bytes(other)
    espace.close()
    fresh = Espace(espace.election, espace.clock)
    with pytest.raises(WrongKeys):
        fresh.administration.verify_audit()
    fresh.close()
