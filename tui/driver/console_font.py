"""Which letters the font of a Linux console holds, asked of the kernel."""

from __future__ import annotations

import ctypes
import fcntl

GIO_UNIMAP = 0x4B66
"""Get the map from Unicode to the places of the font (ioctl_console(2))."""
MOST_PAIRS = 4096
"""A font has 256 or 512 places, each for a few characters."""
WANTED = frozenset("ÀÂÄÇÈÊËÎÏÔÖÙÛÜŸŒœ")
"""French letters that code page 437 lacks: the guide's Lat15 fonts have them."""


class _Pair(ctypes.Structure):
    _fields_ = (("unicode", ctypes.c_ushort), ("place", ctypes.c_ushort))


class _Map(ctypes.Structure):
    _fields_ = (("count", ctypes.c_ushort), ("pairs", ctypes.POINTER(_Pair)))


def letters_of_console(descriptor: int) -> frozenset[str]:
    """Return those of `WANTED` that the console behind a descriptor can show.

    None on any other terminal, one reached over a network among them: its font is unknown.
    """
    pairs = (_Pair * MOST_PAIRS)()
    asked = _Map(MOST_PAIRS, ctypes.cast(pairs, ctypes.POINTER(_Pair)))
    try:
        fcntl.ioctl(descriptor, GIO_UNIMAP, asked)
    except (OSError, ValueError):
        return frozenset()
    return WANTED & {chr(pair.unicode) for pair in pairs[: asked.count]}
