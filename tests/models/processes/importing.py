"""An import that is stopped on the way; prints the name of its outcome.

It reads what to do on standard input: one line of JSON, then, if it has to
wait, a second one that lets it go on.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from models import Election, EspaceError, Progress
from models.roll import rewriting
from tests.architecture.source_tree import ROOT
from tests.models.processes.orders import Order
from tests.models.steps import SOURCE

WAIT, KILL, INTERRUPT = "wait", "kill", "interrupt"
THERE = "there"
"""Printed where the import waits."""


@dataclass(frozen=True)
class ImportOrder:
    """An import in another process.

    Attributes:
        act: What happens at the stage, nothing if it is empty.
        stage: Name of the stage.
        done: How far that stage is by then, at least.
        longest_file: Bytes that a file may reach, 0 for any: a full disk.
        aside: The roll is written aside, however small it is.
    """

    url: str
    keys: str
    roll: str
    act: str = ""
    stage: str = ""
    done: int = 0
    longest_file: int = 0
    aside: bool = False

    @classmethod
    def of(cls, election: Election, roll: Path) -> ImportOrder:
        """Return an order for a database and a roll."""
        section = election.database
        return cls(section.url or "", str(section.keys), str(roll))

    def start(self) -> subprocess.Popen[str]:
        """Start the import."""
        importing = subprocess.Popen(
            [sys.executable, "-m", "tests.models.processes.importing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert importing.stdin
        importing.stdin.write(json.dumps(asdict(self)) + "\n")
        importing.stdin.flush()
        return importing

    def run(self) -> str:
        """Return what a whole import prints; nothing if it was killed."""
        told, _ = self.start().communicate(timeout=55)
        return told.strip()

    def tell(self, progress: Progress) -> None:
        """Do what is to be done at the stage."""
        if progress.stage.name != self.stage or progress.done < self.done:
            return
        if self.act == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.act == INTERRUPT:
            os.kill(os.getpid(), signal.SIGINT)
        if self.act == WAIT:
            print(THERE, flush=True)
            sys.stdin.readline()


def main() -> None:
    """Import, and print what became of it."""
    order = ImportOrder(**json.loads(sys.stdin.readline()))
    espace = Order(order.url, order.keys, ()).open()
    espace.verify()
    if order.aside:
        rewriting.MOST_AT_ONCE = -1
    if order.longest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.longest_file, resource.RLIM_INFINITY))
    try:
        espace.administration.import_roll(Path(order.roll), source=SOURCE, tell=order.tell)
    except EspaceError as error:
        print(type(error).__name__)
    except KeyboardInterrupt:
        print("KeyboardInterrupt")
    else:
        print("done")


if __name__ == "__main__":
    main()
