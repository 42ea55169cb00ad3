"""The server hangs, dies, comes back, shows another certificate, loses a mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Thread

import pytest

from models import (
    Election,
    Espace,
    MailboxSession,
    MailServerUntrusted,
    MailUnavailable,
    SessionExpired,
)
from models.tables.mails import WaitingMail
from models.views.mail import MailState
from tests.mail_servers.cable import Cable, cable_to
from tests.mail_servers.dovecot import Dovecot, DovecotRunner
from tests.mail_servers.elections import on_server
from tests.mail_servers.mails import written
from tests.models.clocks import HandClock
from tests.models.mail.imap.open_mailboxes import open_mailboxes
from tests.models.mail.imap.steps import FDUPONT, PASSWORD, enter, ids, new_mailbox, subjects
from tests.models.steps import PASSWORD as VOTER


@pytest.fixture
def cable(dovecot: Dovecot) -> Iterator[Cable]:
    """A cable to the server."""
    with cable_to(dovecot.imaps) as laid:
        yield laid


@pytest.fixture
def patience() -> float:
    """Return the seconds that an answer may take."""
    return 20.0


soon_given_up = pytest.mark.parametrize("patience", [5.0])
"""Still long enough for a handshake with a server that has no core to itself."""


@pytest.fixture
def espace(
    election: Election, clock: HandClock, dovecot: Dovecot, cable: Cable, patience: float
) -> Iterator[Espace]:
    """The services at the end of the cable."""
    new_mailbox(dovecot, "fdupont")
    limit = timedelta(seconds=patience)
    served = on_server(election, dovecot, port=cable.port, timeout_seconds=limit)
    opened = Espace(served, clock)
    yield opened
    opened.close()


@pytest.fixture
def box(espace: Espace, dovecot: Dovecot) -> MailboxSession:
    """An open mailbox with two mails."""
    for name in ("a", "b"):
        dovecot.deliver(FDUPONT, written(name).as_bytes())
    return enter(espace, "fdupont")


def test_a_line_that_was_cut_is_taken_up_again(
    espace: Espace, box: MailboxSession, cable: Cable
) -> None:
    newest = ids(espace, box)[0]
    for _ in range(2):
        cable.cut()
        assert espace.mailbox.read(box, newest).summary.subject == "b"
        cable.cut()
        assert subjects(espace, box) == ["b", "a"]
    cable.cut()
    assert espace.mailbox.delete(box, [newest]) == 1
    cable.cut()
    assert espace.mailbox.restore(box, [newest]) == 1


@soon_given_up
def test_a_server_that_hangs_is_given_up_and_the_next_call_works(
    espace: Espace, box: MailboxSession, cable: Cable
) -> None:
    cable.hold()
    with pytest.raises(MailUnavailable, match="recommencez dans un instant"):
        espace.mailbox.list_folder(box)
    with pytest.raises(MailUnavailable):
        enter(espace, "fdupont")
    cable.free()
    assert subjects(espace, box) == ["b", "a"]


@soon_given_up
def test_who_asks_while_another_call_hangs_is_told_as_well(
    espace: Espace, box: MailboxSession, cable: Cable
) -> None:
    cable.hold()
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(espace.mailbox.list_folder, box) for _ in range(2)]
    assert [type(one.exception()) for one in asked] == [MailUnavailable, MailUnavailable]
    cable.free()
    assert subjects(espace, box) == ["b", "a"]


def test_what_became_of_the_mail_is_told_without_the_server(
    espace: Espace, box: MailboxSession, cable: Cable
) -> None:
    espace.account.create(FDUPONT, VOTER, VOTER, mailbox=box, source="kiosque")
    cable.remove()
    fate = espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.full, fate.refused) == (1, False, 0)


@soon_given_up
def test_whoever_closes_a_mailbox_does_not_wait_for_a_server_that_hangs(
    espace: Espace, box: MailboxSession, cable: Cable
) -> None:
    failures: list[Exception] = []

    def look() -> None:
        try:
            espace.mailbox.list_folder(box)
        except (MailUnavailable, SessionExpired) as error:
            failures.append(error)

    cable.hold()
    asking = Thread(target=look)
    asking.start()
    espace.mailbox.close(box)
    asking.join()
    assert len(failures) == 1
    with pytest.raises(SessionExpired):
        espace.mailbox.list_folder(box)


def test_many_threads_share_one_line(espace: Espace, box: MailboxSession, cable: Cable) -> None:
    numbers = ids(espace, box)
    before = cable.connections
    seen: list[str] = []

    def read(number: int) -> None:
        for _ in range(10):
            seen.append(espace.mailbox.read(box, number).summary.subject)
            seen.append(espace.mailbox.list_folder(box).messages[0].subject)

    threads = [Thread(target=read, args=(number,)) for number in numbers * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (seen.count("a"), seen.count("b")) == (30, 90)
    assert cable.connections == before


def test_a_mailbox_that_is_taken_away_in_the_middle_ends_the_session(
    espace: Espace, box: MailboxSession, cable: Cable, dovecot: Dovecot
) -> None:
    dovecot.change("fdupont", password="un-autre")
    cable.cut()
    with pytest.raises(SessionExpired, match="Connectez-vous de nouveau"):
        espace.mailbox.list_folder(box)
    asked = cable.connections
    with pytest.raises(SessionExpired):
        espace.mailbox.list_folder(box)
    assert espace.mailbox.follow_mail(box).full is False
    assert cable.connections == asked
    live = open_mailboxes(espace)[box.handle]
    assert PASSWORD not in str(vars(live._session))


@pytest.fixture
def own_dovecot() -> Iterator[DovecotRunner]:
    """A server that the test may stop."""
    runner = DovecotRunner()
    runner.start()
    yield runner
    runner.remove()


def test_a_server_that_dies_and_comes_back_with_its_mails(
    election: Election, clock: HandClock, own_dovecot: DovecotRunner
) -> None:
    server = own_dovecot.server
    new_mailbox(server, "fdupont")
    espace = Espace(on_server(election, server), clock)
    server.deliver(FDUPONT, written("a").as_bytes())
    box = enter(espace, "fdupont")
    assert subjects(espace, box) == ["a"]
    own_dovecot.stop()
    for _ in range(2):
        with pytest.raises(MailUnavailable):
            espace.mailbox.list_folder(box)
    own_dovecot.start()
    assert subjects(espace, box) == ["a"]
    own_dovecot.stop()
    own_dovecot.present_certificate("autre.exemple.fr")
    own_dovecot.start()
    with pytest.raises(MailServerUntrusted):
        espace.mailbox.list_folder(box)
    own_dovecot.stop()
    own_dovecot.present_certificate("localhost")
    own_dovecot.start()
    assert subjects(espace, box) == ["a"]
    espace.close()


def test_an_account_is_created_while_the_mailboxes_are_away(espace: Espace, cable: Cable) -> None:
    cable.remove()
    assert (
        espace.account.create(FDUPONT, VOTER, VOTER, mailbox=None, source="kiosque").address
        == FDUPONT
    )


def test_a_mail_that_was_sent_is_not_said_to_have_come_while_the_server_is_away(
    espace: Espace, box: MailboxSession, cable: Cable
) -> None:
    espace.account.create(FDUPONT, VOTER, VOTER, mailbox=box, source="kiosque")
    with espace.context.transaction():
        WaitingMail.update(state=MailState.SENT).where(WaitingMail.recipient == FDUPONT).execute()
    cable.remove()
    fate = espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.refused, fate.arrived) == (0, 0, False)
