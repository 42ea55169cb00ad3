"""A program that makes notices and is stopped at one of them, or has too little room.

`python -m tests.models.notices.stopped ACT LIST DIRECTORY NUMBER`: `kill` dies at that notice,
`full` may write files of so many bytes.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from models import EspaceError, Progress, make_notices


def main() -> None:
    """Make the notices of a list."""
    act, export, directory, number = sys.argv[1:]
    if act == "full":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), resource.RLIM_INFINITY))

    def tell(progress: Progress) -> None:
        if act == "kill" and progress.done >= int(number):
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        make_notices(Path(export), Path(directory), spares=3, tell=tell)
    except EspaceError as error:
        print(error.text)
        sys.exit(1)


if __name__ == "__main__":
    main()
