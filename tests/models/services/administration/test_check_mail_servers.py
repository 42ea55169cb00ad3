"""What `admin check` says of real mail servers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from models import Election, Espace
from models.services.administration.checks.mail_servers import check_imap, check_smtp
from models.services.administration.checks.outcome import Outcome
from models.services.administration.installation import Look
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.elections import on_server, sent_through
from tests.mail_servers.front import Front, running_front


@pytest.fixture
def front(dovecot: Dovecot) -> Iterator[Front]:
    directory = dovecot.directory
    with running_front(dovecot.lmtp, directory / "server.pem", directory / "server.key") as running:
        yield running


@pytest.fixture
def served(file_espace: Espace, dovecot: Dovecot, front: Front, tmp_path: Path) -> Election:
    """The election with both servers."""
    election = on_server(file_espace.election, dovecot)
    return sent_through(election, front.port, dovecot.ca_file, tmp_path)


def smtp(election: Election, espace: Espace) -> Outcome:
    (outcome,) = Look(partial(check_smtp, Espace(election, espace.clock).context)).ended(60)
    return outcome


def imap(election: Election, espace: Espace) -> list[Outcome]:
    return Look(partial(check_imap, Espace(election, espace.clock).context)).ended(60)


def test_servers_that_are_well_say_how_they_are_protected(
    served: Election, file_espace: Espace
) -> None:
    sending, (reading, *rest) = smtp(served, file_espace), imap(served, file_espace)
    assert sending.good
    assert "STARTTLS" in sending.text
    assert "identification acceptée" in sending.text
    assert reading.good
    assert "en TLS" in reading.text
    named = reading.text + "".join(outcome.text for outcome in rest)
    assert all(name in named for name in ("QUOTA", "IDLE", "SPECIAL-USE"))


def test_a_whole_check_has_a_line_for_each_server(served: Election, file_espace: Espace) -> None:
    espace = Espace(served, file_espace.clock)
    findings = espace.administration.check_installation()
    assert {"smtp", "imap"} <= {finding.subject for finding in findings}
    # Six people are called to few of the scrutins.
    assert {finding.subject for finding in findings if not finding.good} == {"scrutins"}
    espace.close()


def test_starttls_is_followed(file_espace: Espace, dovecot: Dovecot) -> None:
    election = on_server(file_espace.election, dovecot, security="starttls", port=dovecot.imap)
    assert "en STARTTLS" in imap(election, file_espace)[0].text


def test_a_certificate_of_another_is_told(served: Election, file_espace: Espace) -> None:
    mail = served.mail
    assert mail.smtp
    assert mail.imap
    unknown = {"ca_file": None}
    changed = mail.changed(
        smtp=mail.smtp.changed(**unknown),
        imap=mail.imap.changed(**unknown),
    )
    election = served.changed(mail=changed)
    for outcome in (smtp(election, file_espace), *imap(election, file_espace)):
        assert not outcome.good
        assert "certificat" in outcome.text


def test_a_wrong_password_of_the_sender_is_told_without_it(
    served: Election, file_espace: Espace
) -> None:
    assert served.mail.smtp
    path = served.mail.smtp.password_file
    assert path
    path.write_text("Cormoran7Vallespir\n")
    outcome = smtp(served, file_espace)
    assert not outcome.good
    assert "password_file" in outcome.text
    assert "Cormoran" not in outcome.text
