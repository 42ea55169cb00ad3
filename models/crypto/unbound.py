"""Texts as they were sealed before they were bound to their places: read once, by a migration."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from models.crypto.keys import Keyring
from models.errors import KeysMissing


def open_unbound(keys: Keyring, sealed: str) -> str:
    """Return the text of a Fernet token (AES-128-CBC and HMAC-SHA-256).

    Raises:
        KeysMissing: It was sealed with another key, or was altered.
    """
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Fernet(urlsafe_b64encode(keys.mail)).decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, ValueError) as error:
        raise KeysMissing from error
