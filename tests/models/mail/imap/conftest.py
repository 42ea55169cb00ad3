"""The sample people's mailboxes on a Dovecot, the rest of the election on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import Election, Espace, MailboxSession
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.elections import on_server
from tests.models.clocks import HandClock
from tests.models.mail.imap.steps import PASSWORD, enter, new_mailbox


@pytest.fixture
def espace(election: Election, clock: HandClock, dovecot: Dovecot) -> Iterator[Espace]:
    """The services, with the mailboxes of Françoise Dupont and Jean Martin on a server."""
    for name in ("fdupont", "jmartin1"):
        new_mailbox(dovecot, name)
    opened = Espace(on_server(election, dovecot), clock)
    yield opened
    opened.close()


@pytest.fixture
def box(espace: Espace) -> MailboxSession:
    """The mailbox of Françoise Dupont, open and empty."""
    return enter(espace, "fdupont", PASSWORD)
