"""Each mail of the corpus opens, has a heading, and shows nothing but visible characters."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest

from models.mail.decoding.bodies import MOST_GROWTH, decode_mail
from models.mail.decoding.headers import heading_of
from models.rules.text import clean_text
from tests.models.mail.decoding.corpus import EVERYDAY, HOSTILE, LARGEST

NOW = datetime(2014, 11, 28, tzinfo=UTC)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_shown_as_a_text(name: str) -> None:
    raw = HOSTILE[name][:LARGEST]
    decoded = decode_mail(raw, cut=True)
    assert len(decoded.text) <= MOST_GROWTH * LARGEST
    text, _ = clean_text(decoded.text)
    heading = heading_of(raw, size=len(raw), received_at=NOW)
    shown = text + heading.sender + heading.subject
    assert len(text) <= 65_536
    assert len(heading.sender + heading.subject) <= 400
    assert not [sign for sign in shown if sign != "\n" and unicodedata.category(sign) in "CcCf"]


@pytest.mark.parametrize("name", EVERYDAY)
def test_a_mail_of_everyday_life_is_read(name: str) -> None:
    raw, expected = EVERYDAY[name]
    assert expected in clean_text(decode_mail(raw).text)[0]


@pytest.mark.parametrize("style", ["p style=margin-top", "pre style=padding-left"])
def test_the_styles_of_a_mail_cost_nothing_of_what_it_says(style: str) -> None:
    raw = f"Content-Type: text/html\r\n\r\n<{style}:999999em>".encode() + b"<p>Bonjour" * 300
    said = decode_mail(raw).text
    assert said.split() == ["Bonjour"] * 300
    assert len(said) < len(raw)
