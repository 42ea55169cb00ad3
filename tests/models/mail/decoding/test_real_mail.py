"""Mails as they are met: charsets, encoded words, several parts, HTML alone, files."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from models import Attachment
from models.mail.decoding.attachments import DEEPEST
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
        "autre@exemple.fr (chef@ac-toulouse.fr)"
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


def test_a_file_whose_name_cannot_be_read_is_a_file_all_the_same() -> None:
    raw = (
        b"Content-Type: application/pdf\r\n"
        b"Content-Disposition: attachment; filename*=%00'fr'a.pdf\r\n\r\nabc"
    )
    assert decode_mail(raw).attachments == (Attachment("", 3),)


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


def within(depth: int, inner: bytes) -> bytes:
    """Return a mail that lies in as many others, each of several parts."""
    for number in range(depth):
        mark = b"m%d" % number
        kind = b'Content-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n'
        inner = kind + b"--" + mark + b"\r\n" + inner + b"\r\n--" + mark + b"--\r\n"
    return inner


def test_what_lies_deeper_than_any_real_mail_is_shown_as_it_came_without_its_files() -> None:
    text = b"Content-Type: text/plain\r\n\r\nau fond"
    file = b'Content-Type: application/pdf; name="a.pdf"\r\n\r\nabc'
    assert decode_mail(within(DEEPEST, text)).text == "au fond"
    assert decode_mail(within(DEEPEST, file)).attachments == (Attachment("a.pdf", 3),)
    assert decode_mail(within(DEEPEST + 1, text)).text == "au fond"
    assert "au fond" in decode_mail(within(DEEPEST + 5, text)).text
    assert decode_mail(within(DEEPEST + 1, file)).attachments == ()


def test_a_charset_that_is_no_word_at_all_leaves_the_text_readable() -> None:
    raw = b"Content-Type: text/plain; charset*=%00'fr'utf-8\r\n\r\n" + "réunion".encode()
    assert decode_mail(raw).text == "réunion"


PARAGRAPH = "Réunion à l'école, « Élections » : 12 €.\n"


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
def test_a_mail_that_is_cut_within_a_letter_stays_readable(encoding: str) -> None:
    mail = EmailMessage()
    mail.set_content(PARAGRAPH * 3, cte=encoding)
    raw = mail.as_bytes()
    begin = raw.index(b"\n\n") + 2
    whole = PARAGRAPH * 3
    for end in range(begin, len(raw)):
        text = decode_mail(raw[:end], cut=True).text
        assert whole.startswith(text.rstrip("\n")), (end, text)


def test_the_last_of_several_parts_is_cut_within_a_letter_too() -> None:
    mail = EmailMessage()
    mail.set_content("Été\n", cte="8bit")
    mail.add_attachment(PARAGRAPH, cte="8bit", disposition="inline")
    raw = mail.as_bytes()
    cut = raw[: raw.index("É".encode(), raw.index("Réunion".encode())) + 1]
    assert decode_mail(
        cut, cut=True
    ).text == "Été\n\nRéunion à l'école, «\N{NO-BREAK SPACE}".replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("charset", ["utf-8", "us-ascii", "iso-8859-1x"])
def test_one_broken_letter_costs_that_letter_alone(charset: str) -> None:
    broken = PARAGRAPH.encode().replace("É".encode(), b"\xc3", 1)
    raw = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + broken
    assert decode_mail(raw).text == PARAGRAPH.replace("É", "\N{REPLACEMENT CHARACTER}").strip()


@pytest.mark.parametrize("letters", ["été", "réunion à huit heures, à l'école", "é" * 50])
def test_a_text_in_another_charset_than_it_says_is_read(letters: str) -> None:
    raw = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + letters.encode("cp1252")
    assert decode_mail(raw).text == letters


def test_a_mail_of_several_parts_without_their_limit_is_shown_as_it_came() -> None:
    for kind in (b"multipart/mixed", b"multipart/mixed; boundary=b"):
        raw = b"Content-Type: " + kind + "\r\n\r\n--a\r\n\r\nréunion\r\n--a--\r\n".encode()
        assert "réunion" in decode_mail(raw).text
        around = b"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n" + raw + b"--o--\r\n"
        assert "réunion" in decode_mail(around).text


@pytest.mark.parametrize("disposition", [None, "inline"])
def test_the_only_text_of_a_mail_is_its_text_even_with_a_name(disposition: str | None) -> None:
    mail = EmailMessage()
    mail.set_content("le texte\n")
    mail.set_param("name", "message.txt")
    if disposition:
        mail["Content-Disposition"] = disposition
    alone = decode_mail(mail.as_bytes())
    assert (alone.text, alone.attachments, alone.ends_in_text) == ("le texte", (), True)
    mail.add_attachment("les notes\n", filename="notes.txt")
    beside = decode_mail(mail.as_bytes())
    assert (beside.text, [file.name for file in beside.attachments]) == ("le texte", ["notes.txt"])


def test_a_named_text_beside_the_text_is_a_file() -> None:
    mail = EmailMessage()
    mail.set_content("le texte\n")
    mail.add_attachment("les notes\n", filename="notes.txt", disposition="inline")
    decoded = decode_mail(mail.as_bytes())
    assert (decoded.text, [file.name for file in decoded.attachments]) == (
        "le texte",
        ["notes.txt"],
    )


def test_what_belongs_to_several_parts_together_is_no_file() -> None:
    text = [b"text", b"plain", [b"charset", b"utf-8"], None, None, b"8bit", b"12", b"1"]
    file = [b"application", b"pdf", [b"name", b"a.pdf"], None, None, b"base64", b"780"]
    mixed = [text, file, b"mixed", [b"boundary", b"limit"], [b"inline", None], [b"fr", b"en"]]
    assert attachments_in(mixed) == (Attachment("a.pdf", 570),)


@pytest.mark.parametrize("at", ["@", "\uff20", "\ufe6b"])
def test_the_true_address_comes_before_a_name_that_is_an_address(at: str) -> None:
    mail = written(sender=f'"elections{at}ac-toulouse.fr" <eve@exemple.fr>')
    heading = heading_of(mail.as_bytes(), size=1, received_at=NOW)
    assert heading.sender == f"eve@exemple.fr (elections{at}ac-toulouse.fr)"
