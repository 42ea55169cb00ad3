"""A mail server that refuses us, hangs, dies in the middle, and is back again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import Election, Espace, SmtpServerAway
from tests.models.clocks import HandClock
from tests.models.mail_servers import BrokenServer, Post, SmtpServer, with_smtp
from tests.models.services.sending import address, post_mails, row_of

ONE, TWO = address(1), address(2)
PATIENCE = 0.4


@pytest.fixture
def house(empty_election: Election, clock: HandClock) -> Iterator[Espace]:
    """An election with two mails to send."""
    espace = Espace(empty_election, clock)
    espace.migrate()
    post_mails(espace, [ONE, TWO])
    yield espace
    espace.close()


def sending_to(house: Espace, port: int, seconds: float = 20) -> Espace:
    """Return the same election with that server."""
    return Espace(with_smtp(house.election, port, timeout_seconds=seconds), house.clock)


def send_all(sender: Espace, clock: HandClock) -> None:
    """Send until nothing waits, each time when it is due."""
    while any(reason.state == "waiting" for reason in sender.unsent_mail().reasons):
        sender.send_waiting_mail()
        clock.pass_by(minutes=10)


@pytest.mark.parametrize("hang", [False, True], ids=["leaves", "hangs"])
@pytest.mark.parametrize("step", ["greeting", "EHLO"])
def test_a_server_that_does_not_begin_costs_no_mail_a_try(
    house: Espace, clock: HandClock, step: str, hang: bool
) -> None:
    taken = Post()
    with BrokenServer(taken, step, hang=hang) as server:
        sender = sending_to(house, server.port, PATIENCE)
        with pytest.raises(SmtpServerAway, match="ne répond pas"):
            sender.send_waiting_mail()
        row = row_of(house, ONE)
        assert (row.state, row.tries, row.sender) == ("waiting", 0, None)
    again = Post()
    with BrokenServer(again, "none") as server:
        assert sending_to(house, server.port).send_waiting_mail().sent == 2
    assert again.counts() == {ONE: 1, TWO: 1}


@pytest.mark.parametrize("hang", [False, True], ids=["leaves", "hangs"])
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "middle"])
def test_a_server_lost_before_the_end_of_a_mail_has_not_taken_it(
    house: Espace, clock: HandClock, step: str, hang: bool
) -> None:
    """Nothing has to be marked where the server cannot have it, unless it hangs at the end."""
    taken = Post()
    with BrokenServer(taken, step, hang=hang) as server:
        sender = sending_to(house, server.port, PATIENCE)
        assert sender.send_waiting_mail().waiting == 1
        row = row_of(house, ONE)
        assert (row.state, row.tries) == ("waiting", 1)
        assert row.reply.startswith("421 4.4.2")
        if hang:
            server.stop_hanging()
        send_all(sender, clock)
    assert taken.counts() == {ONE: 1, TWO: 1}
    assert not row_of(house, TWO).perhaps_twice
    if step != "middle":
        assert not row_of(house, ONE).perhaps_twice


@pytest.mark.parametrize("hang", [False, True], ids=["leaves", "hangs"])
@pytest.mark.parametrize(("step", "arrivals"), [("end", 1), ("taken", 2)])
def test_a_server_lost_before_its_last_reply_leaves_a_mark_for_ever(
    house: Espace, clock: HandClock, step: str, arrivals: int, hang: bool
) -> None:
    """SMTP itself cannot tell: the mail goes again, and says that it may have gone twice."""
    taken = Post()
    with BrokenServer(taken, step, hang=hang) as server:
        sender = sending_to(house, server.port, PATIENCE)
        assert sender.send_waiting_mail().waiting == 1
        assert row_of(house, ONE).perhaps_twice
        if hang:
            server.stop_hanging()
        send_all(sender, clock)
    assert taken.counts() == {ONE: arrivals, TWO: 1}
    assert (row_of(house, ONE).state, row_of(house, ONE).perhaps_twice) == ("sent", True)
    assert not row_of(house, TWO).perhaps_twice
    assert len({mail["Message-ID"] for known, mail in taken.taken if known == ONE}) == 1
    assert house.unsent_mail().perhaps_twice == 1


def test_a_server_that_always_dies_with_a_mail_does_not_get_it_for_ever(
    house: Espace, clock: HandClock
) -> None:
    taken = Post()
    with BrokenServer(taken, "end", times=99) as server:
        send_all(sending_to(house, server.port), clock)
    assert row_of(house, ONE).state == "refused"
    assert row_of(house, ONE).tries == 5


def test_a_sender_that_is_not_wanted_costs_no_mail_a_try(house: Espace, clock: HandClock) -> None:
    post = Post(sender_reply="550 5.7.1 not yours")
    server = SmtpServer(post)
    server.start()
    sender = sending_to(house, server.port)
    with pytest.raises(SmtpServerAway, match="expéditeur"):
        sender.send_waiting_mail()
    assert (row_of(house, ONE).tries, row_of(house, ONE).sender) == (0, None)
    post.sender_reply = "250 OK"
    assert sender.send_waiting_mail().sent == 2
    server.stop()
