"""Sending the mails that wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import Espace, MailboxSession
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from models.views.mail import OwnReply
from tests.models.clocks import HandClock
from tests.models.mails_to_send import post_mails
from tests.models.steps import PASSWORD, SOURCE, create, newest_code, open_box, sample

JOBRIENDARC = sample("jobriendarc").address


@pytest.fixture
def full_box(espace: Espace) -> MailboxSession:
    """A mailbox that is full."""
    return open_box(espace, "jobriendarc")


def newest(espace: Espace) -> WaitingMail:
    with espace.context.connection():
        row: WaitingMail = WaitingMail.select().order_by(WaitingMail.id.desc()).get()
        return row


def test_a_full_mailbox_is_tried_five_times_with_growing_waits(
    espace: Espace, clock: HandClock, full_box: MailboxSession
) -> None:
    create(espace, JOBRIENDARC)
    waits = []
    for tries in (1, 2, 3, 4):
        row = newest(espace)
        assert (row.state, row.tries) == ("waiting", tries)
        assert row.reply.startswith("552 5.2.2")
        waits.append(row.next_try_at - clock.now())
        clock.go(row.next_try_at - timedelta(seconds=1))
        assert espace.administration.send_waiting_mail().waiting == 0
        clock.go(row.next_try_at)
        sending = espace.administration.send_waiting_mail()
        assert (sending.waiting, sending.refused) == ((1, 0) if tries < 4 else (0, 1))
    assert waits == sorted(waits)
    assert len(set(waits)) == 4
    assert (newest(espace).state, newest(espace).tries) == ("full", 5)
    clock.pass_by(hours=24)
    assert espace.administration.send_waiting_mail().refused == 1
    assert (newest(espace).state, newest(espace).body) == ("refused", None)


def test_a_mail_that_is_sent_is_not_sent_again(espace: Espace) -> None:
    create(espace, sample("fdupont").address)
    assert newest(espace).state == "sent"
    assert newest(espace).sent_at == espace.clock.now()
    sending = espace.administration.send_waiting_mail()
    assert (sending.sent, sending.waiting, sending.refused) == (0, 0, 0)


def test_a_person_without_a_mailbox_is_refused_for_good(espace: Espace) -> None:
    with espace.context.transaction():
        Elector.create(
            uid="sansboite",
            mail="sans.boite@ac-toulouse.fr",
            last_name="Boîte",
            first_name="Sans",
            corps="pe",
        )
    create(espace, "sans.boite@ac-toulouse.fr")
    row = newest(espace)
    assert (row.state, row.reply, row.body) == ("refused", OwnReply.NO_MAILBOX, None)


def test_an_expired_code_is_not_sent(
    espace: Espace, clock: HandClock, full_box: MailboxSession
) -> None:
    create(espace, JOBRIENDARC)
    clock.pass_by(hours=24)
    assert espace.administration.send_waiting_mail().refused == 1
    row = newest(espace)
    assert (row.state, row.reply, row.body) == ("refused", OwnReply.EXPIRED, None)


def test_a_newer_code_takes_the_place_of_the_mail_that_waits(
    espace: Espace, clock: HandClock, full_box: MailboxSession
) -> None:
    earlier = create(espace, JOBRIENDARC)
    clock.pass_by(minutes=1)
    other = "Galopin3Roussillon"
    pending = espace.account.create(
        JOBRIENDARC, other, other, mailbox=None, source="kiosque", earlier=earlier
    )
    espace.administration.send_waiting_mail()
    folder = espace.mailbox.list_folder(full_box)
    assert folder.waiting == 1
    espace.mailbox.delete(full_box, [line.message_id for line in folder.messages[:3]])
    espace.mailbox.empty_trash(full_box)
    arrived = [line for line in espace.mailbox.list_folder(full_box).messages if line.from_election]
    assert len(arrived) == 1
    code = newest_code(espace, "jobriendarc")
    session = espace.account.confirm(pending, code, password=other, source="kiosque")
    assert session.account_version == 1


def test_fifty_mails_go_at_a_time(espace: Espace) -> None:
    post_mails(espace, ["personne@ac-toulouse.fr"] * 60)
    assert espace.administration.send_waiting_mail().refused == 50
    assert espace.administration.send_waiting_mail().refused == 10


def test_the_fate_of_a_mail_is_quiet_when_all_is_well(espace: Espace) -> None:
    create(espace, sample("fdupont").address)
    fate = espace.mailbox.follow_mail(open_box(espace, "fdupont"))
    assert (fate.waiting, fate.full, fate.refused) == (0, False, 0)


def test_an_altered_mail_does_not_hold_up_those_behind_it(espace: Espace) -> None:
    for name in ("fdupont", "jmartin1"):
        address = sample(name).address
        espace.account.create(address, PASSWORD, PASSWORD, mailbox=None, source=SOURCE)
    with espace.context.transaction():
        WaitingMail.update(body="altered").where(
            WaitingMail.recipient == sample("fdupont").address
        ).execute()
    sending = espace.administration.send_waiting_mail()
    assert (sending.sent, sending.refused) == (1, 1)
    with espace.context.connection():
        altered = WaitingMail.get(WaitingMail.recipient == sample("fdupont").address)
    assert (altered.state, altered.reply, altered.tries) == ("refused", OwnReply.UNREADABLE, 0)
    assert (altered.body, bool(altered.subject)) == ("altered", True)
