"""What a mail server answers: a code, an enhanced code, and a text that is not to be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.rules.codes import ALPHABET
from models.rules.text import clean_line
from models.views.desk import MailRefusal
from models.views.mail import OwnReply

LONGEST = 80
"""Characters that are kept of a reply."""

FULL_STATUS = frozenset({"4.2.2", "5.2.2"})
"""« Mailbox full » (RFC 3463, 3.3)."""

FULL_CODES = frozenset({452, 552})
"""The same if a server gives no enhanced code (RFC 5321, 4.2.3)."""

NO_MAILBOX_CODES = frozenset({550, 553})
"""The mailbox is not there if a server gives no enhanced code (RFC 5321, 4.2.3)."""

_OWN_WORDS = {str(OwnReply.EXPIRED): MailRefusal.TOO_LATE}

_SUBJECTS = {"1": MailRefusal.NO_MAILBOX, "4": MailRefusal.LOST, "7": MailRefusal.UNWANTED}

_ENHANCED = re.compile(r"(?m)^([245]\.\d{1,3}\.\d{1,3})(?:[ \t]+|$)")
_SAID = re.compile(r"(\d{3})(?: ([245]\.\d{1,3}\.\d{1,3}))?")
_PRIVATE = re.compile(rf"<[^>]*>|\S*@\S*|[{ALPHABET}]{{5}}-?[{ALPHABET}]{{5}}|\S{{24,}}", re.I)
"""Addresses, the codes of mails, tokens and links: a server may quote what it refuses."""


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """A reply, cleaned.

    Attributes:
        code: Three digits (RFC 5321).
        enhanced: As `5.2.2` (RFC 3463), None if there is none.
        text: One line without addresses or secrets.
    """

    code: int
    enhanced: str | None
    text: str

    @property
    def permanent(self) -> bool:
        """Whether the same mail will be refused again."""
        return self.code >= 500

    @property
    def accepted(self) -> bool:
        """Whether the server has taken what it was given."""
        return 200 <= self.code < 300

    def __str__(self) -> str:
        """Return `552 5.2.2 mailbox full`, at most `LONGEST` characters."""
        parts = (str(self.code), self.enhanced, self.text)
        return clean_line(" ".join(part for part in parts if part), LONGEST)


def read_reply(code: int, text: bytes | str) -> SmtpReply:
    """Return a reply as it may be kept and shown.

    Args:
        code: The three digits.
        text: What follows them, lines split by a line feed.
    """
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    enhanced = _ENHANCED.search(plain)
    words = clean_line(_PRIVATE.sub("…", _ENHANCED.sub("", plain)), LONGEST)
    return SmtpReply(code, enhanced[1] if enhanced else None, words)


def over_quota(said: str) -> bool:
    """Return whether a reply that was kept says that the mailbox is full."""
    found = _SAID.match(said)
    if found is None:
        return False
    return found[2] in FULL_STATUS if found[2] else int(found[1]) in FULL_CODES


def refused_why(said: str) -> MailRefusal:
    """Return why a mail was refused, from the reply that was kept.

    By the subject of the enhanced code, « addressing », « mailbox », « network » or « policy »
    (RFC 3463, 3.2 to 3.8); nothing of what a server has written is passed on.
    """
    found = _SAID.match(said)
    if found is None:
        return _OWN_WORDS.get(said, MailRefusal.OTHER)
    if found[2] is None:
        plain = int(found[1]) in NO_MAILBOX_CODES
        return MailRefusal.NO_MAILBOX if plain else MailRefusal.OTHER
    _, subject, detail = found[2].split(".")
    if subject == "2":
        return MailRefusal.CLOSED if detail == "1" else MailRefusal.OTHER
    return _SUBJECTS.get(subject, MailRefusal.OTHER)
