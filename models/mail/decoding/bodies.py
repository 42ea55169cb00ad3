"""A mail of real life turned into one text and the names of its files."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser

from models.mail.decoding.attachments import attachment_named, file_name
from models.mail.decoding.charsets import decode
from models.mail.decoding.headers import raw_header, sender_in, text_of
from models.mail.decoding.html import html_to_text
from models.mail_views import Attachment

DEEPEST = 20
"""Parts within parts that are looked into."""

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A mail as it can be shown; nothing is cleaned yet but the names of its files.

    Attributes:
        text: What it says.
        attachments: Its files.
        ends_in_text: Whether its bytes end within what it says: where they are
            only the first of them, the text is not whole.
    """

    text: str = field(repr=False)
    attachments: tuple[Attachment, ...]
    ends_in_text: bool


def decode_mail(raw: bytes) -> Decoded:
    """Return the text of a mail, or of its beginning, whatever its bytes are."""
    try:
        mail = BytesParser().parsebytes(raw)
        texts = [text.strip("\r\n") for text in _texts(mail, 0)]
        files = tuple(_files(mail, 0))
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError):
        headless = _END_OF_HEADERS.split(raw, maxsplit=1)[-1]
        return Decoded(decode(headless, None), (), ends_in_text=True)
    text = "\n\n".join(text for text in texts if text.strip())
    return Decoded(text, files, ends_in_text=not _is_file(_last(mail)))


def _last(mail: Message) -> Message:
    """Return the part that the bytes of a mail end in."""
    for _ in range(DEEPEST):
        children = _children(mail)
        if not children:
            break
        mail = children[-1]
    return mail


def _texts(part: Message, depth: int) -> Iterator[str]:
    """Return the texts of a mail in their order, of alternatives the plainest."""
    kind = part.get_content_maintype()
    if depth > DEEPEST or _is_file(part):
        return
    if part.is_multipart():
        children = _children(part)
        if part.get_content_type() == "multipart/alternative":
            children = _plainest(children)
        if part.get_content_type() == "message/rfc822" and depth:
            yield from (_transmitted(child) for child in children[:1])
        for child in children:
            yield from _texts(child, depth + 1)
    elif kind == "text":
        yield _text(part)


def _files(part: Message, depth: int) -> Iterator[Attachment]:
    """Return the files of a mail in their order."""
    if depth > DEEPEST:
        return
    kind = part.get_content_maintype()
    nested = part.is_multipart()
    size = None if nested else len(_content(part))
    found = attachment_named(part, wanted=_is_wanted(part), kind=kind, size=size)
    if found is not None:
        yield found
    elif nested:
        for child in _children(part):
            yield from _files(child, depth + 1)


def _is_wanted(part: Message) -> bool:
    """Return whether a part says that it is an attachment."""
    return raw_header(part, "content-disposition").strip().lower().startswith("attachment")


def _is_file(part: Message) -> bool:
    return _is_wanted(part) or bool(file_name(part))


def _children(part: Message) -> list[Message]:
    # Of a part that has none, Python reads the text, with a charset that may be no word.
    payload = part.get_payload() if part.is_multipart() else ""
    return [child for child in payload if isinstance(child, Message)] if _is_list(payload) else []


def _is_list(payload: object) -> bool:
    return isinstance(payload, list)


def _plainest(children: list[Message]) -> list[Message]:
    """Return one of several forms of the same text: the plain one, unless it says nothing.

    The last of the others is the fullest (RFC 2046, 5.1.4); an invitation for a
    calendar often stands behind the text.
    """
    plain = [
        child
        for child in children
        if child.get_content_type() == "text/plain" and _text(child).strip()
    ]
    rich = [
        child
        for child in children
        if child.get_content_type() == "text/html" or child.get_content_maintype() == "multipart"
    ]
    return plain[:1] or rich[-1:] or children[:1]


def _transmitted(mail: Message) -> str:
    """Return what announces a mail within a mail."""
    subject = text_of(raw_header(mail, "subject"))
    return f"---- Mail transmis ----\nDe : {sender_in(mail)}\nObjet : {subject}"


def _text(part: Message) -> str:
    data = _content(part)
    try:
        charset = part.get_content_charset()
    except (ValueError, TypeError, LookupError, AttributeError):
        charset = None
    text = decode(data, charset)
    return html_to_text(text) if part.get_content_subtype() == "html" else text


def _content(part: Message) -> bytes:
    """Return the bytes of a part; base64 that is cut or dirty gives what it can."""
    encoding = raw_header(part, "content-transfer-encoding").strip().lower()
    if encoding != "base64":
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
    held = part.get_payload()
    written = held.encode("ascii", "surrogateescape") if isinstance(held, str) else b""
    letters = _NOT_BASE64.sub(b"", written)
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))
