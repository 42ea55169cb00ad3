"""The Message-IDs of the election's own mails: no one else can make one up.

`<{random}.{keyed digest of random and recipient}@{domain}>`: a mailbox on a
server holds mails from any sender, and a From line proves nothing.
"""

from __future__ import annotations

import re
import secrets

from models.crypto.digests import digests_equal, keyed_digest
from models.crypto.keys import Keyring

RANDOM_BYTES = 8
"""Enough to tell mails apart; short enough for the header to fit on one line."""
DIGEST_LENGTH = 32
"""Hexadecimal characters: 128 bits, of no use to guess."""

_SHAPE = re.compile(
    rf"\s*<([0-9a-f]{{{2 * RANDOM_BYTES}}})\.([0-9a-f]{{{DIGEST_LENGTH}}})@[^@<>\s]+>\s*"
)


def make_message_id(keys: Keyring, recipient: str, domain: str) -> str:
    """Return a new Message-ID, with its angle brackets.

    Args:
        keys: The keys beside the database.
        recipient: The address that the mail goes to.
        domain: What is after the @: the domain of the sender.
    """
    random = secrets.token_hex(RANDOM_BYTES)
    return f"<{random}.{_digest(keys, recipient, random)}@{domain}>"


def is_ours(keys: Keyring, recipient: str, message_id: str | None) -> bool:
    """Return whether this election gave a Message-ID to a mail for this very recipient.

    Args:
        keys: The keys beside the database.
        recipient: The address of the mailbox that the mail lies in.
        message_id: The header as the server gives it, None if there is none.
    """
    found = _SHAPE.fullmatch(message_id or "")
    return found is not None and digests_equal(found[2], _digest(keys, recipient, found[1]))


def _digest(keys: Keyring, recipient: str, random: str) -> str:
    """Return the digest; the case of an address does not matter."""
    return keyed_digest(keys.codes, "message-id", random, recipient.lower())[:DIGEST_LENGTH]
