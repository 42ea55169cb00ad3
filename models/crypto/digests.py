"""Keyed digests: of codes, bound to purpose and account, and of names."""

from __future__ import annotations

import hmac

from models.crypto.keys import Keyring


def keyed_digest(key: bytes, *parts: str) -> str:
    """Return HMAC-SHA-256 of the parts, 64 hexadecimal characters."""
    return hmac.digest(key, bytes_of_parts(*parts), "sha256").hex()


def bytes_of_parts(*parts: str) -> bytes:
    """Return texts as bytes that no other list of texts has: the length of each before it."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def code_digest(keys: Keyring, purpose: str, account_id: int, uid: str, code: str) -> str:
    """Return what is stored in place of a code; it fits no other account, person or purpose."""
    return owned_digest(keys, keyed_digest(keys.codes, "code", purpose, str(account_id), code), uid)


def link_digest(keys: Keyring, purpose: str, account_id: int, uid: str, token: str) -> str:
    """Return what is stored in place of a link's token."""
    digest = keyed_digest(keys.codes, "link", purpose, str(account_id), token)
    return owned_digest(keys, digest, uid)


def owned_digest(keys: Keyring, digest: str, uid: str) -> str:
    """Return a digest bound to a person: the row of an account could be given to another."""
    return keyed_digest(keys.codes, "owned", digest, uid)


def proof_digest(keys: Keyring, reference: str, address: str) -> str:
    """Return the opaque proof that the password of a request for an account was typed."""
    return keyed_digest(keys.codes, "proof", reference, address)


def hash_digest(keys: Keyring, password_hash: str) -> str:
    """Return what a session knows a password by: another one has another hash, as has the same."""
    return keyed_digest(keys.codes, "password", password_hash)


def pseudonym(keys: Keyring, kind: str, name: str) -> str:
    """Return the pseudonym of a name or address outside the electoral roll."""
    return keyed_digest(keys.pseudonyms, kind, name)


def digests_equal(first: str, second: str) -> bool:
    """Compare two digests in a time that does not depend on where they differ."""
    return hmac.compare_digest(first.encode(), second.encode())
