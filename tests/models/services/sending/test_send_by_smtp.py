"""Sending by a real SMTP server: what it takes, refuses, puts off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from models import Election, Espace, MailState
from models.mail.message_ids import is_ours
from models.services.sending.outcomes import try_again_now
from models.views.mail import OwnReply
from tests.models.clocks import HandClock
from tests.models.mail_servers import Post, SmtpServer, with_smtp
from tests.models.mails_to_send import address, post_mails, row_of, rows_of

ONE, TWO, THREE = address(1), address(2), address(3)
REFUSED = "550 5.1.1 <personne1@ac-toulouse.fr> unknown"
FULL = "552 5.2.2 Mailbox full"


@pytest.fixture
def smtp_espace(empty_election: Election, clock: HandClock, server: SmtpServer) -> Iterator[Espace]:
    """An election that sends to that server."""
    espace = Espace(with_smtp(empty_election, server.port), clock)
    espace.administration.migrate()
    yield espace
    espace.close()


def test_each_mail_is_taken_once_and_its_texts_are_erased(smtp_espace: Espace, taken: Post) -> None:
    post_mails(smtp_espace, map(address, range(5)))
    assert smtp_espace.administration.send_waiting_mail().sent == 5
    assert smtp_espace.administration.send_waiting_mail().total == 0
    assert taken.counts() == {address(number): 1 for number in range(5)}
    row = row_of(smtp_espace, ONE)
    assert (row.state, row.subject, row.body, row.sender) == ("sent", None, None, None)
    assert row.sent_at == smtp_espace.clock.now()
    assert not row.perhaps_twice


def test_a_mail_bears_the_name_that_stands_in_its_row(smtp_espace: Espace, taken: Post) -> None:
    post_mails(smtp_espace, [ONE])
    smtp_espace.administration.send_waiting_mail()
    mail = taken.mail_to(ONE)
    assert mail["Message-ID"] == row_of(smtp_espace, ONE).message_id
    assert is_ours(smtp_espace.context.keys, ONE, mail["Message-ID"])
    assert "\n.un point en tête" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_refusal_for_good_is_kept_apart_with_its_reply(smtp_espace: Espace, taken: Post) -> None:
    taken.answers[ONE] = REFUSED
    post_mails(smtp_espace, [ONE, TWO])
    sending = smtp_espace.administration.send_waiting_mail()
    assert (sending.sent, sending.waiting, sending.refused) == (1, 0, 1)
    row = row_of(smtp_espace, ONE)
    assert (row.state, row.reply, row.body) == ("refused", "550 5.1.1 … unknown", None)
    (reason,) = smtp_espace.administration.count_unsent_mail().reasons
    assert (reason.state, reason.reply, reason.count) == ("refused", row.reply, 1)


def test_a_whole_mail_refused_for_good_is_not_offered_again(
    smtp_espace: Espace, clock: HandClock, taken: Post
) -> None:
    taken.at_end[ONE] = "554 5.7.1 no thanks"
    post_mails(smtp_espace, [ONE, TWO])
    assert smtp_espace.administration.send_waiting_mail().refused == 1
    clock.pass_by(days=1)
    assert smtp_espace.administration.send_waiting_mail().total == 0
    assert taken.counts() == {TWO: 1}


@pytest.mark.parametrize("where", ["answers", "at_end"])
def test_a_mail_put_off_is_tried_five_times_with_growing_waits_under_one_name(
    smtp_espace: Espace, clock: HandClock, taken: Post, where: str
) -> None:
    getattr(taken, where)[ONE] = "451 4.7.1 try later"
    post_mails(smtp_espace, [ONE])
    waits, names = [], set()
    for tries in (1, 2, 3, 4):
        assert smtp_espace.administration.send_waiting_mail().waiting == 1
        row = row_of(smtp_espace, ONE)
        names.add(row.message_id)
        assert (row.state, row.tries, row.sender) == ("waiting", tries, None)
        assert row.reply == "451 4.7.1 try later"
        waits.append(row.next_try_at - clock.now())
        clock.go(row.next_try_at - timedelta(seconds=1))
        assert smtp_espace.administration.send_waiting_mail().total == 0
        clock.go(row.next_try_at)
    assert smtp_espace.administration.send_waiting_mail().refused == 1
    assert row_of(smtp_espace, ONE).state == "refused"
    assert waits == sorted(set(waits))
    assert len(waits) == 4
    assert len(names) == 1


def test_a_mail_for_a_full_mailbox_is_kept_and_goes_when_there_is_room(
    smtp_espace: Espace, clock: HandClock, taken: Post
) -> None:
    taken.answers[ONE] = FULL
    post_mails(smtp_espace, [ONE], expires_at=clock.now() + timedelta(hours=24))
    assert smtp_espace.administration.send_waiting_mail().refused == 1
    assert row_of(smtp_espace, ONE).state == "full"
    clock.pass_by(hours=3)
    assert smtp_espace.administration.send_waiting_mail().total == 0
    taken.answers.clear()
    with smtp_espace.context.transaction():
        try_again_now(smtp_espace.context, ONE)
    assert smtp_espace.administration.send_waiting_mail().sent == 1
    assert taken.counts() == {ONE: 1}


def test_a_mailbox_that_is_full_for_a_moment_is_tried_again_then_kept(
    smtp_espace: Espace, clock: HandClock, taken: Post
) -> None:
    taken.answers[ONE] = "452 4.2.2 Mailbox full"
    post_mails(smtp_espace, [ONE], expires_at=clock.now() + timedelta(hours=24))
    for _ in range(4):
        assert smtp_espace.administration.send_waiting_mail().waiting == 1
        clock.go(row_of(smtp_espace, ONE).next_try_at)
    assert smtp_espace.administration.send_waiting_mail().refused == 1
    assert (row_of(smtp_espace, ONE).state, row_of(smtp_espace, ONE).body is None) == (
        "full",
        False,
    )


def test_what_is_kept_for_room_is_erased_when_it_expires(
    smtp_espace: Espace, clock: HandClock, taken: Post
) -> None:
    taken.answers[ONE] = FULL
    post_mails(smtp_espace, [ONE], expires_at=clock.now() + timedelta(hours=24))
    smtp_espace.administration.send_waiting_mail()
    clock.pass_by(hours=24)
    assert smtp_espace.administration.send_waiting_mail().refused == 1
    row = row_of(smtp_espace, ONE)
    assert (row.state, row.reply, row.body) == ("refused", OwnReply.EXPIRED, None)


def test_a_newer_code_replaces_a_mail_kept_for_room(
    smtp_espace: Espace, clock: HandClock, taken: Post
) -> None:
    taken.answers[ONE] = FULL
    tomorrow = clock.now() + timedelta(hours=24)
    post_mails(smtp_espace, [ONE], expires_at=tomorrow)
    smtp_espace.administration.send_waiting_mail()
    post_mails(smtp_espace, [ONE], expires_at=tomorrow)
    taken.answers.clear()
    with smtp_espace.context.transaction():
        try_again_now(smtp_espace.context, ONE)
    assert smtp_espace.administration.send_waiting_mail().sent == 1
    older, newer = rows_of(smtp_espace, ONE)
    assert (older.state, older.reply, newer.state) == ("refused", OwnReply.REPLACED, "sent")


def test_an_expired_mail_is_not_offered(smtp_espace: Espace, clock: HandClock, taken: Post) -> None:
    post_mails(smtp_espace, [ONE], expires_at=clock.now() + timedelta(hours=1))
    clock.pass_by(hours=1)
    assert smtp_espace.administration.send_waiting_mail().refused == 1
    assert row_of(smtp_espace, ONE).reply == OwnReply.EXPIRED
    assert not taken.taken


def test_a_code_replaced_while_its_mail_is_offered_is_not_sent(
    smtp_espace: Espace, clock: HandClock, taken: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newer code comes between RCPT and the end of the mail."""
    from models.mail.smtp import SmtpConnection

    tomorrow = clock.now() + timedelta(hours=24)
    post_mails(smtp_espace, [ONE], expires_at=tomorrow)
    offer = SmtpConnection.offer

    def offer_and_replace(self: SmtpConnection, *mail: object) -> None:
        offer(self, *mail)  # type: ignore[arg-type]
        monkeypatch.undo()
        post_mails(smtp_espace, [ONE], expires_at=tomorrow)

    monkeypatch.setattr(SmtpConnection, "offer", offer_and_replace)
    assert smtp_espace.administration.send_waiting_mail().sent == 0
    assert not taken.taken
    assert smtp_espace.administration.send_waiting_mail().sent == 1
    assert taken.counts() == {ONE: 1}


