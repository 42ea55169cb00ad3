"""Memory that the sessions of a host share with it: a page that one of them writes to is copied.

Whoever looks at an object writes to it, for CPython counts its references there. Of what a session
looks at, a tenth of each page is what it needs, the rest is copied along.
"""

from __future__ import annotations

import ctypes
import gc
import platform
import sys
import sysconfig

COUNTLESS = {(3, 12), (3, 13)}
"""The versions of CPython tried whose objects may have no count (PEP 683, « immortal »)."""
LEAST_COUNTLESS = 1 << 31
"""A count from which on CPython changes it no more (Include/object.h, 64 bits)."""
SIZES, EMPTY, FILLED = range(48, 513, 16), 33, 1 << 16
"""Bytes of the small objects that CPython lays side by side; of an empty `bytes` among them; and
how many of each size are filled, more than there are gaps (Objects/obmalloc.c)."""
_filling: list[list[bytes]] = []


def share_pages() -> None:
    """Have the processes forked from now on share what is there, as far as they only look at it.

    Objects that are there are never deleted afterwards, in this process and in those. A session's
    own memory with all of it, at 80×24, on 28 November 2026: 12.6 MiB instead of 20.5 (CPython
    3.13), 20.8 instead of 22.5 (3.11, which counts all references).
    """
    gc.unfreeze()
    gc.collect()
    if _may_go_without_counts():
        _end_counting()
    _fill_gaps()
    gc.freeze()


def _fill_gaps() -> None:
    """Fill what is free between objects: what a session makes lies in no page that is shared."""
    for size in SIZES:
        _filling.append([bytes(size - EMPTY) for _ in range(FILLED // size)])


def _may_go_without_counts() -> bool:
    """Tell whether objects of this interpreter are laid out as is known here."""
    return (
        platform.python_implementation() == "CPython"
        and sys.version_info[:2] in COUNTLESS
        and sys.maxsize > 1 << 32
        and sys.byteorder == "little"
        and not sysconfig.get_config_var("Py_GIL_DISABLED")
        and _count_of(None).value >= LEAST_COUNTLESS
    )


def _end_counting() -> None:
    """Give every object that can be reached the count of `None`, which never changes."""
    endless = _count_of(None).value
    waiting = gc.get_objects()
    reached: dict[int, object] = {}
    while waiting:
        one = waiting.pop()
        if id(one) not in reached:
            reached[id(one)] = one
            waiting += gc.get_referents(one)
    for one in reached.values():
        _count_of(one).value = endless


def _count_of(one: object) -> ctypes.c_uint32:
    """Return the count of an object's references, which is the first that is kept of it."""
    return ctypes.c_uint32.from_address(id(one))
