"""Whether a part of a mail is a file, and what it is called."""

from __future__ import annotations

from email.message import Message

from models.mail.decoding.headers import raw_header, text_of, visible_header
from models.rules.text import clean_line
from models.views.mail import Attachment

LONGEST_NAME = 80

DEEPEST = 20
"""Parts within parts that are looked into."""


def attachment_named(
    part: Message, *, wanted: bool, kind: str, size: int | None
) -> Attachment | None:
    """Return a part as a file, None if it is a text of the mail or holds other parts.

    Args:
        part: Where the name is, in its headers.
        wanted: Its sender says that it is an attachment.
        kind: Main type: `text`, `image`, `message`…
        size: Bytes, None if it is not known.
    """
    name = file_name(part)
    if not (wanted or name or kind not in {"text", "multipart", "message", ""}):
        return None
    return Attachment(name, size)


def file_name(part: Message) -> str:
    """Return the name of a file, cleaned, empty if there is none that can be read."""
    readable = Message()
    for header in ("Content-Disposition", "Content-Type"):
        if raw := raw_header(part, header.lower()):
            readable[header] = visible_header(raw)
    try:
        given = readable.get_filename() or ""
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""
    return clean_line(text_of(given), LONGEST_NAME)
