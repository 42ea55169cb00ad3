"""Who holds a mail, for how long, and what a sender that comes too late may still do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models import DatabaseUnavailable, DiskFull, Election, Espace
from models.errors import MailRefused
from models.mail.smtp import SmtpConnection
from models.services.sending.leases import DATABASE_WAITS, SHORTEST_LEASE, Leases
from models.tables.mails import WaitingMail
from models.views.mail import OwnReply
from tests.models.clocks import HandClock
from tests.models.mail_servers import BrokenServer, Post, with_smtp
from tests.models.mails_to_send import address, post_mails, row_of

ONE = address(1)


@pytest.fixture
def mailing_espace(empty_election: Election, clock: HandClock) -> Iterator[Espace]:
    """An election with one mail to send."""
    espace = Espace(with_smtp(empty_election, 25), clock)
    espace.administration.migrate()
    post_mails(espace, [ONE])
    yield espace
    espace.close()


@pytest.fixture
def first(mailing_espace: Espace) -> Leases:
    """A sender."""
    return Leases(mailing_espace.context)


@pytest.fixture
def second(mailing_espace: Espace) -> Leases:
    """Another sender."""
    return Leases(mailing_espace.context)


def claim_and_mark(leases: Leases) -> WaitingMail:
    """Return a mail that the sender holds and whose last byte may be out."""
    mail = leases.claim()
    assert mail
    assert leases.mark(mail)
    return mail


def test_a_mail_that_is_held_is_not_given_to_another_until_its_lease_is_out(
    first: Leases, second: Leases, clock: HandClock
) -> None:
    assert first.claim()
    assert second.claim() is None
    clock.pass_by(minutes=9)
    assert second.claim() is None
    clock.pass_by(minutes=1)
    mail = second.claim()
    assert mail
    assert not mail.perhaps_twice


def test_the_lease_begins_again_before_the_last_byte(
    first: Leases, second: Leases, clock: HandClock
) -> None:
    mail = first.claim()
    assert mail
    clock.pass_by(minutes=9)
    assert first.mark(mail)
    clock.pass_by(minutes=9)
    assert second.claim() is None
    clock.pass_by(minutes=1)
    taken_over = second.claim()
    assert taken_over
    assert taken_over.perhaps_twice


def test_a_sender_that_comes_too_late_may_not_hand_over(
    mailing_espace: Espace, first: Leases, second: Leases, clock: HandClock
) -> None:
    mail = first.claim()
    assert mail
    clock.pass_by(minutes=10)
    assert second.claim()
    assert not first.mark(mail)
    assert first.refused(mail, MailRefused(reply="550 5.1.1 no", permanent=True)) == "waiting"
    first.release(mail)
    row = row_of(mailing_espace, ONE)
    assert (row.state, row.tries) == ("waiting", 0)
    assert row.next_try_at > clock.now()


def test_a_mail_that_was_taken_after_all_is_not_sent_by_who_took_it_over(
    mailing_espace: Espace, first: Leases, second: Leases, clock: HandClock
) -> None:
    mail = claim_and_mark(first)
    clock.pass_by(minutes=10)
    other = second.claim()
    assert other
    first.accepted(mail)
    assert not second.mark(other)
    assert row_of(mailing_espace, ONE).state == "sent"


def test_a_mail_that_was_handed_over_twice_without_an_answer_is_given_up(
    mailing_espace: Espace, first: Leases, clock: HandClock
) -> None:
    for _ in range(2):
        claim_and_mark(first)
        clock.pass_by(minutes=10)
    ended = first.claim()
    assert ended
    assert (ended.state, ended.reply, ended.body) == ("refused", OwnReply.NO_REPLY, None)
    assert row_of(mailing_espace, ONE).perhaps_twice
    assert first.claim() is None


def test_a_database_lost_before_the_last_byte_means_a_plain_retry(
    file_espace: Espace, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = Post()
    with BrokenServer(taken, "none") as server:
        espace = Espace(with_smtp(file_espace.election, server.port), clock)
        post_mails(espace, [ONE])
        path = Path((espace.election.database.url or "").removeprefix("sqlite:///"))
        offer = SmtpConnection.offer

        def offer_and_lose(self: SmtpConnection, *mail: Any) -> None:
            offer(self, *mail)
            path.rename(path.with_suffix(".away"))

        with monkeypatch.context() as patched, pytest.raises(DatabaseUnavailable):  # noqa: PT012
            patched.setattr(SmtpConnection, "offer", offer_and_lose)
            espace.administration.send_waiting_mail()
        path.with_suffix(".away").rename(path)
        assert espace.administration.send_waiting_mail().total == 0
        clock.pass_by(minutes=10)
        assert espace.administration.send_waiting_mail().sent == 1
        assert not row_of(espace, ONE).perhaps_twice
        espace.close()
    assert taken.counts() == {ONE: 1}


def test_a_reply_is_written_down_though_the_database_is_away_for_a_moment(
    file_espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    espace = Espace(with_smtp(file_espace.election, 25), file_espace.clock)
    post_mails(espace, [ONE])
    leases = Leases(espace.context)
    mail = claim_and_mark(leases)
    path = Path((espace.election.database.url or "").removeprefix("sqlite:///"))
    away = path.rename(path.with_suffix(".away"))
    waits: list[float] = []

    def come_back_at_the_third(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            away.rename(path)

    monkeypatch.setattr("models.services.sending.leases.time.sleep", come_back_at_the_third)
    leases.accepted(mail)
    assert row_of(espace, ONE).state == "sent"
    assert tuple(waits) == DATABASE_WAITS[:3]
    path.rename(away)
    with pytest.raises(DatabaseUnavailable):
        leases.accepted(mail)
    away.rename(path)
    espace.close()


def test_a_mail_whose_sender_died_twice_with_it_is_not_handed_over_a_third_time(
    mailing_espace: Espace, first: Leases, second: Leases, clock: HandClock
) -> None:
    mail = claim_and_mark(first)
    first.refused(mail, MailRefused(reply=OwnReply.NO_REPLY), perhaps_taken=True)
    clock.pass_by(minutes=1)
    mail = claim_and_mark(first)
    clock.pass_by(minutes=10)
    ended = second.claim()
    assert ended
    assert (ended.state, ended.reply, ended.sender) == ("refused", OwnReply.NO_REPLY, None)


def test_a_mail_is_given_back_unless_its_last_byte_may_be_out(
    mailing_espace: Espace, first: Leases, second: Leases
) -> None:
    mail = first.claim()
    assert mail
    first.release(mail)
    mail = claim_and_mark(first)
    first.release(mail)
    assert second.claim() is None
    assert row_of(mailing_espace, ONE).handing_over


def test_a_reply_is_written_down_though_the_disk_is_full_for_a_moment(
    mailing_espace: Espace, first: Leases, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = claim_and_mark(first)
    full = [DiskFull(), DiskFull()]
    atomic = mailing_espace.context.store.database.atomic

    def cut_short() -> Any:
        if full:
            raise full.pop()
        return atomic()

    monkeypatch.setattr(mailing_espace.context.store.database, "atomic", cut_short)
    monkeypatch.setattr("models.services.sending.leases.time.sleep", lambda seconds: None)
    first.accepted(mail)
    assert not full
    assert row_of(mailing_espace, ONE).state == "sent"
    assert sum(DATABASE_WAITS) < SHORTEST_LEASE.total_seconds()
