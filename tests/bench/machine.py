"""How busy other programs kept the machine while something was measured (Linux)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

BUSY = 0.1
"""Share of the cores from which a time in milliseconds says more about the others."""

TICKS = os.sysconf("SC_CLK_TCK")
"""Of /proc/stat and /proc/PID/stat, a second."""


@dataclass(frozen=True, slots=True)
class Load:
    """What other programs did during a measure.

    Attributes:
        cores: Of the machine.
        seconds: How long the measure took.
        others: Share of all the cores that other programs took, from 0 to 1. What a
            hypervisor gave to other machines is in it.
        load_average: Of the minute before the measure began (`uptime`).
    """

    cores: int
    seconds: float
    others: float
    load_average: float

    @property
    def busy(self) -> bool:
        """Whether aims for an idle machine mean nothing here."""
        return self.others >= BUSY


class LoadWatch:
    """Observes the machine from its creation on."""

    def __init__(self) -> None:
        """Read the counters at the beginning of the measure."""
        self._load_average = os.getloadavg()[0]
        self._started = monotonic()
        self._everybody = machine_seconds()
        self._own = own_seconds()

    def load(self, elsewhere: float = 0.0) -> Load:
        """Return the load since the beginning.

        Args:
            elsewhere: CPU seconds of what was measured in processes that are no
                descendants of this one, as those of a server are not.
        """
        seconds = monotonic() - self._started
        everybody = machine_seconds() - self._everybody
        own = own_seconds() - self._own + elsewhere
        cores = os.cpu_count() or 1
        others = others_share(everybody, own, cores * seconds)
        return Load(cores, seconds, others, self._load_average)


def others_share(everybody: float, own: float, available: float) -> float:
    """Return the share of the available CPU seconds that others took, from 0 to 1.

    The kernel counts everybody's time in ticks and a process's own exactly: the
    difference may be slightly negative.
    """
    return min(max(everybody - own, 0.0) / available, 1.0)


def machine_seconds() -> float:
    """Return the CPU seconds that the machine has not been idle since it was started."""
    return busy_seconds(Path("/proc/stat").read_text(encoding="ascii"))


def busy_seconds(stat: str) -> float:
    """Return the same from the text of /proc/stat: user, nice, system, interrupts, stolen."""
    user, nice, system, _idle, _waiting, irq, softirq, stolen = map(int, stat.split()[1:9])
    return (user + nice + system + irq + softirq + stolen) / TICKS


def own_seconds() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def tree_seconds(pid: int) -> float:
    """Return the CPU seconds of a process, its descendants and its children that have ended."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        own = sum(map(int, _stat(pid)[11:15]))
    except (FileNotFoundError, ProcessLookupError):  # It has ended: its parent counts it.
        return 0.0
    return own / TICKS + sum(tree_seconds(int(child)) for child in children.split())


def parent_of(pid: int) -> int:
    """Return the process that a process is a child of."""
    return int(_stat(pid)[1])


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
