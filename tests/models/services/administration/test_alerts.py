"""`admin alert`: which states administrators are written about, by the election's own server."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models import AlertsRunning, Election, Espace, NoAlerts, SmtpUnavailable
from models.services.administration.alerts import FILE
from models.services.audit.trail import record
from models.settings.alerts import AlertsSection
from models.tables.audit import AuditEvent
from models.tables.kiosks import Kiosk
from models.tables.mails import WaitingMail
from models.views.mail import MailState
from tests.models.clocks import HandClock, paris
from tests.models.mail_servers import Post, SmtpServer, with_smtp
from tests.models.mails_to_send import address, post_mails
from tests.models.steps import reopened

ADMIN, OTHER = "admin@example.fr", "chef@example.fr"


@pytest.fixture
def watched(election: Election, server: SmtpServer, clock: HandClock) -> Iterator[Espace]:
    """An election whose mails go to a server, with somebody to be written to."""
    clock.go(paris("2014-12-03 10:00"))
    alerts = AlertsSection(to=(ADMIN, OTHER), refused_mails=2, free_mib=100)
    espace = Espace(with_smtp(election, server.port).changed(alerts=alerts), clock)
    yield espace
    espace.close()


def look(espace: Espace) -> tuple[list[str], list[str]]:
    told = espace.administration.send_alerts()
    return [one.subject for one in told.begun], [one.subject for one in told.ended]


def report(espace: Espace, name: str) -> None:
    with espace.context.transaction():
        Kiosk.insert(name=name, seen_at=espace.clock.now()).execute()


def seen_now(espace: Espace, name: str) -> None:
    with espace.context.transaction():
        Kiosk.update(seen_at=espace.clock.now()).where(Kiosk.name == name).execute()


def test_a_sound_election_writes_nothing(watched: Espace, taken: Post) -> None:
    assert look(watched) == ([], [])
    assert taken.taken == []


def test_a_silent_kiosk_is_one_mail_when_it_begins_and_one_when_it_ends(
    watched: Espace, taken: Post, clock: HandClock
) -> None:
    report(watched, "salle des professeurs")
    clock.pass_by(minutes=20)
    assert look(watched) == (["kiosk salle des professeurs"], [])
    assert look(watched) == ([], [])
    clock.pass_by(minutes=5)
    assert look(watched) == ([], [])
    assert taken.counts() == {ADMIN: 1, OTHER: 1}
    _, mail = taken.taken[0]
    assert str(mail["Subject"]).endswith(": 1 alerte")
    assert "salle des professeurs" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    seen_now(watched, "salle des professeurs")
    assert look(watched) == ([], ["kiosk salle des professeurs"])
    assert taken.counts() == {ADMIN: 2, OTHER: 2}
    assert str(taken.taken[-1][1]["Subject"]).endswith(": 1 alerte finie")


def test_kiosks_that_come_and_go_are_no_flood(
    watched: Espace, taken: Post, clock: HandClock
) -> None:
    report(watched, "hall")
    for _ in range(6):
        clock.pass_by(minutes=16)
        look(watched)
        seen_now(watched, "hall")
        look(watched)
    assert taken.counts()[ADMIN] <= 2 * 2  # an hour and a half, a beginning and an end an hour


def test_a_kiosk_is_off_at_night(watched: Espace, taken: Post, clock: HandClock) -> None:
    report(watched, "hall")
    clock.go(paris("2014-12-03 22:00"))
    assert look(watched) == ([], [])
    clock.go(paris("2014-12-04 07:59"))
    assert look(watched) == ([], [])
    clock.go(paris("2014-12-04 08:01"))
    assert look(watched) == (["kiosk hall"], [])


def test_mails_that_are_refused_are_told_by_their_number_alone(
    watched: Espace, taken: Post, clock: HandClock
) -> None:
    post_mails(watched, [address(1), address(2)])
    with watched.context.transaction():
        WaitingMail.update(state=MailState.REFUSED, reply="550").execute()
    assert look(watched) == (["mails"], [])
    text = taken.taken[0][1].as_string()
    assert address(1) not in text
    clock.pass_by(hours=25)
    assert look(watched) == ([], ["mails"])


def test_a_silent_sender_is_told(watched: Espace, clock: HandClock) -> None:
    post_mails(watched, [address(1)])
    assert look(watched) == ([], [])
    clock.pass_by(minutes=16)
    assert look(watched) == (["sender"], [])


def test_a_disk_that_fills_is_told(watched: Espace) -> None:
    alerts = watched.election.alerts
    assert alerts is not None
    full = Espace(watched.election.changed(alerts=alerts.changed(free_mib=1 << 40)), watched.clock)
    assert look(full) == (["disk"], [])
    full.close()
    assert look(watched) == ([], ["disk"])


def test_an_altered_event_is_told_wherever_it_is_in_the_chain(
    watched: Espace, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.services.administration.watching.NEWEST", 2)
    with watched.context.transaction():
        for _ in range(5):
            record(watched.context, "sign_in", "fdupont", "test")
    assert look(watched) == ([], [])
    with watched.context.transaction():
        AuditEvent.update(kind="other").where(AuditEvent.sequence == 1).execute()
    assert look(watched) == ([], [])  # the newest ones fit
    clock.pass_by(hours=25)
    assert look(watched) == (["audit"], [])


def test_a_server_that_is_away_loses_no_alert(
    watched: Espace, taken: Post, clock: HandClock
) -> None:
    report(watched, "hall")
    clock.pass_by(minutes=20)
    taken.sender_reply = "451 4.3.0 later"
    with pytest.raises(SmtpUnavailable):
        look(watched)
    taken.sender_reply = "250 OK"
    assert look(watched) == (["kiosk hall"], [])
    assert taken.counts() == {ADMIN: 1, OTHER: 1}


def test_an_address_that_is_refused_keeps_no_other_from_being_told(
    watched: Espace, taken: Post, clock: HandClock
) -> None:
    taken.answers[ADMIN] = "550 unknown"
    report(watched, "hall")
    clock.pass_by(minutes=20)
    assert look(watched) == (["kiosk hall"], [])
    assert look(watched) == ([], [])
    taken.answers[OTHER] = "550 unknown"
    seen_now(watched, "hall")
    with pytest.raises(SmtpUnavailable, match="to"):
        look(watched)
    del taken.answers[OTHER]
    assert look(watched) == ([], ["kiosk hall"])


def test_a_trial_tells_and_keeps_nothing(watched: Espace, taken: Post, clock: HandClock) -> None:
    report(watched, "hall")
    clock.pass_by(minutes=20)
    told = watched.administration.send_alerts(dry_run=True)
    assert [one.subject for one in told.lasting] == ["kiosk hall"]
    assert (told.recipients, taken.taken) == (0, [])
    assert look(watched) == (["kiosk hall"], [])


def test_a_base_that_is_away_is_told(watched: Espace, taken: Post, clock: HandClock) -> None:
    report(watched, "hall")
    keys = watched.context.store.key_directory
    aside = keys.with_name("aside")
    keys.rename(aside)
    keyless = reopened(watched)
    assert look(keyless) == (["database"], [])
    keyless.close()
    aside.rename(keys)
    clock.pass_by(minutes=1)
    assert look(watched) == ([], ["database"])


def memory_of(espace: Espace) -> Path:
    return espace.context.store.key_directory.parent / FILE


@pytest.mark.parametrize("text", ["", "{", "[]", '{"standings": {"a": 3}}', "null"])
def test_a_memory_that_is_damaged_tells_once_more(
    watched: Espace, clock: HandClock, text: str
) -> None:
    report(watched, "hall")
    clock.pass_by(minutes=20)
    look(watched)
    assert memory_of(watched).stat().st_mode & 0o777 == 0o600
    memory_of(watched).write_text(text)
    assert look(watched) == (["kiosk hall"], [])


def test_two_looks_at_once_write_one_mail(watched: Espace) -> None:
    place = os.open(memory_of(watched).parent, os.O_RDONLY)
    fcntl.flock(place, fcntl.LOCK_EX)
    with pytest.raises(AlertsRunning):
        look(watched)
    os.close(place)


def test_an_election_without_addresses_says_where_to_write_them(espace: Espace) -> None:
    with pytest.raises(NoAlerts, match="alerts"):
        espace.administration.send_alerts()


def test_a_kiosk_that_is_forgotten_is_over(watched: Espace, clock: HandClock) -> None:
    report(watched, "hall")
    clock.pass_by(minutes=20)
    look(watched)
    clock.go(clock.now() + timedelta(days=31))
    assert look(watched) == ([], ["kiosk hall"])
