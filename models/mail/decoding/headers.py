"""The headers of a mail: who wrote, about what, under which name."""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import parseaddr

from models.mail.decoding.charsets import decode
from models.rules.text import clean_line

LONGEST = 4096
"""Characters of a header that are looked at."""

LONGEST_WORDS = 1_000
"""Characters of a header in which encoded words are looked for."""

MOST_OPENINGS = 30
"""Signs of a sender's header that open a comment, a group, a route or an address."""

_OPENING = re.compile(r"[(:<\[,;\"]")
_AT = re.compile("[@\N{FULLWIDTH COMMERCIAL AT}\N{SMALL COMMERCIAL AT}]")
_ANGLES = re.compile("[<>]")
_FOLD = re.compile(r"\r?\n[ \t]?")


class _ShortHeaders(Compat32):
    """Headers are cut before anything is looked for in them."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name and the value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST]


SHORT_HEADERS = _ShortHeaders()


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list shows of a mail; texts are cleaned.

    Attributes:
        message_id: As it is in the mail.
        size: Bytes on the server.
        received_at: When the server took it, aware.
    """

    sender: str = field(repr=False)
    subject: str = field(repr=False)
    message_id: str = field(repr=False)
    size: int
    received_at: datetime


def heading_of(raw: bytes, *, size: int, received_at: datetime) -> Heading:
    """Return the heading of a mail from its headers, whatever they are."""
    headers = BytesHeaderParser(policy=SHORT_HEADERS).parsebytes(raw)
    return Heading(
        sender=clean_line(sender_in(headers)),
        subject=clean_line(text_of(raw_header(headers, "subject"))),
        message_id=raw_header(headers, "message-id").strip(),
        size=size,
        received_at=received_at,
    )


def _parsed_address(raw: str) -> tuple[str, str]:
    """Return name and address of a header, both empty if it is not one that people write.

    `parseaddr` calls itself for each sign that opens a comment or a group.
    """
    if len(_OPENING.findall(raw)) > MOST_OPENINGS:
        return "", ""
    return parseaddr(raw)


def raw_header(headers: Message, name: str) -> str:
    """Return the first header of a name as it came, bytes above ASCII as surrogates."""
    for known, value in headers.raw_items():
        if known.lower() == name:
            return str(value)[:LONGEST]
    return ""


def sender_in(headers: Message) -> str:
    """Return « Name <address> »: the address is taken apart before the name is decoded.

    A name may hold an address, and must not be taken for it: the true one then
    comes first, « address (name) ».
    """
    raw = _FOLD.sub(" ", raw_header(headers, "from"))
    name, address = _parsed_address(raw)
    if not address:
        return text_of(raw)
    shown, true = text_of(name), text_of(address)
    if _AT.search(shown):
        return f"{true} ({_ANGLES.sub('', shown)})"
    return f"{shown} <{true}>" if shown else true


def visible_header(value: str) -> str:
    """Return a header on one line, its raw bytes decoded."""
    line = _FOLD.sub(" ", value)
    return line if line.isascii() else decode(line.encode("utf-8", "surrogateescape"), None)


def text_of(value: str) -> str:
    """Return a header's text: encoded words (RFC 2047) and raw bytes decoded, faults kept as is."""
    line = visible_header(value)[:LONGEST_WORDS]
    try:
        parts = decode_header(line)
    except (HeaderParseError, Base64Error, ValueError):
        return line
    words = [decode(part, charset) if isinstance(part, bytes) else part for part, charset in parts]
    return "".join(words)
