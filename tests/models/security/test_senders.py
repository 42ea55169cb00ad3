"""Senders killed at any step, and many of them at once: each mail arrives, once or marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import Election, Espace
from models.tables.mails import WaitingMail
from tests.models.clocks import HandClock
from tests.models.mail_servers import Post, SmtpServer, with_smtp
from tests.models.mails_to_send import address, post_mails
from tests.models.processes.sender import CROWD, KILLED, SendingOrder

MAILS = 60


@pytest.fixture
def smtp_espace(empty_election: Election, clock: HandClock, server: SmtpServer) -> Iterator[Espace]:
    """An election that sends to that server."""
    espace = Espace(with_smtp(empty_election, server.port), clock)
    espace.administration.migrate()
    yield espace
    espace.close()


def test_a_sender_killed_at_any_step_loses_no_mail_and_sends_none_twice_unmarked(
    smtp_espace: Espace, server: SmtpServer, taken: Post
) -> None:
    steps = int(SendingOrder.of(KILLED, smtp_espace.election, server.port).run())
    assert steps > 25
    arrivals = taken.counts()
    with smtp_espace.context.connection():
        rows = {row.recipient: row for row in WaitingMail.select()}
    assert set(rows) == set(arrivals) == {address(number) for number in range(1, steps + 2)}
    for recipient, row in rows.items():
        assert (row.state, row.body, row.handing_over) == ("sent", None, False)
        assert arrivals[recipient] == 1 or (row.perhaps_twice and arrivals[recipient] == 2)
    marked = [recipient for recipient, row in rows.items() if row.perhaps_twice]
    assert 2 <= len(marked) <= 8, "only between the mark and the reply written down"
    assert any(arrivals[recipient] == 2 for recipient in marked)
    assert any(arrivals[recipient] == 1 for recipient in marked)


@pytest.mark.parametrize("senders", [2, 10])
def test_senders_at_once_send_each_mail_exactly_once(
    smtp_espace: Espace, server: SmtpServer, taken: Post, senders: int
) -> None:
    recipients = [address(number) for number in range(MAILS)]
    post_mails(smtp_espace, recipients)
    SendingOrder.of(CROWD, smtp_espace.election, server.port, senders).run()
    assert taken.counts() == dict.fromkeys(recipients, 1)
    assert smtp_espace.administration.count_unsent_mail().reasons == ()
    assert smtp_espace.administration.count_unsent_mail().perhaps_twice == 0
