"""A mail of real life turned into one text and the names of its files."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser

from models.mail.decoding.attachments import DEEPEST, attachment_named, file_name
from models.mail.decoding.charsets import decode
from models.mail.decoding.headers import SHORT_HEADERS, raw_header, sender_in, text_of
from models.views.mail import Attachment

LONGEST = 262_144
"""Characters of HTML that are read: as many as bytes of a mail are fetched."""

MOST_GROWTH = 4
"""Times as long as its HTML a text is at most."""
MOST_INDENTED = 12
"""Lists and quotations within each other that are moved to the right."""
MOVED = "data-moved"
"""Marks an element that is not moved any more."""
MOST_BOUNDARIES = 60
"""Words « boundary » in a mail whose parts are looked for: each line is compared with each of
them. Forwards of forwards have some ten."""

UNREADABLE = "Ce mail ne peut pas être affiché ici."

_TABLES = re.compile(r"(?i)<(/?)(?:table|thead|tbody|tfoot|tr|td|th|caption)\b")
_HUGE_TAG = re.compile(r"<[^<>]{8000,}>?")
"""Attributes are compared with each other by the parser."""
_UNSEEN = re.compile(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)")
_DECLARATION = re.compile(r"(?s)\A\s*<\?xml.*?\?>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_LINK = re.compile(r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*){0,9})\]\(([^()\s]{1,2000})\)")
"""No two parts of it match the same letter: a text of brackets or spaces costs one pass."""


def html_to_text(html: str) -> str:
    """Return what an HTML mail says, the addresses of its links shown, scripts and styles dropped.

    Cells of tables become lines: mails lay out with them, and a table drawn in
    characters would be wider than any screen.
    """
    plain = _HUGE_TAG.sub(" ", _UNSEEN.sub(" ", _CONTROLS.sub("", html[:LONGEST])))
    simple = _TABLES.sub(r"<\1div", _DECLARATION.sub("", plain)).strip()
    try:
        text = _laid_out(simple) if simple else ""
    except Exception:  # of two libraries, on what strangers write: each mail must open
        return UNREADABLE
    text = text[: LONGEST * MOST_GROWTH]
    return _EMPTY_LINES.sub("\n\n", _LINK.sub(_shown_link, text)).strip("\n")


def _laid_out(html: str) -> str:
    """Return HTML as text; what would make it many times as long is not listened to.

    A margin of a million letters is a matter of some bytes: the styles of the mail itself are
    left out, and lists within lists are only so deep.
    """
    from inscriptis.css_profiles import STRICT_CSS_PROFILE
    from inscriptis.html_engine import Inscriptis
    from inscriptis.model.config import ParserConfig
    from lxml.etree import ParserError, iterwalk
    from lxml.html import document_fromstring

    config = ParserConfig(css=STRICT_CSS_PROFILE, display_links=True)
    config.attribute_handler.attribute_mapping = {}
    padded = {tag for tag, style in STRICT_CSS_PROFILE.items() if style.padding_inline}
    try:
        tree = document_fromstring(html)
    except ParserError:  # nothing but comments
        return ""
    depth = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        if element.tag in padded or element.get(MOVED) is not None:
            depth += 1 if event == "start" else -1
        if event == "start" and element.tag in padded and depth > MOST_INDENTED:
            element.tag = "div"
            element.set(MOVED, "")
    text: str = Inscriptis(tree, config).get_text()
    return text


def _shown_link(found: re.Match[str]) -> str:
    """Return « words <address> », or the address alone if it is the words."""
    words, address = found[1].strip(), found[2]
    return f"<{address}>" if words in {"", address} else f"{words} <{address}>"


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_HALF_LETTER = re.compile(rb"=[0-9A-Fa-f]?\Z")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A mail as it can be shown; nothing is cleaned yet but the names of its files.

    Attributes:
        text: What it says.
        attachments: Its files.
        ends_in_text: Whether its bytes end within the text: if only the first
            bytes of the mail were read, the text is not whole.
    """

    text: str = field(repr=False)
    attachments: tuple[Attachment, ...]
    ends_in_text: bool


def decode_mail(raw: bytes, *, cut: bool = False) -> Decoded:
    """Return the text of a mail, whatever its bytes are.

    Args:
        raw: The mail, or its beginning.
        cut: It is only its beginning, and may end within a letter.
    """
    if raw.lower().count(b"boundary") > MOST_BOUNDARIES:
        return Decoded(_headless(raw, cut=cut), (), ends_in_text=True)
    try:
        mail = BytesParser(policy=SHORT_HEADERS).parsebytes(raw)
        last = _last(mail)
        ending = last if cut else None
        texts = [text.strip("\r\n") for text in _texts(mail, 0, ending)]
        named = None if any(text.strip() for text in texts) else _named_text(mail, 0)
        if named is not None:
            texts = [_text(named, cut=named is ending).strip("\r\n")]
        files = tuple(_files(mail, 0, named))
    except Exception:  # of a library, on what strangers write: each mail must open
        return Decoded(_headless(raw, cut=cut), (), ends_in_text=True)
    text = "\n\n".join(text for text in texts if text.strip())
    return Decoded(text, files, ends_in_text=last is named or not _is_file(last))


