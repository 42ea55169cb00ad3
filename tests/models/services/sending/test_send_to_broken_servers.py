"""A mail server that refuses us, hangs, dies in the middle, and is back again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import Election, Espace, SmtpUnavailable
from models.services.sending.outcomes import WAITS
from models.views.mail import OwnReply
from tests.models.clocks import HandClock
from tests.models.mail_servers import BrokenServer, Post, SmtpServer, with_smtp
from tests.models.mails_to_send import address, post_mails, row_of

ONE, TWO = address(1), address(2)
PATIENCE = 2
"""Seconds that a server which hangs is waited for; its replies before that have as long."""


@pytest.fixture
def mailing_espace(empty_election: Election, clock: HandClock) -> Iterator[Espace]:
    """An election with two mails to send."""
    espace = Espace(empty_election, clock)
    espace.administration.migrate()
    post_mails(espace, [ONE, TWO])
    yield espace
    espace.close()


def sending_to(mailing_espace: Espace, port: int, *, hang: bool = False) -> Espace:
    """Return the same election with that server, and little patience if it is going to hang."""
    seconds = PATIENCE if hang else 20
    return Espace(
        with_smtp(mailing_espace.election, port, timeout_seconds=seconds), mailing_espace.clock
    )


def send_all(sender: Espace, clock: HandClock) -> None:
    """Send until nothing waits, each time when it is due."""
    while any(
        reason.state == "waiting" for reason in sender.administration.count_unsent_mail().reasons
    ):
        sender.administration.send_waiting_mail()
        clock.pass_by(minutes=10)


@pytest.mark.parametrize("hang", [False, True], ids=["leaves", "hangs"])
@pytest.mark.parametrize("step", ["greeting", "EHLO"])
def test_a_server_that_does_not_begin_costs_no_mail_a_try(
    mailing_espace: Espace, clock: HandClock, step: str, hang: bool
) -> None:
    taken = Post()
    with BrokenServer(taken, step, hang=hang) as server:
        sender = sending_to(mailing_espace, server.port, hang=hang)
        with pytest.raises(SmtpUnavailable, match="ne répond pas"):
            sender.administration.send_waiting_mail()
        row = row_of(mailing_espace, ONE)
        assert (row.state, row.tries, row.sender) == ("waiting", 0, None)
    again = Post()
    with BrokenServer(again, "none") as server:
        assert sending_to(mailing_espace, server.port).administration.send_waiting_mail().sent == 2
    assert again.counts() == {ONE: 1, TWO: 1}


@pytest.mark.parametrize("hang", [False, True], ids=["leaves", "hangs"])
@pytest.mark.parametrize("step", ["RCPT", "DATA", "middle"])
def test_a_server_lost_before_the_end_of_a_mail_has_not_taken_it(
    mailing_espace: Espace, clock: HandClock, step: str, hang: bool
) -> None:
    """Nothing has to be marked if the server cannot have it, unless it hangs at the end."""
    taken = Post()
    with BrokenServer(taken, step, hang=hang) as server:
        sender = sending_to(mailing_espace, server.port, hang=hang)
        sending = sender.administration.send_waiting_mail()
        assert sending.waiting == 1
        assert ("s'est tu" if hang else "a coupé") in (sending.fault or "")
        row = row_of(mailing_espace, ONE)
        assert (row.state, row.tries) == ("waiting", 1)
        assert row.reply.startswith("421 4.4.2")
        if hang:
            server.stop_hanging()
        send_all(sending_to(mailing_espace, server.port), clock)
    assert taken.counts() == {ONE: 1, TWO: 1}
    assert not row_of(mailing_espace, TWO).perhaps_twice
    if step != "middle":
        assert not row_of(mailing_espace, ONE).perhaps_twice


@pytest.mark.parametrize("hang", [False, True], ids=["leaves", "hangs"])
@pytest.mark.parametrize(("step", "arrivals"), [("end", 1), ("taken", 2)])
def test_a_server_lost_before_its_last_reply_leaves_a_mark_for_ever(
    mailing_espace: Espace, clock: HandClock, step: str, arrivals: int, hang: bool
) -> None:
    """SMTP itself leaves it open: the mail goes again, and says that it may have gone twice."""
    taken = Post()
    with BrokenServer(taken, step, hang=hang) as server:
        sender = sending_to(mailing_espace, server.port, hang=hang)
        assert sender.administration.send_waiting_mail().waiting == 1
        assert row_of(mailing_espace, ONE).perhaps_twice
        if hang:
            server.stop_hanging()
        send_all(sending_to(mailing_espace, server.port), clock)
    assert taken.counts() == {ONE: arrivals, TWO: 1}
    assert (row_of(mailing_espace, ONE).state, row_of(mailing_espace, ONE).perhaps_twice) == (
        "sent",
        True,
    )
    assert not row_of(mailing_espace, TWO).perhaps_twice
    assert len({mail["Message-ID"] for known, mail in taken.taken if known == ONE}) == 1
    assert mailing_espace.administration.count_unsent_mail().perhaps_twice == 1


def test_a_server_that_always_dies_with_a_mail_does_not_get_it_for_ever(
    mailing_espace: Espace, clock: HandClock
) -> None:
    with BrokenServer(Post(), "DATA", times=99) as server:
        send_all(sending_to(mailing_espace, server.port), clock)
    assert row_of(mailing_espace, ONE).state == "refused"
    assert row_of(mailing_espace, ONE).tries == 5


@pytest.mark.parametrize("step", ["end", "taken"])
def test_a_mail_that_twice_got_no_answer_is_kept_apart_and_counted(
    mailing_espace: Espace, clock: HandClock, step: str
) -> None:
    taken = Post()
    with BrokenServer(taken, step, times=99) as server:
        sender = sending_to(mailing_espace, server.port)
        assert "a coupé" in (sender.administration.send_waiting_mail().fault or "")
        assert mailing_espace.administration.count_unsent_mail().perhaps_twice == 1, (
            "counted while it waits"
        )
        send_all(sender, clock)
    for recipient in (ONE, TWO):
        row = row_of(mailing_espace, recipient)
        assert (row.state, row.reply, row.tries) == ("refused", OwnReply.NO_REPLY, 2)
    assert taken.counts() == ({ONE: 2, TWO: 2} if step == "taken" else {})
    assert mailing_espace.administration.count_unsent_mail().perhaps_twice == 2


@pytest.mark.parametrize("step", ["end", "taken"])
def test_a_server_that_falls_silent_after_a_mail_is_not_given_the_next_one(
    mailing_espace: Espace, clock: HandClock, step: str
) -> None:
    with BrokenServer(Post(), step, hang=True) as server:
        sender = sending_to(mailing_espace, server.port, hang=True)
        sending = sender.administration.send_waiting_mail()
        assert (sending.sent, sending.waiting, sending.refused) == (0, 1, 0)
        assert "s'est tu" in (sending.fault or "")
        left = row_of(mailing_espace, TWO)
        assert (left.tries, left.sender, left.message_id) == (0, None, None)
        row = row_of(mailing_espace, ONE)
        assert (row.sender, row.next_try_at - clock.now()) == (None, WAITS[0])


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_takes_leave_before_the_text_costs_no_mail_a_try(
    mailing_espace: Espace, clock: HandClock, step: str
) -> None:
    taken = Post()
    with BrokenServer(taken, step, says="421 4.3.2 shutting down") as server:
        sender = sending_to(mailing_espace, server.port)
        with pytest.raises(SmtpUnavailable, match=r"421 4\.3\.2 shutting down"):
            sender.administration.send_waiting_mail()
        for recipient in (ONE, TWO):
            row = row_of(mailing_espace, recipient)
            assert (row.state, row.tries, row.sender) == ("waiting", 0, None)
        assert sender.administration.send_waiting_mail().sent == 2
    assert taken.counts() == {ONE: 1, TWO: 1}


@pytest.mark.parametrize("hang", [False, True], ids=["leaves", "hangs"])
def test_a_server_that_is_lost_before_it_knows_a_mail_costs_it_no_try(
    mailing_espace: Espace, clock: HandClock, hang: bool
) -> None:
    said = "s'est tu" if hang else "a coupé"
    with (
        BrokenServer(Post(), "MAIL", hang=hang) as server,
        pytest.raises(SmtpUnavailable, match=said),
    ):
        sending_to(mailing_espace, server.port, hang=hang).administration.send_waiting_mail()
    row = row_of(mailing_espace, ONE)
    assert (row.state, row.tries, row.sender) == ("waiting", 0, None)


def test_leave_taken_in_place_of_an_answer_is_a_refusal_of_the_mail_and_ends_the_batch(
    mailing_espace: Espace, clock: HandClock
) -> None:
    with BrokenServer(Post(), "end", says="421 4.3.2 shutting down") as server:
        sending = sending_to(mailing_espace, server.port).administration.send_waiting_mail()
    assert (sending.waiting, "421 4.3.2" in (sending.fault or "")) == (1, True)
    row = row_of(mailing_espace, ONE)
    assert (row.tries, row.reply, row.perhaps_twice) == (1, "421 4.3.2 shutting down", False)
    assert row_of(mailing_espace, TWO).tries == 0


def test_a_sender_that_is_not_wanted_costs_no_mail_a_try(
    mailing_espace: Espace, clock: HandClock
) -> None:
    post = Post(sender_reply="550 5.7.1 not yours")
    server = SmtpServer(post)
    server.start()
    sender = sending_to(mailing_espace, server.port)
    with pytest.raises(SmtpUnavailable, match="expéditeur"):
        sender.administration.send_waiting_mail()
    assert (row_of(mailing_espace, ONE).tries, row_of(mailing_espace, ONE).sender) == (0, None)
    post.sender_reply = "250 OK"
    assert sender.administration.send_waiting_mail().sent == 2
    server.stop()
