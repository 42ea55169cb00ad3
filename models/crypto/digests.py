"""Keyed digests: of codes, bound to purpose and account, and of names."""

from __future__ import annotations

import hmac

from models.crypto.keys import Keyring


def keyed_digest(key: bytes, *parts: str) -> str:
    """Return HMAC-SHA-256 of the parts, 64 hexadecimal characters.

    Each part is preceded by its length, so that no two lists of parts meet.
    """
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    message = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    return hmac.digest(key, message, "sha256").hex()


def code_digest(keys: Keyring, purpose: str, account_id: int, code: str) -> str:
    """Return what is stored in place of a code; it fits no other account or purpose."""
    return keyed_digest(keys.codes, "code", purpose, str(account_id), code)


def link_digest(keys: Keyring, purpose: str, account_id: int, token: str) -> str:
    """Return what is stored in place of a link's token."""
    return keyed_digest(keys.codes, "link", purpose, str(account_id), token)


def proof_digest(keys: Keyring, account_id: int, account_version: int, address: str) -> str:
    """Return the opaque proof that the password of this account version was typed."""
    return keyed_digest(keys.codes, "proof", str(account_id), str(account_version), address)


def pseudonym(keys: Keyring, kind: str, name: str) -> str:
    """Return the pseudonym of a name or address outside the electoral roll."""
    return keyed_digest(keys.pseudonyms, kind, name)


def digests_equal(first: str, second: str) -> bool:
    """Compare two digests in a time that does not depend on where they differ."""
    return hmac.compare_digest(first.encode(), second.encode())
