"""Sending mails by another process: a visit opens no mail but its own person's.

At most one sender a host runs for an election, and at most one waits behind it:
a mail written while the first is on its way out is seen by the second. Two
locks hold this: the place in the queue, which the starter takes and hands down,
and the turn, which the sender takes before it gives its place away.

On a kiosk a sender ends with the visit that started it, whatever its server does: what a
person wrote is in no process once she has left. The mail goes out with another sender.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.hosts.isolation import FLAGS, MODULE

FIRST_REST = 5.0
LONGEST_REST = 300.0
"""Seconds before another sender is started after one that failed; doubling in between."""

LAST_MOMENTS = (0.5, 0.5)
"""Seconds, once its visit has ended, in which a sender may finish the mail in hand; then to
release it."""

PACKAGES = Path(__file__).parents[2]
"""Where « -m » looks first: not where a stranger may have put a program of that name."""


class SenderStarter:
    """Starts `admin send` for an election file, without waiting for it.

    Attributes:
        senders: Those that have not been seen to end.
    """

    def __init__(self, config: Path, *, ends_with_visit: bool = False) -> None:
        """Take the election file that the visit was opened with.

        Args:
            config: Its path.
            ends_with_visit: Whether the senders end with this process, as on a kiosk.
        """
        self._config = config.absolute()
        # Nothing is ever written to the pipe: its end of file is the end of this process.
        self._visit: int | None = None
        if ends_with_visit:
            self._visit, self._held_open = os.pipe()
        self.senders: list[subprocess.Popen[bytes]] = []
        self._failures = 0
        self._rests_until = 0.0

    def __call__(self) -> None:
        """Start a sender, unless one waits for its turn already or the last ones failed."""
        self._reap()
        if time.monotonic() < self._rests_until or _senders_rest(self._config):
            return
        try:
            place = _take(_lock_file(self._config, "place"), wait=False)
        except BlockingIOError:
            return
        except OSError:  # no directory for the locks: two senders still send no mail twice
            self._start()
            return
        try:
            self._start(place)
        finally:
            os.close(place)

    def _start(self, *place: int) -> None:
        options = ["--place", str(place[0])] if place else []
        if self._visit is not None:
            options += ["--visit", str(self._visit)]
        flags = (FLAGS,) if sys.flags.isolated else ()  # as this process, so the one it starts
        program = (sys.executable, *flags, "-m", MODULE)
        command = (*program, "admin", "send", "--config", str(self._config))
        try:
            sender = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                (*command, *options),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=PACKAGES,
                start_new_session=True,
                pass_fds=(*place, *([] if self._visit is None else [self._visit])),
            )
        except OSError:  # no process or memory left: the visit goes on
            self._rest(failed=True)
        else:
            self.senders.append(sender)

    def _reap(self) -> None:
        """Take note of the senders that have ended."""
        ended = [sender for sender in self.senders if sender.poll() is not None]
        for sender in ended:
            self.senders.remove(sender)
            self._rest(failed=sender.returncode != 0)

    def _rest(self, *, failed: bool) -> None:
        self._failures = self._failures + 1 if failed else 0
        self._rests_until = time.monotonic() + _rest_after(self._failures) if failed else 0.0


@contextmanager
def rest_if_it_fails(config: Path) -> Iterator[None]:
    """Leave a note if a sender fails, so that the other visits of this host pause too.

    Args:
        config: The election file.
    """
    note = _lock_file(config.absolute(), "rest")
    try:
        yield
    except BaseException:
        with suppress(OSError):
            failures = _noted(note)[0] + 1
            note.write_text(f"{failures:.0f} {time.time() + _rest_after(failures):.0f}", "ascii")
        raise
    with suppress(OSError):
        note.unlink(missing_ok=True)


def _senders_rest(config: Path) -> bool:
    """Return whether the last sender of this host failed a moment ago; not after a clock's jump."""
    return 0 < _noted(_lock_file(config, "rest"))[1] - time.time() <= LONGEST_REST


def _noted(note: Path) -> tuple[float, float]:
    """Return how many senders failed in a row, and the end of the rest; zeros without a note."""
    try:
        failures, until = map(float, note.read_text("ascii").split())
    except (OSError, ValueError):
        return 0.0, 0.0
    return failures, until


def _rest_after(failures: float) -> float:
    """Return the seconds of rest after so many failures in a row."""
    return float(min(FIRST_REST * 2 ** min(failures - 1, 16), LONGEST_REST))


def end_with_visit(visit: int) -> None:
    """Have this sender end soon after the process that started it.

    It is asked as Ctrl+C asks: once to finish the mail in hand, twice to release it; and
    killed if it does not end by then.

    Args:
        visit: Descriptor of the pipe that this process holds open.
    """
    main = threading.main_thread().ident

    def wait() -> None:
        os.read(visit, 1)
        for seconds in LAST_MOMENTS:
            if main is not None:
                signal.pthread_kill(main, signal.SIGINT)
            time.sleep(seconds)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()


def wait_for_turn(config: Path, place: int) -> None:
    """Wait until no other sender of this host runs, then give the place in the queue away.

    Args:
        config: The election file.
        place: Descriptor of the place, held open by the process that started this one.
    """
    try:
        _take(_lock_file(config.absolute(), "turn"), wait=True)
        os.close(place)
    except OSError:  # without locks the leases of the mails are enough
        return


def _take(path: Path, *, wait: bool) -> int:
    """Return the descriptor of a lock, held until it is closed or the process ends.

    Raises:
        BlockingIOError: Another process holds it.
        OSError: There is no place for it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _lock_file(config: Path, name: str) -> Path:
    """Return where a lock of an election file is, the same for all users' relative paths."""
    from platformdirs import user_state_path

    digest = hashlib.sha256(os.fsencode(config)).hexdigest()[:16]
    return user_state_path("espace-electeur", appauthor=False) / f"sending-{digest}.{name}"
