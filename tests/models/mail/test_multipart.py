"""The mail that leaves: readable in any client, the same words in text and HTML."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest
from inscriptis import get_text

from models import toulouse_election
from models.errors import MailRefused
from models.mail.letters import Letter, confirmation_letter, renewal_letter
from models.mail.multipart import build_mail, html_page
from models.rules.codes import make_link
from tests.models.clocks import paris

ELECTION = toulouse_election()
TOKEN = "Zw3" + "aB-_9" * 8
UNTIL = paris("2014-11-29 09:30")
AT = paris("2014-11-28 09:30")
LETTERS = (
    confirmation_letter(ELECTION, "BCDFGHJKLM", TOKEN, AT, UNTIL),
    renewal_letter(ELECTION, "BCDFGHJKLM", TOKEN, AT, UNTIL),
)
RECIPIENT = "francoise.dupont@ac-toulouse.fr"
NAME = "<0123456789abcdef.0123456789abcdef0123456789abcdef@ac-toulouse.fr>"


def raw(letter: Letter, at: datetime = AT) -> bytes:
    return build_mail(
        letter, sender=ELECTION.mail.sender, recipient=RECIPIENT, at=at, message_id=NAME
    )


def received(letter: Letter) -> EmailMessage:
    return message_from_bytes(raw(letter), policy=default)


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert isinstance(found, EmailMessage)
    content: str = found.get_content()
    return content.replace("\r\n", "\n")


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("letter", LETTERS)
def test_its_headings_say_what_a_mail_program_needs(letter: Letter) -> None:
    mail = received(letter)
    assert str(mail["From"]) == ELECTION.mail.sender
    assert (mail["To"], mail["Message-ID"], mail["Subject"]) == (RECIPIENT, NAME, letter.subject)
    assert parsedate_to_datetime(mail["Date"]) == AT
    assert mail["Date"].endswith("+0100")
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "fr")
    assert mail["MIME-Version"] == "1.0"


@pytest.mark.parametrize("letter", LETTERS)
def test_it_crosses_servers_that_know_ascii_and_short_lines_only(letter: Letter) -> None:
    mail = raw(letter)
    assert mail.isascii()
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert max(map(len, mail.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("letter", LETTERS)
def test_the_text_comes_first_and_is_the_letter(letter: Letter) -> None:
    mail = received(letter)
    assert mail.get_content_type() == "multipart/alternative"
    assert [inner.get_content_type() for inner in mail.iter_parts()] == ["text/plain", "text/html"]
    assert part(mail, "plain") == letter.body
    link = make_link(ELECTION.election.space_url, TOKEN)
    lines = part(mail, "plain").splitlines()
    assert all(len(line) <= 78 for line in lines if line != link)
    assert link in lines


@pytest.mark.parametrize("letter", LETTERS)
def test_the_page_says_the_same_words(letter: Letter) -> None:
    page = part(received(letter), "html")
    assert words(get_text(page)) == words(letter.body)


@pytest.mark.parametrize("letter", LETTERS)
def test_on_the_page_the_code_is_large_and_the_link_is_a_text(letter: Letter) -> None:
    page = html_page(letter)
    assert re.search(r"<strong [^>]*30px[^>]*user-select:all[^>]*>BCDFG-HJKLM</strong>", page)
    assert "<a " not in page
    assert "src=" not in page
    assert '<html lang="fr">' in page


def test_marks_of_a_letter_are_words_on_the_page() -> None:
    page = html_page(Letter("a < b", "Bonjour,\n\n<script>alert(1)</script> & « l'été »\n"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; « l'été »" in page


def test_a_recipient_on_two_lines_is_refused() -> None:
    with pytest.raises(MailRefused) as refusal:
        build_mail(
            LETTERS[0], sender="a@b.fr", recipient="x@b.fr\r\nBcc: y@b.fr", at=AT, message_id=NAME
        )
    assert refusal.value.permanent
