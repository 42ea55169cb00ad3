"""Signing in to a mailbox on a server."""

from __future__ import annotations

from base64 import b64encode
from traceback import format_exception

import pytest

from models import (
    Election,
    Espace,
    MailboxBlocked,
    MailboxSession,
    MailboxSignInRefused,
    MailServerUntrusted,
    MailUnavailable,
    MustWait,
    NotOnTheRoll,
    PasswordManagedElsewhere,
    SessionExpired,
)
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mailboxes import MailboxOpening
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.elections import on_server
from tests.mail_servers.spoken_imap import SpokenImap
from tests.mail_servers.waiting import free_ports
from tests.models.clocks import HandClock
from tests.models.mail.imap.open_mailboxes import open_mailboxes
from tests.models.mail.imap.steps import FDUPONT, PASSWORD, enter, new_mailbox
from tests.models.steps import SOURCE


@pytest.mark.parametrize(
    "typed", ["fdupont", " FDupont ", FDUPONT, "Francoise.Dupont@AC-Toulouse.fr"]
)
def test_a_person_of_the_roll_signs_in_against_the_server(espace: Espace, typed: str) -> None:
    box = enter(espace, typed)
    assert (box.person.user_name, box.address) == ("fdupont", FDUPONT)
    assert not box.numen_in_use


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("login", ["uid", "mail"])
def test_the_server_knows_a_person_by_user_name_or_by_address(
    election: Election, clock: HandClock, dovecot: Dovecot, security: str, login: str
) -> None:
    known_as = "fdupont" if login == "uid" else FDUPONT
    dovecot.new_mailbox(known_as, PASSWORD)
    port = dovecot.imaps if security == "tls" else dovecot.imap
    espace = Espace(on_server(election, dovecot, security=security, login=login, port=port), clock)
    assert espace.mailbox.list_folder(enter(espace, "fdupont")).messages == ()
    espace.close()


@pytest.mark.parametrize(
    "name", ["fdupont", "nobody", "nobody@ac-toulouse.fr", "é", "a\0b", "a\r\nb"]
)
def test_a_wrong_password_and_an_unknown_name_are_refused_in_the_same_words(
    espace: Espace, name: str
) -> None:
    with pytest.raises(MailboxSignInRefused) as refusal:
        enter(espace, name, "16E0501234ABC")
    assert "NUMEN" not in refusal.value.text
    assert "messagerie professionnelle" in refusal.value.text


@pytest.mark.parametrize("password", ["", "a\r\nA1 LOGIN b c", "\0fdupont\0x"])
def test_a_password_that_would_be_a_command_is_refused(espace: Espace, password: str) -> None:
    with pytest.raises(MailboxSignInRefused):
        enter(espace, "fdupont", password)


def test_the_refusal_says_what_the_election_file_says(
    election: Election, clock: HandClock, dovecot: Dovecot
) -> None:
    served = on_server(election, dovecot)
    mail = served.mail.changed(refused_help="Voyez votre secrétariat.")
    espace = Espace(served.changed(mail=mail), clock)
    with pytest.raises(MailboxSignInRefused, match="Voyez votre secrétariat"):
        enter(espace, "fdupont", "wrong")
    espace.close()


def test_the_election_s_own_throttle_comes_before_the_server(
    espace: Espace, clock: HandClock
) -> None:
    for _ in range(espace.election.security.free_tries):
        with pytest.raises(MailboxSignInRefused):
            enter(espace, "fdupont", "wrong")
    with pytest.raises(MustWait) as wait:
        enter(espace, "fdupont")
    clock.go(wait.value.until)
    assert enter(espace, "fdupont").address == FDUPONT


def test_the_right_password_of_somebody_who_is_no_elector_says_so(
    espace: Espace, dovecot: Dovecot
) -> None:
    dovecot.new_mailbox("zvisiteur", PASSWORD)
    with pytest.raises(NotOnTheRoll, match="liste électorale"):
        enter(espace, "zvisiteur")
    assert open_mailboxes(espace) == {}


