"""`[mail]` of the election file: who sends, and by which port."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import asdict

from models import toulouse_election
from models.services.sending.leases import TURNS
from models.services.sending.outcomes import LONGEST_WAIT
from models.settings.mail import LONGEST_PATIENCE, ImapSection, MailSection, SmtpSection
from models.settings.parts import Section
from models.settings.tables import Flawed, read_section

MAIL = toulouse_election().mail
GIVEN = {
    name: value for name, value in asdict(MAIL).items() if value and name != "first_password"
} | {
    "smtp": {"host": "smtp.exemple.fr"},
    "imap": {"host": "imap.exemple.fr"},
}


def refused(kind: type[Section], given: object) -> list[str]:
    """Return why a table is no such section."""
    with pytest.raises(Flawed) as error:
        read_section(kind, given)
    return [flaw.reason for flaw in error.value.flaws]


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("Élections 2014 <elections@ac-toulouse.fr>", "elections@ac-toulouse.fr"),
        ("elections@ac-toulouse.fr", "elections@ac-toulouse.fr"),
        ('"Élections, 2014" <elections@ac-toulouse.fr>', "elections@ac-toulouse.fr"),
    ],
)
def test_the_address_of_the_sender_stands_beside_its_name(sender: str, address: str) -> None:
    assert read_section(MailSection, GIVEN | {"sender": sender}).sender_address == address


@pytest.mark.parametrize(
    "sender", ["Élections 2014", "élections@ac-toulouse.fr", "<@ac-toulouse.fr>", "a b@c.fr", "a@"]
)
def test_a_sender_without_an_address_is_refused(sender: str) -> None:
    (reason,) = refused(MailSection, GIVEN | {"sender": sender})
    assert reason.startswith("un nom et une adresse")


def test_the_usual_port_follows_the_protection() -> None:
    def smtp(**given: object) -> int:
        return read_section(SmtpSection, {"host": "smtp.exemple.fr"} | given).port

    assert (smtp(), smtp(security="starttls"), smtp(security="tls")) == (587, 587, 465)
    assert smtp(security="tls", port=2465) == 2465
    imap = {"host": "imap.exemple.fr"}
    assert read_section(ImapSection, imap).port == 993
    assert read_section(ImapSection, imap | {"security": "starttls"}).port == 143


@pytest.mark.parametrize("section", [SmtpSection, ImapSection])
def test_only_a_server_of_this_machine_may_do_without_protection(
    section: type[SmtpSection | ImapSection],
) -> None:
    (reason,) = refused(section, {"host": "mail.exemple.fr", "security": "none"})
    assert "seule cette machine est admise" in reason
    for host in ("localhost", "127.0.0.1", "::1"):
        assert read_section(section, {"host": host, "security": "none"}).security == "none"


@pytest.mark.parametrize("alone", [{"user": "elections"}, {"password_file": "secret"}])
def test_a_user_and_the_file_of_its_password_go_together(alone: dict[str, object]) -> None:
    (reason,) = refused(SmtpSection, {"host": "smtp.exemple.fr"} | alone)
    assert "vont ensemble" in reason


@pytest.mark.parametrize("missing", ["smtp", "imap"])
def test_mail_servers_are_both_wanted(missing: str) -> None:
    given = GIVEN | {"backend": "smtp-imap"}
    assert read_section(MailSection, given).smtp
    del given[missing]
    assert refused(MailSection, given) == [
        'backend = "smtp-imap" demande [mail.smtp] et [mail.imap]'
    ]


@pytest.mark.parametrize("section", [SmtpSection, ImapSection])
def test_the_patience_with_an_answer_is_bounded(section: type[SmtpSection | ImapSection]) -> None:
    given = {"host": "mail.exemple.fr", "timeout_seconds": 300}
    assert read_section(section, given).timeout_seconds.total_seconds() == 300
    assert refused(section, given | {"timeout_seconds": 301}) == ["300 secondes au maximum"]


def test_a_lease_outlasts_no_wait_whatever_the_patience() -> None:
    assert TURNS * LONGEST_PATIENCE < LONGEST_WAIT


def test_the_forgotten_password_of_a_server_is_told_without_the_numen_by_default() -> None:
    usual = toulouse_election()
    silent = usual.changed(election=usual.election.changed(forgotten_mailbox_password=None))
    assert "NUMEN" in " ".join(silent.forgotten_lines)
    served = silent.changed(mail=silent.mail.changed(backend="smtp-imap"))
    assert "NUMEN" not in " ".join(served.forgotten_lines)
    assert usual.forgotten_lines == usual.election.forgotten_mailbox_password


def test_a_machine_without_the_password_of_the_server_sends_no_mail(tmp_path: Path) -> None:
    secret = tmp_path / "secrets" / "smtp"
    smtp = SmtpSection(host="smtp.ac-toulouse.fr", user="elections", password_file=secret)
    section = MAIL.changed(backend="smtp-imap", smtp=smtp)
    assert MAIL.sends_here
    assert not section.sends_here
    secret.parent.mkdir()
    secret.write_text("secret")
    assert section.sends_here
