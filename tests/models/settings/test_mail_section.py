"""`[mail]` of the election file: who sends, and by which port."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from models import toulouse_election
from models.services.sending.leases import TURNS
from models.services.sending.outcomes import LONGEST_WAIT
from models.settings.mail import LONGEST_PATIENCE, ImapSection, MailSection, SmtpSection

MAIL = toulouse_election().mail


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("Élections 2014 <elections@ac-toulouse.fr>", "elections@ac-toulouse.fr"),
        ("elections@ac-toulouse.fr", "elections@ac-toulouse.fr"),
        ('"Élections, 2014" <elections@ac-toulouse.fr>', "elections@ac-toulouse.fr"),
    ],
)
def test_the_address_of_the_sender_stands_beside_its_name(sender: str, address: str) -> None:
    given = MAIL.model_dump() | {"sender": sender}
    assert MailSection.model_validate(given).sender_address == address


@pytest.mark.parametrize(
    "sender", ["Élections 2014", "élections@ac-toulouse.fr", "<@ac-toulouse.fr>", "a b@c.fr", "a@"]
)
def test_a_sender_without_an_address_is_refused(sender: str) -> None:
    with pytest.raises(ValidationError, match="un nom et une adresse"):
        MailSection.model_validate(MAIL.model_dump() | {"sender": sender})


def test_the_usual_port_follows_the_protection() -> None:
    def smtp(**given: object) -> int:
        return SmtpSection.model_validate({"host": "smtp.exemple.fr"} | given).port

    assert (smtp(), smtp(security="starttls"), smtp(security="tls")) == (587, 587, 465)
    assert smtp(security="tls", port=2465) == 2465
    imap = {"host": "imap.exemple.fr"}
    assert ImapSection.model_validate(imap).port == 993
    assert ImapSection.model_validate(imap | {"security": "starttls"}).port == 143


@pytest.mark.parametrize("section", [SmtpSection, ImapSection])
def test_only_a_server_of_this_machine_may_do_without_protection(
    section: type[SmtpSection | ImapSection],
) -> None:
    with pytest.raises(ValidationError, match="seule cette machine est admise"):
        section.model_validate({"host": "mail.exemple.fr", "security": "none"})
    for host in ("localhost", "127.0.0.1", "::1"):
        assert section.model_validate({"host": host, "security": "none"}).security == "none"


@pytest.mark.parametrize("alone", [{"user": "elections"}, {"password_file": Path("secret")}])
def test_a_user_and_the_file_of_its_password_go_together(alone: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="vont ensemble"):
        SmtpSection.model_validate({"host": "smtp.exemple.fr"} | alone)


@pytest.mark.parametrize("missing", ["smtp", "imap"])
def test_mail_servers_are_both_wanted(missing: str) -> None:
    sections = {
        "smtp": {"host": "smtp.exemple.fr"},
        "imap": {"host": "imap.exemple.fr"},
        missing: None,
    }
    given = MAIL.model_dump() | {"backend": "smtp-imap"} | sections
    with pytest.raises(ValidationError, match=r"demande \[mail.smtp\] et \[mail.imap\]"):
        MailSection.model_validate(given)


@pytest.mark.parametrize("section", [SmtpSection, ImapSection])
def test_the_patience_with_an_answer_is_bounded(section: type[SmtpSection | ImapSection]) -> None:
    given = {"host": "mail.exemple.fr", "timeout_seconds": 300}
    assert section.model_validate(given).timeout_seconds.total_seconds() == 300
    with pytest.raises(ValidationError, match="300 secondes au maximum"):
        section.model_validate(given | {"timeout_seconds": 301})


def test_a_lease_outlasts_no_wait_whatever_the_patience() -> None:
    assert TURNS * LONGEST_PATIENCE < LONGEST_WAIT


def test_the_forgotten_password_of_a_server_is_told_without_the_numen_by_default() -> None:
    section = toulouse_election().election.model_copy(update={"forgotten_mailbox_password": None})
    assert "NUMEN" not in " ".join(section.forgotten_lines("smtp-imap"))
    assert section.forgotten_lines("embedded") == toulouse_election().election.forgotten_lines(
        "smtp-imap"
    )


def test_a_machine_without_the_password_of_the_server_sends_no_mail(tmp_path: Path) -> None:
    secret = tmp_path / "secrets" / "smtp"
    smtp = SmtpSection(host="smtp.ac-toulouse.fr", user="elections", password_file=secret)
    section = MAIL.model_copy(update={"backend": "smtp-imap", "smtp": smtp})
    assert MAIL.sends_here
    assert not section.sends_here
    secret.parent.mkdir()
    secret.write_text("secret")
    assert section.sends_here