def test_an_opening_is_written_once_and_each_is_an_event(espace: Espace) -> None:
    enter(espace, "fdupont")
    enter(espace, "fdupont")
    with espace.context.connection():
        whose = MailboxOpening.select().join(Elector).where(Elector.uid == "fdupont")
        assert whose.count() == 1
        events = AuditEvent.select().where(AuditEvent.kind == "mailbox_opened")
        assert events.count() >= 2


def test_the_password_is_changed_elsewhere(espace: Espace, box: MailboxSession) -> None:
    with pytest.raises(PasswordManagedElsewhere):
        espace.mailbox.change_password(box, "Camion-bleu8", "Camion-bleu8", source=SOURCE)


def test_no_secret_is_in_what_a_session_shows(espace: Espace, box: MailboxSession) -> None:
    shown = repr(box) + repr(espace.context) + repr(espace.context.mailboxes)
    assert PASSWORD not in shown
    assert box.handle not in repr(box)


def test_a_closed_mailbox_asks_to_sign_in_again(espace: Espace, box: MailboxSession) -> None:
    for _ in range(2):
        espace.mailbox.close(box)
    with pytest.raises(SessionExpired):
        espace.mailbox.list_folder(box)
    other = enter(espace, "fdupont")
    espace.mailbox.close(None)
    with pytest.raises(SessionExpired):
        espace.mailbox.list_folder(other)


def test_a_server_that_is_not_there_costs_no_try(
    election: Election, clock: HandClock, dovecot: Dovecot
) -> None:
    new_mailbox(dovecot, "fdupont")
    (port,) = free_ports(1)
    espace = Espace(on_server(election, dovecot, port=port), clock)
    for _ in range(espace.election.security.source_tries + 2):
        with pytest.raises(MailUnavailable, match="ne répond pas"):
            enter(espace, "fdupont")
    espace.close()
    espace = Espace(on_server(election, dovecot), clock)
    assert enter(espace, "fdupont").address == FDUPONT
    espace.close()


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_somebody_else_or_of_another_host_is_not_trusted(
    election: Election, clock: HandClock, dovecot: Dovecot, security: str
) -> None:
    new_mailbox(dovecot, "fdupont")
    port = dovecot.imaps if security == "tls" else dovecot.imap
    for changes in (
        {"ca_file": None},
        {"host": "127.0.0.2"},
        {"ca_file": dovecot.directory / "none"},
    ):
        served = on_server(election, dovecot, security=security, port=port, **changes)
        espace = Espace(served, clock)
        with pytest.raises(MailServerUntrusted, match="n'est pas sûre"):
            enter(espace, "fdupont")
        espace.close()


def test_no_password_is_in_an_error_of_the_server(
    election: Election, clock: HandClock, dovecot: Dovecot
) -> None:
    new_mailbox(dovecot, "fdupont")
    for changes in ({"host": "127.0.0.2"}, {"port": dovecot.lmtp, "security": "none"}):
        espace = Espace(on_server(election, dovecot, **changes), clock)
        with pytest.raises(MailUnavailable) as error:
            enter(espace, "fdupont")
        told = "".join(format_exception(error.value))
        assert PASSWORD not in told
        assert b64encode(f"\0fdupont\0{PASSWORD}".encode()).decode() not in told
        espace.close()


def test_an_account_that_the_server_bars_costs_no_try(
    election: Election, clock: HandClock, dovecot: Dovecot
) -> None:
    with SpokenImap(sign_in="{tag} NO [EXPIRED] renew it") as server:
        section = server.section
        espace = Espace(
            on_server(election, dovecot, host=section.host, port=section.port, security="none"),
            clock,
        )
        for _ in range(espace.election.security.source_tries + 2):
            with pytest.raises(MailboxBlocked, match="assistance"):
                enter(espace, "fdupont")
        assert open_mailboxes(espace) == {}
        espace.close()


def test_a_mailbox_that_was_closed_keeps_no_password(espace: Espace) -> None:
    box = enter(espace, "fdupont")
    line = open_mailboxes(espace)[box.handle]._session
    assert PASSWORD in vars(line).values()
    espace.mailbox.close(box)
    assert PASSWORD not in vars(line).values()
