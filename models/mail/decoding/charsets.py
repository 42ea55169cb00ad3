"""Bytes of a mail turned into text, whatever the mail says of their charset."""

from __future__ import annotations

import codecs

TRIED = ("utf-8", "cp1252")
"""What bytes are in that are not in the charset they name: nearly always one of these."""

NOT_A_CHARSET = frozenset(
    {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
)
"""Python's codecs that no mail is written in, and that can be made slow or strange."""

WIDER = {"ascii": "utf-8", "iso8859-1": "cp1252", "gb2312": "gb18030"}
"""Charsets that mails name when they mean a wider one (WHATWG Encoding Standard)."""


def decode(data: bytes, charset: str | None) -> str:
    """Return a text; a wrong, unknown or missing charset costs at most some letters."""
    for name in (_known(charset), *TRIED):
        if name is not None:
            try:
                return data.decode(name)
            except (UnicodeError, LookupError, ValueError):
                continue
    return data.decode("cp1252", "replace")


def _known(charset: str | None) -> str | None:
    """Return Python's name of a charset, None where it is none."""
    if not charset or not charset.isascii() or len(charset) > 40:
        return None
    try:
        found = codecs.lookup(charset.strip().strip("\"'"))
    except (LookupError, ValueError, UnicodeError):
        return None
    name = found.name
    is_text: bool = getattr(found, "_is_text_encoding", True)
    return None if name in NOT_A_CHARSET or not is_text else WIDER.get(name, name)
