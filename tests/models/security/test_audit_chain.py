"""The audit chain: every act is an event, and no event can be touched unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from models import (
    AnchorUnreadable,
    AuditAnchor,
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
from models.tables.installation import PURGED, Installation
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    WRONG_CODE,
    create,
    newest_code,
    open_box,
    proved,
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
    pending = proved(espace, espace.account.resend_code(pending, source=SOURCE))
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
    assert espace.administration.verify_audit().first_fault == 1, "nobody was purged"
    with espace.context.transaction():
        Installation.insert(name=PURGED, value=espace.clock.now().isoformat()).execute()
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


def cut_tail(espace: Espace, events: int) -> AuditAnchor:
    """Take the last events away with SQL and move the end; return what the end was."""
    with espace.context.transaction():
        last = AuditHead.get()
        kept = AuditEvent.get_by_id(last.sequence - events)
        AuditEvent.delete().where(AuditEvent.sequence > kept.sequence).execute()
        AuditHead.update(sequence=kept.sequence, digest=kept.digest).execute()
    return AuditAnchor(last.sequence, last.digest)


def test_a_tail_cut_off_with_its_end_moved_is_seen_and_stays_so(espace: Espace) -> None:
    create(espace, FDUPONT)
    cut_tail(espace, 2)
    assert espace.administration.verify_audit().first_fault is not None
    for _ in range(3):
        sign_in(espace, "kbenali", "Pastel9Cassoulet")
    assert espace.administration.verify_audit().first_fault is not None


def test_everything_deleted_and_the_end_reset_is_seen(espace: Espace) -> None:
    with espace.context.transaction():
        AuditEvent.delete().execute()
        AuditHead.update(sequence=0, digest="0" * 64).execute()
    assert espace.administration.verify_audit().first_fault == 1


def test_an_old_copy_of_the_database_does_not_hold_what_was_noted_elsewhere(
    espace: Espace,
) -> None:
    """Its end is sealed: only an event that was noted outside of it shows the difference."""
    with espace.context.connection():
        old = AuditHead.get()
    sign_in(espace, "kbenali", "Pastel9Cassoulet")
    noted = espace.administration.verify_audit().end
    with espace.context.transaction():
        AuditEvent.delete().where(AuditEvent.sequence > old.sequence).execute()
        AuditHead.update(sequence=old.sequence, digest=old.digest, seal=old.seal).execute()
    assert espace.administration.verify_audit().first_fault is None
    assert espace.administration.verify_audit(since=[noted]).first_fault == old.sequence + 1
    open_box(espace, "kbenali")
    assert espace.administration.verify_audit().first_fault is None
    assert espace.administration.verify_audit(since=[noted]).first_fault == noted.sequence


def test_a_place_written_over_is_seen(espace: Espace) -> None:
    with espace.context.transaction():
        AuditEvent.update(source="ailleurs").where(AuditEvent.sequence == 2).execute()
    assert espace.administration.verify_audit().first_fault == 2


def test_what_was_noted_is_read_from_an_export_a_log_or_the_command_line(
    espace: Espace, tmp_path: Path
) -> None:
    end = espace.administration.verify_audit().end
    export, log = tmp_path / "audit.jsonl", tmp_path / "events.jsonl"
    espace.administration.export_audit(export, source=SOURCE)
    log.write_text(f'{{"event": "kiosk", "audit": "{end}"}}\n', encoding="utf-8")
    read = espace.administration.read_anchors
    assert read(str(export))[-1] == read(str(log))[0] == read(f"{end}")[0] == end
    assert espace.administration.verify_audit(since=read(str(export))).first_fault is None
    with pytest.raises(AnchorUnreadable, match="aucune fin de chaîne"):
        read(str(tmp_path / "absent"))


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