def test_a_mail_put_off_before_the_clock_was_set_back_is_due(
    smtp_espace: Espace, clock: HandClock, taken: Post
) -> None:
    taken.answers[ONE] = "451 4.7.1 try later"
    post_mails(smtp_espace, [ONE])
    smtp_espace.administration.send_waiting_mail()
    clock.pass_by(days=-1)
    taken.answers.clear()
    assert smtp_espace.administration.send_waiting_mail().sent == 1


def test_fifty_mails_go_by_one_connection_and_the_rest_by_the_next(
    smtp_espace: Espace, taken: Post
) -> None:
    post_mails(smtp_espace, map(address, range(60)))
    assert smtp_espace.administration.send_waiting_mail().sent == 50
    assert smtp_espace.administration.send_waiting_mail().sent == 10


def test_a_server_that_leaves_after_some_mails_costs_the_next_one_no_try(
    smtp_espace: Espace, taken: Post
) -> None:
    taken.most = 2
    post_mails(smtp_espace, map(address, range(6)))
    while smtp_espace.administration.send_waiting_mail().total:
        assert smtp_espace.administration.count_unsent_mail().count(MailState.WAITING) % 2 == 0
    assert taken.counts() == {address(number): 1 for number in range(6)}
    assert {row_of(smtp_espace, address(number)).tries for number in range(6)} == {1}


