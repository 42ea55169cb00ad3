"""Credentials of the protocol: private ones, and the keys derived from them (specification, § 4.8).

A private credential is derived from an identifiant de vote, so that with a notice alone the
standard tool can do all that this program does. Its secret key is another one in each election.
"""

from __future__ import annotations

from hashlib import sha256

from models.voting.elections import BASE58
from models.voting.group import ORDER, Point, generated
from models.voting.identifiers import VoteIdentifier

_DIGITS = 21
_GROUPS = (5, 6, 5, 6)
_MODULUS = 53
"""Digits and checksum add up to a multiple of it: belenios-tool, `Credential.check_old_raw`."""


def private_credential(identifier: VoteIdentifier) -> str:
    """Return the private credential of an identifier: 22 Base58 characters written 5-6-5-6.

    The last one is a checksum. The 256 bits of the derivation give 123 without a bias that anybody
    could measure.
    """
    number = int.from_bytes(identifier.key("credential"), "big") % len(BASE58) ** _DIGITS
    digits = ""
    left = number
    for _ in range(_DIGITS):
        left, digit = divmod(left, len(BASE58))
        digits = BASE58[digit] + digits
    return _grouped(digits + BASE58[-number % _MODULUS])


def secret_key(credential: str, uuid: str) -> int:
    """Return the secret key of a private credential in an election.

    Args:
        credential: As it is written, with its dashes.
        uuid: Of the election.
    """
    halves = (
        sha256(f"derive_credential|{uuid}|{half}|{credential}".encode()).hexdigest()
        for half in range(2)
    )
    return int("".join(halves), 16) % ORDER


def public_credential(credential: str, uuid: str) -> Point:
    """Return the public key of a private credential in an election."""
    return generated(secret_key(credential, uuid))


def _grouped(characters: str) -> str:
    groups = []
    start = 0
    for size in _GROUPS:
        groups.append(characters[start : start + size])
        start += size
    return "-".join(groups)
