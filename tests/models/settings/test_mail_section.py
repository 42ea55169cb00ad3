"""`[mail]` of the election file: who sends, and by which port."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import asdict

from models import ElectionFileError, election_text, toulouse_election
from models.services.sending.leases import TURNS
from models.services.sending.outcomes import LONGEST_WAIT
from models.settings.mail import LONGEST_PATIENCE, ImapSection, MailSection, SmtpSection
from models.settings.parts import Section
from models.settings.reading import parse_election
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


ELSEWHERE = {"domains": ["exemple.fr"], "sender": "e@exemple.fr", "backend": "smtp"}
SMTP = {"smtp": {"host": "smtp.exemple.fr"}}


def test_mails_that_are_read_elsewhere_need_a_server_that_takes_them() -> None:
    mail = read_section(MailSection, ELSEWHERE | SMTP)
    assert mail.elsewhere
    assert not mail.embedded
    assert mail.spoken_first_password.name == ""
    assert refused(MailSection, ELSEWHERE) == ['backend = "smtp" demande [mail.smtp]']


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("imap", {"host": "imap.exemple.fr"}),
        ("first_password", {"name": "code"}),
        ("user_names", "any"),
        ("password_help", "Le vôtre."),
        ("refused_help", "Un autre."),
        ("quota", 1024),
    ],
)
def test_what_says_how_a_mailbox_is_opened_is_refused_where_none_is(
    name: str, value: object
) -> None:
    with pytest.raises(Flawed) as error:
        read_section(MailSection, ELSEWHERE | SMTP | {name: value})
    (flaw,) = error.value.flaws
    assert flaw.place == (name,)
    assert "personne n'ouvre de messagerie" in flaw.reason


def test_the_rest_of_the_file_says_nothing_of_it_either(tmp_path: Path) -> None:
    text = election_text("lyon-2026").replace('backend = "embedded"', 'backend = "smtp"')
    text = text.replace("#[mail.smtp]\n#host", "[mail.smtp]\nhost", 1)
    with pytest.raises(ElectionFileError) as error:
        parse_election(text, tmp_path / "election.toml")
    blamed = {fault.column for fault in error.value.faults if "personne n'ouvre" in fault.reason}
    assert blamed == {
        "mail.first_password",
        "mail.user_names",
        "mail.quota",
        "election.forgotten_mailbox_password",
        "passwords.mailbox",
    }
