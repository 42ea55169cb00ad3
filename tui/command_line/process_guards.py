"""What the kernel guarantees: memory stays private, a process does not outlive its host."""

from __future__ import annotations

import ctypes
import os
import resource
import signal

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NAME = 15
"""Of prctl(2), linux/prctl.h."""


def keep_memory_private() -> None:
    """Forbid core files, and reading the memory by other processes of this user.

    Holds for the processes forked from this one too.

    Raises:
        OSError: The kernel refuses.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)


def end_with(parent: int, by: signal.Signals) -> bool:
    """Have this process sent a signal when its parent dies; return whether the parent still lives.

    Args:
        parent: The parent's number, as it was before the fork.
        by: The signal.

    Raises:
        OSError: The kernel refuses.
    """
    _prctl(_PR_SET_PDEATHSIG, by)
    return os.getppid() == parent


def name_process(name: str) -> None:
    """Have this process shown under a name of at most 15 ASCII letters.

    Raises:
        OSError: The kernel refuses.
    """
    letters = ctypes.create_string_buffer(name.encode("ascii"))
    _prctl(_PR_SET_NAME, ctypes.addressof(letters))


def _prctl(option: int, value: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
