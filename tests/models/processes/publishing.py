"""A publication by processes that are killed, each a few acts on files later, until one is not.

Prints how many were killed, and how many of them left something beside the folder.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from importlib import import_module
from itertools import count
from pathlib import Path

from models import Espace
from models.services.board.replaceable import is_publication
from tests.models.clocks import HandClock
from tests.models.processes.counting import Sitting
from tests.models.steps import SOURCE

EVENTS = frozenset({"open", "os.mkdir", "os.rename", "os.chmod", "shutil.rmtree"})
"""What Python tells its audit hooks before it writes (sys.addaudithook)."""
STEP = 9
"""Acts between two kills: each process writes a whole folder up to there."""


def main() -> None:
    """Publish to the folder of the second argument, which holds an earlier publication."""
    sitting, folder = Sitting.read(sys.stdin), Path(sys.argv[1])
    import_module("models.services.board.filling")  # with its libraries once, not in each process
    left = 0
    for number in count(STEP, STEP):
        child = os.fork()
        if child == 0:
            _publish(sitting, folder, number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            print(number // STEP - 1, left)
            sys.exit(os.waitstatus_to_exitcode(status))
        if not is_publication(folder):
            sys.exit(f"killed at {number}, it left no whole publication")
        left += len(list(folder.parent.glob(f".{folder.name}.*"))) > 0


def _publish(sitting: Sitting, folder: Path, last: int) -> None:
    """Publish in a process that ends before its act of that number."""
    acts = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal acts
        if event in EVENTS and str(arguments[0]).startswith(str(folder.parent)):
            acts += 1
            if acts == last:
                os.kill(os.getpid(), signal.SIGKILL)

    espace = Espace(sitting.election, HandClock(datetime.fromisoformat(sitting.moment)))
    sys.addaudithook(hook)
    espace.administration.publish_results(folder, force=True, source=SOURCE)


if __name__ == "__main__":
    main()
