"""Giving the memory of a password's hash back to the machine once it is done.

Argon2 takes 19 MiB at once. The C library hands such a block back to the kernel at first; after
the first one it keeps blocks of that size for the next (mallopt(3), M_MMAP_THRESHOLD). A process
of one visit hashes a few times: what it keeps it has for nothing.
"""

from __future__ import annotations

import ctypes

_M_MMAP_THRESHOLD = -3
"""Of mallopt(3): setting it ends its growth."""
_M_ARENA_MAX = -8
OWN_BLOCK = 1 << 18
"""Bytes from which a block is one of the kernel's, and returned to it."""


def give_memory_back() -> None:
    """Have large blocks returned to the kernel as soon as they are free; nothing elsewhere."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:  # of the GNU C library
        mallopt(_M_MMAP_THRESHOLD, OWN_BLOCK)
        mallopt(_M_ARENA_MAX, 2)
