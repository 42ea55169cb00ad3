"""Bytes of a mail turned into text, whatever the mail says of their charset."""

from __future__ import annotations

import codecs

FAULT = "\N{REPLACEMENT CHARACTER}"
"""Replaces bytes that are no letter."""

LETTERS_A_FAULT = 2
"""Letters above ASCII that must be right for one that is not: text in another charset has
hardly any that are."""

NOT_A_CHARSET = frozenset(
    {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
)
"""Python's codecs that no mail is written in, and that can be made slow or strange."""

WIDER = {"ascii": "utf-8", "iso8859-1": "cp1252", "gb2312": "gb18030"}
"""Charsets that mails name when they mean a wider one (WHATWG Encoding Standard)."""


def decode(data: bytes, charset: str | None, *, cut: bool = False) -> str:
    """Return a text; a wrong, unknown or missing charset costs at most some letters.

    Args:
        data: The bytes.
        charset: What the mail says that they are in, None if it does not.
        cut: They are the first of more, and may end within a letter.
    """
    known = _known(charset)
    tried = (known, "utf-8") if known else ("utf-8",)
    for name in tried:
        text = _decoded(data, name, "strict", cut)
        if text is not None:
            return text
    for name in tried:
        text = _decoded(data, name, "replace", cut)
        if text is not None and _is_nearly_right(text):
            return text
    return _decoded(data, "cp1252", "strict", cut) or data.decode("cp1252", "replace")


def _decoded(data: bytes, name: str, faults: str, cut: bool) -> str | None:
    """Return a text in a charset, None if it is not in it."""
    try:
        return codecs.getincrementaldecoder(name)(faults).decode(data, final=not cut)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_nearly_right(text: str) -> bool:
    """Return whether a text with faults is in its charset: the letters above ASCII show it."""
    faults = text.count(FAULT)
    right = sum(letter > "\x7f" for letter in text) - faults
    return right >= LETTERS_A_FAULT * faults


def _known(charset: str | None) -> str | None:
    """Return Python's name of a charset, None if it is none."""
    if not charset or not charset.isascii() or len(charset) > 40:
        return None
    try:
        found = codecs.lookup(charset.strip().strip("\"'"))
    except (LookupError, ValueError, UnicodeError):
        return None
    name = found.name
    is_text: bool = getattr(found, "_is_text_encoding", True)
    return None if name in NOT_A_CHARSET or not is_text else WIDER.get(name, name)