def _headless(raw: bytes, *, cut: bool) -> str:
    """Return all that follows the headers, as it came."""
    return decode(_END_OF_HEADERS.split(raw, maxsplit=1)[-1], None, cut=cut)


def _last(mail: Message) -> Message:
    """Return the part that the bytes of a mail end in."""
    for _ in range(DEEPEST):
        children = _children(mail)
        if not children:
            break
        mail = children[-1]
    return mail


def _texts(part: Message, depth: int, ending: Message | None) -> Iterator[str]:
    """Return the texts of a mail in their order, of alternatives the plainest.

    What is too deep, or says that it has parts and has none, is shown as it came.

    Args:
        part: The mail, or a part of it.
        depth: Parts that it lies in.
        ending: The part that the bytes break off in, None if they are whole.
    """
    kind = part.get_content_maintype()
    if _is_file(part):
        return
    if depth > DEEPEST:
        if kind in {"text", "multipart", "message"}:
            yield _headless(part.as_bytes(), cut=part is ending)
    elif part.is_multipart():
        children = _children(part)
        if part.get_content_type() == "multipart/alternative":
            children = _plainest(children)
        if part.get_content_type() == "message/rfc822" and depth:
            yield from (_transmitted(child) for child in children[:1])
        for child in children:
            yield from _texts(child, depth + 1, ending)
    elif kind in {"text", "multipart"}:
        yield _text(part, cut=part is ending)


def _named_text(part: Message, depth: int) -> Message | None:
    """Return the first text that has a name like a file, and is not said to be one."""
    if depth > DEEPEST or _is_wanted(part):
        return None
    if part.get_content_type() in {"text/plain", "text/html"}:
        return part
    found = (_named_text(child, depth + 1) for child in _children(part))
    return next((text for text in found if text is not None), None)


def _files(part: Message, depth: int, text: Message | None) -> Iterator[Attachment]:
    """Return the files of a mail in their order, without the one that is its text."""
    if depth > DEEPEST or part is text:
        return
    kind = part.get_content_maintype()
    nested = part.is_multipart()
    size = None if nested else len(_content(part))
    found = attachment_named(part, wanted=_is_wanted(part), kind=kind, size=size)
    if found is not None:
        yield found
    elif nested:
        for child in _children(part):
            yield from _files(child, depth + 1, text)


def _is_wanted(part: Message) -> bool:
    """Return whether a part says that it is an attachment."""
    return raw_header(part, "content-disposition").strip().lower().startswith("attachment")


def _is_file(part: Message) -> bool:
    return _is_wanted(part) or bool(file_name(part))


def _children(part: Message) -> list[Message]:
    # Of a part that has none, Python reads the text, with a charset that may be no word.
    payload: object = part.get_payload() if part.is_multipart() else []
    held = payload if isinstance(payload, list) else []
    return [child for child in held if isinstance(child, Message)]


def _plainest(children: list[Message]) -> list[Message]:
    """Return one of several forms of the same text: the plain one, unless it says nothing.

    The last of the others is the fullest (RFC 2046, 5.1.4); an invitation for a
    calendar often follows the text.
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


def _text(part: Message, *, cut: bool = False) -> str:
    data = _content(part, cut=cut)
    try:
        charset = part.get_content_charset()
    except (ValueError, TypeError, LookupError, AttributeError):
        charset = None
    text = decode(data, charset, cut=cut)
    return html_to_text(text) if part.get_content_subtype() == "html" else text


def _content(part: Message, *, cut: bool = False) -> bytes:
    """Return the bytes of a part; base64 that is cut or dirty gives what it can."""
    encoding = raw_header(part, "content-transfer-encoding").strip().lower()
    if encoding != "base64":
        payload = part.get_payload(decode=True)
        whole = payload if isinstance(payload, bytes) else b""
        return _HALF_LETTER.sub(b"", whole) if cut and encoding == "quoted-printable" else whole
    # As it is written: the text itself would be decoded by whatever the mail calls a charset.
    del part["content-transfer-encoding"]
    held = part.get_payload(decode=True)
    written = held if isinstance(held, bytes) else b""
    part["content-transfer-encoding"] = encoding
    letters = _NOT_BASE64.sub(b"", written)
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))
