"""systemd-nspawn: Debian with its own systemd on the kernel of this machine, where QEMU is refused.

Its first console is a pseudo-terminal: it has no keyboard, no screen, no power button and no
settings of the kernel of its own.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType

from tests.machine.image import OWN_ADDRESS, SIGNED_IN, Disk
from tests.machine.shell import Shell

PROGRAM = "systemd-nspawn"
STARTS = 120.0
"""Seconds from the start to a prompt."""
ENDS = 60.0
RESTARTS = 300.0
"""Seconds that systemd may take to end all by itself. With cgroup v1 nobody tells it in a container
that a session has ended: it waits the ninety seconds that a session may take."""
LINE = """[Service]
ExecStart=-/sbin/agetty --noclear --autologin {account} --keep-baud 115200 {line} vt220
Restart=always
RestartSec=0
StandardInput=tty
StandardOutput=tty
TTYPath=/dev/{line}
"""
"""An account is signed in on a line by which the trial types."""
NETWORK = f"""[Match]
Name=lo
[Network]
Address={OWN_ADDRESS}/24
"""
"""A network of its own has nobody but itself in it."""
WAITS_FOR_A_NETWORK = "systemd-networkd-wait-online.service"
LINES = [f"ttyS{number}" for number in range(len(SIGNED_IN))]
FIRST = "tty1"


class Line:
    """A pseudo-terminal whose other side is in the container."""

    def __init__(self) -> None:
        """Open it."""
        self._ours, theirs = pty.openpty()
        self.name = os.ttyname(theirs)
        os.close(theirs)
        self._seconds = 0.0

    def settimeout(self, seconds: float) -> None:
        """Set how long `recv` waits."""
        self._seconds = seconds

    def recv(self, size: int) -> bytes:
        """Return what was written on the other side.

        Raises:
            TimeoutError: Nothing was, or nobody has it open.
        """
        if select.select([self._ours], [], [], self._seconds)[0]:
            try:
                return os.read(self._ours, size)
            except OSError:  # nobody has it open at the moment: a login follows
                time.sleep(min(self._seconds, 0.1))
        raise TimeoutError

    def sendall(self, data: bytes) -> None:
        """Type it."""
        while data:
            data = data[os.write(self._ours, data) :]

    def close(self) -> None:
        """Close our side."""
        os.close(self._ours)


class Container:
    """A container that runs until it is left; what it writes to its disk is thrown away.

    Attributes:
        root: A shell by which the trial looks at the machine.
        person: A shell in which the guides' commands are typed, by an account with sudo.
        second: Another one of the same account.
        first: Its first console.
        is_whole: It has a keyboard, a screen and a kernel of its own.
        is_accelerated: The processor of this machine runs it.
    """

    is_whole = False
    is_accelerated = True

    def __init__(self, disk: Disk, folder: Path, *, cargo: Path, alone: bool = False) -> None:
        """Start it.

        Args:
            disk: From `make_disk`.
            folder: For what it writes.
            cargo: A file that is the machine's second disk, /dev/vdb.
            alone: It has a network of its own, where every port is free and nothing is reached;
                otherwise this machine's.
        """
        self._alone = alone
        self._folder = folder
        self._cargo = cargo
        self._root = folder / "root"
        self._lines = {name: Line() for name in (*LINES, FIRST)}
        self.first = self._lines[FIRST]
        self._mount(disk)
        self._start()
        self.root, self.person, self.second = (
            Shell(self._lines[name], name, lambda: self.is_running) for name in LINES
        )

    def __enter__(self) -> Container:
        """Return the container once its shells are there."""
        self.is_started()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        self.switch_off()

    def is_started(self) -> None:
        """Wait until all three shells are there.

        Raises:
            AssertionError: They are not, in time.
        """
        for shell in (self.root, self.person, self.second):
            shell.open(STARTS)

    def restart(self, command: str = "") -> None:
        """Have it start again, and wait until it has.

        Args:
            command: Typed by the person; without one all of it is killed.
        """
        if command:
            self.person.leave_by(command)
            self._process.wait(RESTARTS)  # so it ends, as a service that is to be started again
            self._log.close()
        else:
            self._end()
        self._start()
        self.is_started()

    def switch_off(self) -> None:
        """Kill all of it, and take its disk away."""
        if not self._lines:
            return
        self._end()
        for line in self._lines.values():
            line.close()
        self._lines.clear()
        for place in (self._root, self._folder / "low"):
            subprocess.run(["umount", place], check=True)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def _mount(self, disk: Disk) -> None:
        low, up, work = (self._folder / name for name in ("low", "up", "work"))
        for place in (low, up, work, self._root):
            place.mkdir(parents=True)
        subprocess.run(["mount", "-o", "loop,ro", disk.image, low], check=True)
        layers = f"lowerdir={low},upperdir={up},workdir={work}"
        subprocess.run(["mount", "-t", "overlay", "-o", layers, "overlay", self._root], check=True)
        units = self._root / "etc/systemd/system"
        for account, line in zip(SIGNED_IN, LINES, strict=True):
            unit = f"essai-{line}.service"
            (units / unit).write_text(LINE.format(account=account, line=line))
            (units / "multi-user.target.wants" / unit).symlink_to(f"/etc/systemd/system/{unit}")
        if self._alone:
            (self._root / "etc/systemd/network/alone.network").write_text(NETWORK)
            (units / WAITS_FOR_A_NETWORK).symlink_to("/dev/null")

    def _start(self) -> None:
        self._log = (self._folder / "nspawn.log").open("w")
        bound = [f"--bind={line.name}:/dev/{name}" for name, line in self._lines.items()]
        self._process = subprocess.Popen(
            [
                *(PROGRAM, "--quiet", "--register=no", "--keep-unit"),
                *(f"--machine=essai-{os.getpid()}", "--hostname=borne-essai"),
                *(f"--directory={self._root}", "--boot", "--console=pipe"),
                "--private-network" if self._alone else "--resolv-conf=copy-host",
                f"--bind-ro={self._cargo}:/dev/vdb",
                *(*bound, "--bind=/dev/null:/dev/tty0"),  # the unit wants a console to be there
            ],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def _end(self) -> None:
        for _ in range(2):  # the second one does not wait for its units
            self._process.terminate()
        try:
            self._process.wait(ENDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def is_there() -> bool:
    """Return whether containers can be started here."""
    return shutil.which(PROGRAM) is not None
