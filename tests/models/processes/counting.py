"""The count by processes that are killed: each one a statement later, until a step is done.

Prints for each of these steps how many were killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO
from unittest.mock import patch

from models import Election, Espace, Presence
from models.preloading import preload_services
from models.services.vote.program import program_fingerprint
from tests.cheap_hashes import cheap_hashes
from tests.models.clocks import HandClock
from tests.models.databases import election_on
from tests.models.postgresql.watching import limited
from tests.models.services.vote.board import PASSPHRASES, polled
from tests.models.steps import SOURCE

MOST_STATEMENTS = 120
STEPS = ("close", "add_up", "share 1", "share 3", "share 4", "finish")
KILLED = ("add_up", "share 1", "finish")
"""The others are as these, or tested elsewhere: each process costs."""


@dataclass(frozen=True)
class Sitting:
    """A board that counts.

    Attributes:
        url: Of the database.
        keys: Where its keys are.
        sticks: Where the members' shares are.
        moment: Of the clock.
    """

    url: str
    keys: str
    sticks: str
    moment: str

    @classmethod
    def of(cls, election: Election, sticks: Path, moment: datetime) -> Sitting:
        """Return the sitting of a board whose urns can be closed."""
        section = election.database
        return cls(section.url or "", str(section.keys), str(sticks), moment.isoformat())

    @classmethod
    def read(cls, file: TextIO) -> Sitting:
        """Return what `as_text` wrote."""
        return cls(**json.load(file))

    def as_text(self) -> str:
        """Return what this program reads."""
        return json.dumps(asdict(self))

    @property
    def election(self) -> Election:
        """The election on that database."""
        election = polled(election_on(self.url, Path(self.keys)))
        return limited(election, connect_seconds=60, idle_seconds=60)

    def do(self, espace: Espace, step: str) -> None:
        """Do a step of the count."""
        president = [Presence(espace.board.list_members()[0], espace.context.now)]
        if step == "close":
            espace.vote.close_vote(source=SOURCE)
        elif step == "add_up":
            espace.board.add_up(president, source=SOURCE)
        elif step == "finish":
            espace.board.finish_count(president, source=SOURCE)
        else:
            number = int(step.split()[1])
            content = (Path(self.sticks) / f"part-{number}.json").read_bytes()
            if number not in espace.board.count_state().came:
                espace.board.take_share(content, PASSPHRASES[number - 1], source=SOURCE)


def main() -> None:
    """Do one step after the other, each by processes that are killed until one is not."""
    sitting = Sitting.read(sys.stdin)
    preload_services(sitting.election)
    import_module("models.services.board.facade")  # once, not in each process
    program_fingerprint()
    for step in STEPS:
        for number in range(1 if step in KILLED else MOST_STATEMENTS, MOST_STATEMENTS + 1):
            child = os.fork()
            if child == 0:
                _do(sitting, step, number)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            if os.WIFEXITED(status):
                if code := os.waitstatus_to_exitcode(status):
                    sys.exit(code)
                if step in KILLED:
                    print(number - 1)
                break
        else:
            sys.exit(f"{step} did not come to its end")


def _do(sitting: Sitting, step: str, last: int) -> None:
    """Do a step in a process that ends before its statement of that number."""
    cheap_hashes().__enter__()
    espace = Espace(sitting.election, HandClock(datetime.fromisoformat(sitting.moment)))
    database = espace.context.store.database
    open_cursor: Callable[..., Any] = database.cursor
    statements = 0

    def cursor(*arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        if statements == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return open_cursor(*arguments)

    with patch.object(database, "cursor", cursor):
        sitting.do(espace, step)


if __name__ == "__main__":
    main()
