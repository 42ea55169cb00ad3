"""The processes of an election that may outlive its terminal: visits that die, senders."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.journeys.terminal import PATIENCE


def wait_for_the_last_process(folder: Path) -> None:
    """Wait until no process is left whose command line names a folder, but this one.

    Forked processes show the command line that they were forked with; senders have the
    election's file in theirs.

    Raises:
        AssertionError: One did not end in time.
    """
    for number in processes_named(folder):
        with suppress(ProcessLookupError):
            process = os.pidfd_open(number)
            try:
                ended = select.select([process], [], [], PATIENCE)[0]
            finally:
                os.close(process)
            assert ended, f"process {number} still runs"


def processes_named(folder: Path) -> Iterator[int]:
    """Yield the processes whose command line names a folder or a file, but this one."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            another = entry.name.isdecimal() and int(entry.name) != os.getpid()
            if another and os.fsencode(folder) in (entry / "cmdline").read_bytes():
                yield int(entry.name)
