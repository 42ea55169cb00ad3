"""Mail at rest: texts are sealed with a key that is not in the database."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from models.crypto.keys import Keyring
from models.errors import KeysMissing


class Seal:
    """Seals and opens texts (Fernet: AES-128-CBC and HMAC-SHA-256)."""

    def __init__(self, keys: Keyring) -> None:
        """Take the mail key; the library is imported at the first seal of a process."""
        from cryptography.fernet import Fernet

        self._fernet = Fernet(urlsafe_b64encode(keys.mail))

    def close(self, text: str) -> str:
        """Return a sealed text, ASCII."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return the text that was sealed.

        Raises:
            KeysMissing: It was sealed with another key, or was altered.
        """
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except InvalidToken as error:
            raise KeysMissing from error
