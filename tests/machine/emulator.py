"""QEMU: a machine that is typed on, looked at and switched off by a program."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.machine.image import SIGNED_IN, Disk
from tests.machine.shell import Shell

MEMORY = "2048"
"""MiB."""
STARTS = 420.0
"""Seconds from the power button to a prompt, without acceleration."""
PATIENCE = 60.0
PROBE = 60.0
"""Seconds in which a kernel has been unpacked and says its version, if it ever does."""
CONSOLE = "tty0"
"""Where the kernel writes, as on a machine that nobody has set up otherwise."""
LINES = [f"line{number}" for number in range(len(SIGNED_IN))]


class Emulator:
    """A machine that runs until it is left; what it writes to its disk is thrown away.

    Attributes:
        root: A shell by which the trial looks at the machine.
        person: A shell in which the guides' commands are typed, by an account with sudo.
        second: Another one of the same account.
        is_whole: It has a keyboard, a screen and a kernel of its own.
    """

    is_whole = True

    def __init__(
        self,
        disk: Disk,
        folder: Path,
        *,
        cargo: Path | None = None,
        accelerated: bool = False,
        console: str = CONSOLE,
    ) -> None:
        """Switch it on.

        Args:
            disk: From `make_disk`.
            folder: For sockets, pictures, and what QEMU says.
            cargo: A file that is the machine's second disk, /dev/vdb.
            accelerated: By KVM, which has to work here.
            console: Where the kernel writes.
        """
        self._folder = folder
        quiet = " quiet" if console == CONSOLE else ""
        folder.mkdir(parents=True, exist_ok=True)
        sockets = {name: folder / name for name in (*LINES, "qmp")}
        for place in sockets.values():
            place.unlink(missing_ok=True)
        self._log = (folder / "qemu.log").open("w")
        self._process = subprocess.Popen(
            [
                *("qemu-system-x86_64", "-machine", "pc", "-smp", "2", "-m", MEMORY),
                *(("-accel", "kvm", "-cpu", "host") if accelerated else ()),
                *("-accel", "tcg,thread=multi,tb-size=1024"),
                *("-display", "none", "-vga", "std"),
                *("-kernel", str(disk.kernel), "-initrd", str(disk.initrd)),
                *("-append", f"root=/dev/vda rw console={console}{quiet}"),
                *("-drive", f"file={disk.image},format=raw,if=virtio,snapshot=on,cache=unsafe"),
                *(("-drive", f"file={cargo},format=raw,if=virtio,readonly=on") if cargo else ()),
                *("-nic", "user,model=virtio-net-pci"),
                *("-device", "virtio-rng-pci"),
                *(word for name in LINES for word in _serial(sockets[name])),
                *("-qmp", f"unix:{sockets['qmp']},server=on,wait=off"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._connections: dict[str, socket.socket] = {}
        self._qmp_answers = b""
        try:
            for name, place in sockets.items():
                self._connections[name] = _connected(place)
            self._qmp_answer()  # its greeting
            self.ask("qmp_capabilities")
        except BaseException:
            self.switch_off()
            raise
        self.root, self.person, self.second = (
            Shell(self._connections[name], name, lambda: self.is_running) for name in LINES
        )

    def __enter__(self) -> Emulator:
        """Return the machine once its shells are there."""
        self.is_started()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Switch it off."""
        self.switch_off()

    def switch_off(self) -> None:
        """Cut its current, for good."""
        if self._log.closed:
            return
        self._process.kill()
        self._process.wait()
        for connection in self._connections.values():
            connection.close()
        self._log.close()

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
            command: Typed by the person; without one its current is cut off and on.
        """
        if command:
            self.person.leave_by(command)
        else:
            self.ask("system_reset")
        self.is_started()

    def ask(self, command: str, **arguments: Any) -> Any:
        """Ask the emulator itself (QEMU Machine Protocol)."""
        asked = {"execute": command} | ({"arguments": arguments} if arguments else {})
        self._connections["qmp"].sendall(json.dumps(asked).encode())
        while "return" not in (answer := self._qmp_answer()):
            assert "error" not in answer, answer
        return answer["return"]

    def press(self, keys: Sequence[str]) -> None:
        """Press keys of the keyboard together, by QEMU's names: `f12`, `ctrl`, `alt`, `ret`."""
        held = [{"type": "qcode", "data": key} for key in keys]
        self.ask("send-key", keys=held, **{"hold-time": 30})
        time.sleep(0.07)  # until they are let go

    def power_button(self) -> None:
        """Press it."""
        self.ask("system_powerdown")

    def picture(self, place: Path) -> None:
        """Write a picture of the screen, as PNG."""
        self.ask("screendump", filename=str(place), format="png")

    def pixels(self) -> bytes:
        """Return the pixels of the screen, three bytes each."""
        place = self._folder / "screen.ppm"
        self.ask("screendump", filename=str(place))
        # A header of three lines (ppm(5)): its kind, its size, its brightest value.
        return place.read_bytes().split(b"\n", 3)[3]

    @property
    def is_running(self) -> bool:
        """Whether it is still switched on."""
        return self._process.poll() is None

    @property
    def is_accelerated(self) -> bool:
        """Whether the processor of this machine runs it."""
        return bool(self.ask("query-kvm")["enabled"])

    def _qmp_answer(self) -> dict[str, Any]:
        connection = self._connections["qmp"]
        connection.settimeout(PATIENCE)
        while b"\n" not in self._qmp_answers:
            received = connection.recv(65536)
            if not received:
                raise ConnectionResetError("QEMU has ended")
            self._qmp_answers += received
        line, _, self._qmp_answers = self._qmp_answers.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer


def works_accelerated(disk: Disk, folder: Path) -> bool:
    """Return whether KVM runs the kernel of a disk: on some machines it begins, and fails."""
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    try:
        machine = Emulator(disk, folder, accelerated=True, console="ttyS0")
    except (OSError, AssertionError):  # it ended at once
        return False
    end, said = time.monotonic() + PROBE, b""
    try:
        while b"Linux version" not in said and time.monotonic() < end:
            said += machine.root.read_bytes(1)
            if not machine.is_running or machine.ask("query-status")["status"] != "running":
                return False
        return b"Linux version" in said and machine.is_accelerated
    except OSError:
        return False
    finally:
        machine.switch_off()


def _serial(place: Path) -> tuple[str, ...]:
    return ("-serial", f"unix:{place},server=on,wait=off")


def _connected(place: Path) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(os.fspath(place))
        except OSError:
            connection.close()
            assert time.monotonic() < end, f"no {place}"
            time.sleep(0.1)
        else:
            return connection
