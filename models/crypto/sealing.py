"""Texts at rest: sealed with a key that is not in the database, each to its own place in it."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from models.crypto.digests import bytes_of_parts
from models.errors import KeysMissing

NONCE_BYTES = 12


class Seal:
    """Seals and opens texts (AES-256-GCM, a random nonce each).

    The place is authenticated and not stored: a text that is moved opens no more.
    """

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes; the library is imported at the first seal of a process."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)

    def close(self, text: str, *place: str) -> str:
        """Return a sealed text, ASCII, that opens in that place only.

        Args:
            text: What is sealed.
            place: What it belongs to: the kind of row, whose it is, which column.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, text.encode(), bytes_of_parts(*place))
        return urlsafe_b64encode(nonce + sealed).decode("ascii")

    def open(self, sealed: str, *place: str) -> str:
        """Return the text that was sealed for a place.

        Raises:
            KeysMissing: It was sealed with another key, for another place, or was altered.
        """
        from cryptography.exceptions import InvalidTag

        try:
            held = urlsafe_b64decode(sealed.encode("ascii"))
            nonce, rest = held[:NONCE_BYTES], held[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, rest, bytes_of_parts(*place)).decode()
        except (InvalidTag, ValueError) as error:
            raise KeysMissing from error
