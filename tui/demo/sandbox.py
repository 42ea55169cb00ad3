"""A throw-away database with its own clock, deleted when the demonstration ends."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import models
from models import SAMPLE_NAMES, TravelClock, load_election, sample_named
from tui.demo.shared_clock import TOLD, ToldClock
from tui.demo.vote_preparation import VotePreparation

if TYPE_CHECKING:
    from datetime import datetime

    from models import Election, Espace, Sample

MakeEspace = Callable[[Path, TravelClock], "Espace"]

PREFIX = "espace-electeur-demonstration-"
REMOVALS, PAUSE = 20, 0.05
"""How often a directory is deleted at most, and the seconds between."""
LOCK = "in-use"
WHICH = "sample"
"""A file: the name of its sample, for a helpdesk beside it."""


class Sandbox:
    """A directory of its own, with an election and invented people in it.

    A lock file shows other demonstrations that it is in use: the kernel frees
    it with the process, so that what a killed one has left can be cleared away.

    Attributes:
        start: The aware moment at which it starts.
        sample: The election and its people.
        helped: Whether a helpdesk may come beside it.
        clock: Its present.
        directory: Where it is, None until it is made.
        vote: Prepares its vote, None until it is made.
        tell_change: Is called, in a thread, as something else is to be shown of that.
    """

    def __init__(
        self,
        start: datetime,
        make: MakeEspace | None = None,
        *,
        sample: Sample | None = None,
        helped: bool = False,
        prepared: bool = False,
    ) -> None:
        """Take the aware moment at which it starts; nothing is made yet.

        Args:
            start: The moment.
            make: Makes and opens the election in a directory; None: `fill`.
            sample: The election and its people; None: those of the default sample.
            helped: Let a helpdesk on this machine find it, once it is made.
            prepared: What `make` makes has its vote prepared as it is at the start.
        """
        self.start = start
        self.sample = sample or sample_named()
        self.helped = helped
        self._make = make or partial(fill, sample=self.sample)
        self.clock = ToldClock(start)
        self.directory: Path | None = None
        self.vote: VotePreparation | None = None
        self.tell_change: Callable[[], object] = lambda: None
        self._prepared = prepared
        self._lock = -1
        self._espace: Espace | None = None

    def open(self) -> Espace:
        """Make the database, fill it with the sample people, and return the election.

        Called again, it starts over: another directory, the first moment.

        Raises:
            NotASandbox: There is a database already where it is to be made.
        """
        self.delete()
        clear_abandoned()
        directory, self._lock = reserve()
        self.directory = directory
        self.clock.travel(self.start)
        self._espace = self._make(directory, self.clock)
        if self.helped:
            (directory / WHICH).write_text(self.sample.name, "utf-8")
            self.clock.tell_in(directory)
        self.vote = VotePreparation(
            self._espace,
            self.sample,
            prepared=self._prepared,
            tell_change=lambda: self.tell_change(),
        )
        if not self._prepared:
            self.vote.begin()
        return self._espace

    def travel(self, moment: datetime) -> None:
        """Go to an aware moment; once it is in the vote, others have voted until then.

        Raises:
            ValueError: The moment is naive.
        """
        self.clock.travel(moment)
        if self.vote is not None:
            self.vote.begin(at_once=True)

    def wait_for_vote(self) -> None:
        """Wait until one can vote, at once if possible: in a thread, once it is open.

        Raises:
            EspaceError: The vote could not be prepared.
        """
        if self.vote is not None:
            self.vote.wait()

    def delete(self) -> None:
        """Delete everything; nothing happens if nothing was made."""
        self.clock.tell_in(None)
        if self.vote is not None:
            self.vote.end()
            self.vote = None
        if self._espace is not None:
            self._espace.close()
            self._espace = None
        if self.directory is not None:
            _remove(self.directory)
            self.directory = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _remove(directory: Path) -> None:
    """Delete a directory, again if a thread that was opening it has just written there."""
    for _ in range(REMOVALS):
        shutil.rmtree(directory, ignore_errors=True)
        if not directory.exists():
            return
        sleep(PAUSE)


def reserve() -> tuple[Path, int]:
    """Make a directory and hold its lock; return it and the lock's descriptor.

    Another demonstration may take the lock first, and clear the directory away: then another
    one is made.
    """
    while True:
        directory = Path(tempfile.mkdtemp(prefix=PREFIX))
        path = directory / LOCK
        try:
            lock = _open_lock(directory)
        except FileNotFoundError:  # cleared away already
            continue
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            return directory, lock
        os.close(lock)


def _open_lock(directory: Path) -> int:
    return os.open(directory / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def helped_sandboxes() -> list[Path]:
    """Return the directories of this user's demonstrations that a helpdesk may come beside.

    Those that run, the newest first: what a killed one has left is not among them.
    """
    begun: list[tuple[int, Path]] = []
    for directory in _own_directories():
        if (directory / TOLD).exists() and is_held(directory):
            with suppress(OSError):  # it ends at this moment
                begun.append(((directory / LOCK).stat().st_mtime_ns, directory))
    return [directory for _, directory in sorted(begun, reverse=True)]


def is_held(directory: Path) -> bool:
    """Tell whether the demonstration of a sandbox goes on: it holds its lock."""
    try:
        lock = os.open(directory / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _own_directories() -> Iterator[Path]:
    """Yield the sandboxes of this user, those of demonstrations that are gone among them."""
    for directory in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if directory.lstat().st_uid == os.getuid() and not directory.is_symlink():
                yield directory


def sandbox_election(directory: Path, sample: Sample | None = None) -> Election:
    """Return an election on a database in a directory, with an invented board.

    Args:
        directory: Of the sandbox.
        sample: Whose election; None: that of the default one.
    """
    sample = sample or sample_named()
    url = f"sqlite:///{directory / 'demonstration.sqlite'}"
    election = sample.election
    return election.changed(board=sample.board, database=election.database.changed(url=url))


def sample_in(directory: Path) -> Sample:
    """Return the sample that a sandbox was filled with, by another program as well.

    Raises:
        ElectionFileError: It was made of an election file, which cannot be read any more.
        OSError: The sandbox is gone.
    """
    name = (directory / WHICH).read_text("utf-8")
    if name in SAMPLE_NAMES:
        return sample_named(name)
    return models.invented_sample(load_election(Path(name)))


def fill(directory: Path, clock: TravelClock, sample: Sample | None = None) -> Espace:
    """Return an open election with the sample people, its database made in a directory.

    Args:
        directory: Of the sandbox.
        clock: Its present.
        sample: The election and its people; None: those of the default sample.

    Raises:
        NotASandbox: The directory holds a database already.
    """
    from models import Espace

    espace = Espace(sandbox_election(directory, sample), clock)
    espace.administration.migrate(sandbox=True)
    espace.administration.fill_sandbox(sample)
    return espace


def fill_template(directory: Path, clock: TravelClock, sample: Sample | None = None) -> None:
    """Fill a sandbox for others to be copied from, its vote prepared as it is at this moment.

    Args:
        directory: Of the sandbox.
        clock: Its present.
        sample: The election and its people; None: those of the default sample.

    Raises:
        NotASandbox: The directory holds a database already.
    """
    espace = fill(directory, clock, sample)
    espace.administration.prepare_vote(sample)
    espace.administration.fill_urns()
    espace.close()


def copy_of(template: Path, sample: Sample | None = None) -> MakeEspace:
    """Return what makes a sandbox by copying one that was filled: no hash is computed.

    Args:
        template: Its directory, as `fill_template` leaves it.
        sample: With which it was filled; None: the default one.
    """

    def make(directory: Path, clock: TravelClock) -> Espace:
        from models import Espace

        shutil.copytree(template, directory, dirs_exist_ok=True)
        return Espace(sandbox_election(directory, sample), clock).verify()

    return make


def clear_abandoned() -> None:
    """Delete the sandboxes of this user whose demonstration is gone."""
    for directory in _own_directories():
        with suppress(OSError):
            lock = _open_lock(directory)  # made again: who was killed may have deleted it alone
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(directory, ignore_errors=True)
            finally:
                os.close(lock)
