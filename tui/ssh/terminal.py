"""The terminal of a session, in its own process: descriptors, size, limits, environment."""

from __future__ import annotations

import fcntl
import os
import resource
import termios
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

STANDARD = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the process of a session may use.

    Attributes:
        memory: Bytes of its own, what it shares with the host included.
        seconds: Of a core, in all; None: without a limit.
        files: Open at once.
        written: Bytes of one file; None: without a limit.
    """

    memory: int
    seconds: int | None
    files: int = 128
    written: int | None = 64 << 20


def take_terminal(terminal: int) -> None:
    """Make a pseudo-terminal the one of this process, and its standard input and outputs.

    Raises:
        OSError: It is gone.
    """
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for descriptor in STANDARD:
        os.dup2(terminal, descriptor)
    os.close(terminal)


def close_others(kept: Collection[int]) -> None:
    """Close every descriptor but the standard ones and those that are kept.

    A forked process has all of its host's: the lines of other sessions among them.
    """
    keep = {*STANDARD, *kept}
    for name in os.listdir("/proc/self/fd"):
        descriptor = int(name)
        if descriptor not in keep:
            with suppress(OSError):  # the folder's own
                os.close(descriptor)


def take_environment(environment: Mapping[str, str]) -> None:
    """Know no variable but the client's; the folder for what is temporary stays the host's."""
    os.environ.clear()
    os.environ.update(environment)


def keep_within(bounds: Bounds) -> None:
    """Have the kernel refuse more than a session may use."""
    for which, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, bounds.memory),
        (resource.RLIMIT_CPU, bounds.seconds),
        (resource.RLIMIT_NOFILE, bounds.files),
        (resource.RLIMIT_FSIZE, bounds.written),
    ):
        if most is None:
            continue
        hard = resource.getrlimit(which)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (limit, limit))


def own_data() -> int:
    """Return the bytes of memory of this process that `Bounds.memory` counts (VmData)."""
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) << 10
    return 0
