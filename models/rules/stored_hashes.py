"""Which stored password hashes are safe to run: their own parameters set what they cost.

The bounds are those of docs/securite.md: an encoded hash (PHC string format, as Argon2's reference
implementation writes it) that asks for more memory or time would be a way to stop a machine.
"""

from __future__ import annotations

import re

LARGEST_MEMORY = 1_048_576
"""KiB that a stored hash may ask for, 1 GiB."""
LARGEST_TIME = 10
LARGEST_PARALLELISM = 16

_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3})?"
_ARGON2ID = re.compile(
    rf"\$argon2id\$v=19\$m=([1-9][0-9]{{0,9}}),t=([1-9][0-9]{{0,9}}),p=([1-9][0-9]{{0,9}})"
    rf"\$(?=[^$]{{11,64}}\$){_BASE64}\$(?=[^$]{{6,128}}\Z){_BASE64}"
)
"""A salt of 8 bytes at least, a digest of 4: what Argon2 itself demands (RFC 9106, 3.1)."""


def is_safe_hash(stored: str) -> bool:
    """Return whether a text is a well-formed Argon2id hash within the bounds."""
    found = _ARGON2ID.fullmatch(stored)
    if found is None:
        return False
    memory, passes, lanes = map(int, found.groups())
    return memory <= LARGEST_MEMORY and passes <= LARGEST_TIME and lanes <= LARGEST_PARALLELISM
