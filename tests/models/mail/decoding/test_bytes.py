"""Whatever is in a mail, it opens, and nothing of it reaches the terminal as a command."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mail.decoding.bodies import decode_mail, html_to_text
from models.mail.decoding.charsets import decode
from models.mail.decoding.headers import heading_of, text_of
from models.mail.decoding.structure import attachments_in
from models.mail.imap.responses import copied_uids, fetched, fullest, uid_set, uids_in
from models.rules.text import clean_line, clean_text

NOW = datetime(2014, 11, 28, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        b"\r\n",
        b"\r\n\r\n",
        b"From: ",
        b"Subject: ",
        b"Content-Type: multipart/mixed; boundary=a\r\n",
        b"Content-Type: multipart/alternative; boundary=a\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Type: text/html; charset=utf-8\r\n",
        b"Content-Type: text/plain; charset=",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: quoted-printable\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b'Content-Disposition: attachment; filename*0*="',
        b"--a\r\n",
        b"--a--\r\n",
        b"=?utf-8?b?",
        b"=?x?q?",
        b"?=",
        b"=C3=A9",
        b"\xc3\xa9",
        b"\x1b[2J",
        b"<table><tr><td>",
        b"<a href='",
        b"begin 666 a\r\n",
    ]
)
MAILS = st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=40).map(b"".join)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.binary(max_size=12), st.sampled_from([b"text", b"attachment", b"name"])
    ),
    lambda inner: st.lists(inner, max_size=12),
    max_leaves=40,
)


def is_safe(text: str) -> bool:
    """Return whether a text holds nothing but lines of visible characters."""
    return all(sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf"} for sign in text)


@given(MAILS)
def test_any_bytes_open_as_a_mail(raw: bytes) -> None:
    decoded = decode_mail(raw)
    assert is_safe(clean_text(decoded.text)[0])
    assert all(is_safe(file.name) for file in decoded.attachments)


@given(MAILS)
def test_any_bytes_have_a_heading(raw: bytes) -> None:
    heading = heading_of(raw, size=0, received_at=NOW)
    assert is_safe(heading.sender + heading.subject)
    assert len(heading.subject) <= 200


@given(st.text(max_size=200))
def test_any_header_has_a_text(value: str) -> None:
    assert is_safe(clean_line(text_of(value)))


@given(st.binary(max_size=60), st.one_of(st.none(), st.text(max_size=12)))
def test_any_charset_gives_a_text(data: bytes, charset: str | None) -> None:
    assert isinstance(decode(data, charset), str)


@given(
    st.text(max_size=60), st.sampled_from(["utf-8", "iso-8859-15", "utf-16", "koi8-r", "cp1252"])
)
def test_a_text_in_the_charset_it_names_is_read(text: str, charset: str) -> None:
    data = text.encode(charset, "ignore")
    assert decode(data, charset) == data.decode(charset)


@pytest.mark.parametrize(
    "charset",
    ["punycode", "idna", "rot13", "base64", "zlib", "unicode_escape", "utf-7", "x" * 10_000, "é"],
)
def test_what_is_no_charset_of_mails_is_not_used(charset: str) -> None:
    assert decode("été".encode(), charset) == "été"


@given(st.text(max_size=300))
def test_any_html_has_a_text(html: str) -> None:
    assert isinstance(html_to_text(html), str)


@given(VALUES)
def test_any_structure_has_attachments_or_none(structure: object) -> None:
    assert isinstance(attachments_in(structure), tuple)


@given(
    st.lists(
        st.one_of(st.none(), st.binary(max_size=60), st.tuples(st.binary(), st.binary())),
        max_size=6,
    )
)
def test_any_answer_of_a_server_is_taken_apart(answer: list[object]) -> None:
    assert all(isinstance(items, dict) for items in fetched(answer))
    assert isinstance(copied_uids(answer), dict)
    fullest(answer)


@given(st.sets(st.integers(1, 500), min_size=1))
def test_a_set_of_messages_is_what_it_was(uids: set[int]) -> None:
    assert uids_in(uid_set(uids).encode()) == sorted(uids)


def test_a_thousand_mails_within_mails_open() -> None:
    nested = b"Content-Type: message/rfc822\r\n\r\n" * 2000 + b"Subject: dedans\r\n\r\ntexte"
    assert isinstance(decode_mail(nested).text, str)
    boundaries = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
        for number in range(1500)
    )
    assert isinstance(decode_mail(boundaries).text, str)


def test_html_made_to_be_slow_is_read_all_the_same() -> None:
    wide = "<table>" + "<tr><td>" + "x" * 30_000 + "</td></tr>" + "<tr><td>y</td></tr>" * 5_000
    assert len(html_to_text(wide)) < 200_000
    assert isinstance(html_to_text("<div>" * 40_000 + "x"), str)
    assert isinstance(html_to_text("<script>" * 10_000), str)
    assert isinstance(html_to_text("[" * 60_000), str)
