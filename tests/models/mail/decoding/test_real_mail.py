"""Mails as they are met: charsets, encoded words, several parts, HTML alone, files."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from models import Attachment
from models.mail.decoding.bodies import decode_mail
from models.mail.decoding.headers import heading_of, text_of
from models.mail.decoding.structure import attachments_in
from tests.mail_servers.mails import written
from tests.models.mail.decoding.test_bytes import NOW

HEAD = b"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        (b"utf-8", "réunion à 8 h".encode()),
        (b"iso-8859-1", "réunion à 8 h".encode("latin-1")),
        (b"us-ascii", "réunion à 8 h".encode()),
        (b"utf-8", "réunion à 8 h".encode("latin-1")),
        (b"inconnu-99", "réunion à 8 h".encode()),
        (b'""', "réunion à 8 h".encode("cp1252")),
    ],
)
def test_a_text_is_read_though_its_charset_is_wrong_or_unknown(charset: bytes, data: bytes) -> None:
    assert decode_mail(HEAD % charset + data).text == "réunion à 8 h"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?q?R=C3=A9union?=", "Réunion"),
        ("=?utf-8?b?UsOpdW5pb24=?= =?utf-8?q?_du_jeudi?=", "Réunion du jeudi"),
        ("=?iso-8859-1?q?=E9t=E9?= fini", "été fini"),
        ("=?utf-8?b?w6k=?=\r\n =?utf-8?b?dMOp?=", "été"),
        ("=?utf-8?b?w?= =?utf-8?b?6k=?=", "=?utf-8?b?w?= =?utf-8?b?6k=?="),
        ("=?inconnu?q?=C3=A9?=", "é"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("caf\udcc3\udca9", "café"),
        ("caf\udce9", "café"),
        ("R\udcc3\udca9f =?utf-8?q?=C3=A9?=", "Réf é"),
    ],
)
def test_a_header_is_read_or_shown_as_it_is(value: str, text: str) -> None:
    assert text_of(value) == text


def test_an_address_in_a_name_is_not_the_sender() -> None:
    raw = b"From: =?utf-8?q?=3Cchef=40ac-toulouse=2Efr=3E?= <autre@exemple.fr>\r\n"
    assert heading_of(raw, size=1, received_at=NOW).sender == (
        "<chef@ac-toulouse.fr> <autre@exemple.fr>"
    )


def test_of_two_forms_the_plain_one_is_shown() -> None:
    mail = written(body="en clair\n")
    mail.add_alternative("<p>en couleurs</p>", subtype="html")
    assert decode_mail(mail.as_bytes()).text == "en clair"


def test_a_plain_form_that_says_nothing_gives_way() -> None:
    mail = written(body="\n \n")
    mail.add_alternative("<p>en couleurs</p>", subtype="html")
    assert decode_mail(mail.as_bytes()).text == "en couleurs"


def test_html_alone_is_text_with_its_addresses_and_without_its_scripts() -> None:
    mail = EmailMessage()
    mail.set_content(
        "<html><head><title>t</title><style>p{}</style></head><body><script>alerte()</script>"
        "<h1>Élections</h1><p>Suivez <a href='https://exemple.fr/a?b=1&amp;c=2'>ce lien</a>.</p>"
        "<p><a href='https://exemple.fr'>https://exemple.fr</a></p>"
        "<table><tr><td>CTM</td><td>15 sièges</td></tr></table><ul><li>un<li>deux</ul>"
        "<img src='https://espion.fr/pixel.gif'></body></html>",
        subtype="html",
    )
    text = decode_mail(mail.as_bytes()).text
    assert "Élections" in text
    assert "Suivez ce lien <https://exemple.fr/a?b=1&c=2>." in text
    assert "<https://exemple.fr>" in text
    assert [line.strip() for line in text.splitlines()[-4:]] == [
        "CTM",
        "15 sièges",
        "* un",
        "* deux",
    ]
    assert not any(word in text for word in ("alerte", "p{}", "espion"))


def test_files_are_named_with_their_size_and_not_shown() -> None:
    mail = written(body="ci-joint\n")
    mail.add_attachment(
        b"%PDF" * 1000, maintype="application", subtype="pdf", filename="été n° 1.pdf"
    )
    mail.add_attachment("a;b\n1;2\n", subtype="csv", filename="liste.csv")
    mail.add_attachment(b"\x00" * 10, maintype="image", subtype="png", disposition="inline")
    decoded = decode_mail(mail.as_bytes())
    assert decoded.text == "ci-joint"
    assert decoded.attachments == (
        Attachment("été n° 1.pdf", 4000),
        Attachment("liste.csv", 8),
        Attachment("", 10),
    )


def test_a_name_that_would_command_the_terminal_does_not() -> None:
    raw = (
        b'Content-Type: application/pdf; name="\x1b]0;x\x07a\xe2\x80\xaefdp.exe"\r\n'
        b"Content-Disposition: attachment\r\n\r\nx"
    )
    (file,) = decode_mail(raw).attachments
    assert file.name == "afdp.exe"


def test_a_mail_within_a_mail_is_read_with_its_sender_and_its_files() -> None:
    inner = written("Dedans", "le texte du dedans\n")
    inner.add_attachment(b"x" * 9, maintype="application", subtype="zip", filename="a.zip")
    outer = written(body="je transmets\n")
    outer.add_attachment(inner)
    raw = outer.as_bytes().replace(b"Content-Disposition: attachment\n", b"", 1)
    decoded = decode_mail(raw)
    assert decoded.text.startswith("je transmets\n\n---- Mail transmis ----\nDe : Le chef")
    assert "Objet : Dedans" in decoded.text
    assert decoded.text.endswith("le texte du dedans")
    assert decoded.attachments == (Attachment("a.zip", 9),)


@pytest.mark.parametrize("cut", range(400, 420))
def test_base64_that_is_cut_anywhere_is_read_up_to_there(cut: int) -> None:
    mail = EmailMessage()
    mail.set_content("abcdefghij" * 60, cte="base64")
    text = decode_mail(mail.as_bytes()[:cut]).text
    assert ("abcdefghij" * 60).startswith(text)
    assert len(text) > 150


def test_the_structure_of_a_huge_mail_names_its_files() -> None:
    pdf = [b"application", b"pdf", [b"name", b"a.pdf"], None, None, b"base64", b"7800", None]
    encoded = [
        b"application",
        b"zip",
        None,
        None,
        None,
        b"BASE64",
        b"78",
        None,
        [b"attachment", [b"filename*", b"utf-8''%C3%A9t%C3%A9.zip"]],
    ]
    text = [b"text", b"plain", [b"charset", b"utf-8"], None, None, b"7bit", b"10", b"1"]
    structure = [text, [[*text], pdf, b"mixed"], encoded, b"mixed"]
    assert attachments_in(structure) == (Attachment("a.pdf", 5700), Attachment("été.zip", 57))


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>t</title><meta charset=utf-8><body>Le texte",
        "<!doctype html><!-- [if mso]> --><style>a{}</style><body><p>Le texte</p>",
        "<?xml version='1.0' encoding='utf-8'?><html><body>Le texte</body></html>",
        "Le texte<script>plus rien",
        "<div><span>Le</span> <b>texte</b>",
    ],
)
def test_html_with_faults_is_read(html: str) -> None:
    mail = EmailMessage()
    mail.set_content(html, subtype="html")
    assert decode_mail(mail.as_bytes()).text.strip() == "Le texte"