def test_an_altered_mail_or_a_strange_address_does_not_hold_up_the_others(
    smtp_espace: Espace, taken: Post
) -> None:
    from models.tables.mails import WaitingMail

    strange = "élu\r\nRCPT TO:<x>@ac-toulouse.fr"
    post_mails(smtp_espace, [ONE, strange, TWO])
    with smtp_espace.context.transaction():
        WaitingMail.update(body="altered").where(WaitingMail.recipient == ONE).execute()
    sending = smtp_espace.administration.send_waiting_mail()
    assert (sending.sent, sending.waiting, sending.refused) == (1, 0, 2)
    assert taken.counts() == {TWO: 1}
    altered = row_of(smtp_espace, ONE)
    assert (altered.state, altered.reply, altered.tries) == ("refused", OwnReply.UNREADABLE, 0)
    assert (altered.body, bool(altered.subject), altered.message_id) == ("altered", True, None)


class OneByConnection(Post):
    """Wants no second mail by the same connection, and says so."""

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if hasattr(session, "had_one"):
            return "450 4.7.0 one mail a connection"
        session.had_one = True  # type: ignore[attr-defined]
        return await super().handle_MAIL(server, session, envelope, address, options)


def test_a_server_that_wants_no_more_by_this_connection_costs_no_mail_a_try(
    empty_election: Election, clock: HandClock
) -> None:
    taken = OneByConnection()
    server = SmtpServer(taken)
    server.start()
    smtp_espace = Espace(with_smtp(empty_election, server.port), clock)
    smtp_espace.administration.migrate()
    post_mails(smtp_espace, [ONE, TWO])
    assert smtp_espace.administration.send_waiting_mail().sent == 1
    left = row_of(smtp_espace, TWO)
    assert (left.state, left.tries, left.sender) == ("waiting", 0, None)
    assert smtp_espace.administration.send_waiting_mail().sent == 1
    assert taken.counts() == {ONE: 1, TWO: 1}
    smtp_espace.close()
    server.stop()


def test_an_interruption_gives_the_mail_in_hand_back(
    smtp_espace: Espace, taken: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last byte was not out."""
    from models.mail.smtp import SmtpConnection

    post_mails(smtp_espace, [ONE, TWO])
    offer = SmtpConnection.offer

    def offer_and_be_interrupted(self: SmtpConnection, *mail: object) -> None:
        offer(self, *mail)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):  # noqa: PT012
        patched.setattr(SmtpConnection, "offer", offer_and_be_interrupted)
        smtp_espace.administration.send_waiting_mail()
    row = row_of(smtp_espace, ONE)
    assert (row.state, row.tries, row.sender) == ("waiting", 0, None)
    assert smtp_espace.administration.send_waiting_mail().sent == 2
    assert taken.counts() == {ONE: 1, TWO: 1}
    assert not row_of(smtp_espace, ONE).perhaps_twice


def test_what_was_sent_before_a_server_is_lost_is_counted(
    smtp_espace: Espace, taken: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.mail.smtp import ReplyLost, SmtpConnection

    post_mails(smtp_espace, [ONE, TWO, THREE])
    finish = SmtpConnection.finish

    def lose_the_second(self: SmtpConnection) -> None:
        finish(self)
        if len(taken.taken) == 2:
            raise ReplyLost(silent=True)

    monkeypatch.setattr(SmtpConnection, "finish", lose_the_second)
    sending = smtp_espace.administration.send_waiting_mail()
    assert (sending.sent, sending.waiting) == (1, 1)
    assert "s'est tu" in (sending.fault or "")
    assert row_of(smtp_espace, THREE).tries == 0


def test_asked_to_stop_it_leaves_the_rest(smtp_espace: Espace, taken: Post) -> None:
    post_mails(smtp_espace, [ONE, TWO, THREE])
    sending = smtp_espace.administration.send_waiting_mail(stopped=lambda: len(taken.taken) == 2)
    assert sending.sent == 2
    assert smtp_espace.administration.send_waiting_mail().sent == 1


def test_a_visit_starts_a_sender_only_where_a_mail_is_due(
    smtp_espace: Espace, clock: HandClock, taken: Post
) -> None:
    """No visit ever opens another person's mail."""
    started: list[str] = []
    visit = Espace(smtp_espace.election, clock, start_sender=lambda: started.append(""))
    visit.mailbox.dispatch_mail(ONE)
    assert not started
    post_mails(visit, [ONE])
    visit.mailbox.dispatch_mail(ONE)
    assert len(started) == 1
    assert not taken.taken
    visit.administration.send_waiting_mail()
    visit.mailbox.dispatch_mail(ONE)
    assert len(started) == 1
    visit.close()


def test_with_our_own_mailboxes_a_visit_sends_by_itself(espace: Espace) -> None:
    from tests.models.steps import sample

    own, other = sample("fdupont").address, sample("kbenali").address
    post_mails(espace, [own, other])
    espace.mailbox.dispatch_mail(own)
    assert row_of(espace, own).state == "sent"
    assert row_of(espace, other).state == "waiting", "no visit opens another person's mail"
