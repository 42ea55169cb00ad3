"""The files of a mail too large to be fetched, from the server's BODYSTRUCTURE (RFC 3501)."""

from __future__ import annotations

from email.message import Message
from itertools import takewhile

from models.mail.decoding.attachments import DEEPEST, attachment_named
from models.views.mail import Attachment

Structure = object
"""Lists, strings and None, as a server's answer is taken apart."""

_LINE = 78
_BYTES_A_LINE = 57
"""A line of base64 with its end, and the bytes that it stands for (RFC 2045, 6.8)."""


def attachments_in(structure: Structure, depth: int = 0) -> tuple[Attachment, ...]:
    """Return the files that a structure names, whatever it is."""
    if not isinstance(structure, list) or not structure or depth > DEEPEST:
        return ()
    if isinstance(structure[0], list):
        parts = takewhile(_is_list, structure)  # behind its type are lists that are no parts
        return tuple(file for part in parts for file in attachments_in(part, depth + 1))
    kind = _word(structure, 0)
    inner = structure[8] if kind == "message" and len(structure) > 8 else None
    nested = attachments_in(inner, depth + 1)
    found = _attachment(structure, kind)
    return (*((found,) if found else ()), *nested)


def _attachment(part: list[object], kind: str) -> Attachment | None:
    """Return a part as a file, None if it is the text of the mail."""
    disposition = next((each for each in part[7:] if _is_disposition(each)), None)
    wanted = isinstance(disposition, list) and _word(disposition, 0) == "attachment"
    described = Message()
    if isinstance(disposition, list) and len(disposition) > 1:
        described["Content-Disposition"] = _header("attachment", disposition[1])
    described["Content-Type"] = _header(f"{kind}/x", part[2] if len(part) > 2 else None)
    return attachment_named(described, wanted=wanted, kind=kind, size=_size(part))


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_disposition(value: object) -> bool:
    return isinstance(value, list) and _word(value, 0) in {"attachment", "inline"}


def _header(start: str, parameters: object) -> str:
    """Return a header with parameters as they are in the mail, for `email` to take apart."""
    pairs = parameters if isinstance(parameters, list) else []
    names = [_text(each) for each in pairs]
    given = [
        f'{name}="{value}"'
        for name, value in zip(names[0::2], names[1::2], strict=False)
        if name.isascii() and name.replace("*", "").replace("-", "").isalnum()
    ]
    return "; ".join([start, *given])


def _size(part: list[object]) -> int | None:
    encoding, size = _word(part, 5), _word(part, 6)
    if not size.isdigit() or len(size) > 12:
        return None
    return int(size) * _BYTES_A_LINE // _LINE if encoding == "base64" else int(size)


def _word(values: list[object], place: int) -> str:
    return _text(values[place]).lower() if len(values) > place else ""


def _text(value: object) -> str:
    """Return a string without what would end it in a header."""
    if not isinstance(value, bytes):
        return ""
    text = value.decode("utf-8", "surrogateescape")
    return text.replace("\\", "").replace('"', "").replace("\r", " ").replace("\n", " ")
