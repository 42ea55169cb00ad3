"""A control group for each session, if the service manager has given the host a tree of its own.

Linux' cgroup v2 (the kernel's Documentation/admin-guide/cgroup-v2.rst). systemd marks a tree that
it has handed over, `Delegate=yes`, by an attribute; without it nothing is touched, and the limits
of setrlimit(2) hold alone.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

TREE = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")
MARK = "user.delegate"
"""The attribute of a tree that was handed over (systemd.resource-control(5))."""
ONE_CORE = "100000 100000"
"""Microseconds of all cores in so many microseconds."""
MOST_PROCESSES = 64
"""Processes and threads of a session."""


class Cgroups:
    """The control groups of the sessions."""

    def __init__(self, tree: Path, memory: int) -> None:
        """Put the host into a group of its own, so that others may be made beside it.

        Args:
            tree: The host's own.
            memory: Bytes that a session may have.

        Raises:
            OSError: The kernel refuses.
        """
        self._tree = tree
        self._memory = memory
        self._ended: set[int] = set()
        self._move(os.getpid(), self._made("host"))
        (tree / "cgroup.subtree_control").write_text("+memory +cpu +pids")

    def take(self, number: int, pid: int) -> None:
        """Put the process of a session into a group with its limits; without it, if it fails."""
        with suppress(OSError):
            group = self._made(_name(number))
            (group / "memory.max").write_text(str(self._memory))
            (group / "cpu.max").write_text(ONE_CORE)
            (group / "pids.max").write_text(str(MOST_PROCESSES))
            self._move(pid, group)

    def release(self, number: int) -> None:
        """Take the group of an ended session away, now or at the end of another one.

        A sender that a session has started finishes its mail, and holds the group until then.
        """
        self._ended.add(number)
        for ended in tuple(self._ended):
            try:
                (self._tree / _name(ended)).rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                continue
            self._ended.discard(ended)

    def _made(self, name: str) -> Path:
        group = self._tree / name
        group.mkdir(exist_ok=True)
        return group

    @staticmethod
    def _move(pid: int, group: Path) -> None:
        (group / "cgroup.procs").write_text(str(pid))


def own_cgroups(memory: int) -> Cgroups | None:
    """Return the control groups of this host, None if no tree was handed over to it.

    Args:
        memory: Bytes that a session may have.
    """
    try:
        lines = OWN.read_text("ascii").splitlines()
        place = next(line.removeprefix("0::/") for line in lines if line.startswith("0::/"))
        tree = TREE / place
        if os.getxattr(tree, MARK) != b"1":
            return None
        return Cgroups(tree, memory)
    except (OSError, StopIteration):
        return None


def _name(number: int) -> str:
    return f"session-{number}"
