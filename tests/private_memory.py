"""Looking into processes that deny reading their memory, as root or as an ordinary account.

The kernel asks for CAP_SYS_PTRACE over the user namespace that such a process was started in
(ptrace(2)). Root has it over all of them, an ordinary account over those that it makes itself
(user_namespaces(7)): it starts what it will look into in one. The process keeps the number of the
account there, and is as private as anywhere. What /proc keeps for the owner alone belongs to root
all the same, so that everything is read by system calls.

Run as a program, on nothing but an interpreter, this says what to do if it cannot work.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CAP_SYS_PTRACE = 19
_PIDFD_GETFD = 438
"""Numbers of linux/capability.h and of pidfd_getfd(2), the same on every architecture."""

_KERNEL = ctypes.CDLL(None, use_errno=True)

_PRIVATE = """
import ctypes, sys
secret = ctypes.create_string_buffer(b"secret")
ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
print(ctypes.addressof(secret), flush=True)
sys.stdin.read()
"""

_SWITCHES = {
    "kernel/unprivileged_userns_clone": ("0", "1"),
    "kernel/apparmor_restrict_unprivileged_userns": ("1", "0"),
    "user/max_user_namespaces": ("0", "15000"),
}
"""Settings that keep ordinary accounts from making a user namespace: that value, and another."""


class _Part(ctypes.Structure):
    """A struct iovec of process_vm_readv(2)."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def watched(*command: str | Path) -> list[str]:
    """Return a command whose process this account can look into afterwards."""
    namespace = [] if _is_mighty() else ["unshare", "--user", "--map-current-user"]
    return [*namespace, *map(str, command)]


def leaves_no_core(process: int) -> bool:
    """Return whether a process leaves no core file: it has asked for its memory to be private."""
    limits = Path(f"/proc/{process}/limits").read_text()
    (core,) = [line for line in limits.splitlines() if line.startswith("Max core file size")]
    return core.split()[4:6] == ["0", "0"]


def read_memory(process: int, place: int, size: int) -> bytes:
    """Return the contents of a process's memory; parts unmapped meanwhile are left out.

    Raises:
        OSError: Nothing there can be read, or this account may not.
    """
    data = ctypes.create_string_buffer(size)
    here, there = _Part(ctypes.addressof(data), size), _Part(place, size)
    count = _KERNEL.process_vm_readv(
        process, ctypes.byref(here), 1, ctypes.byref(there), 1, ctypes.c_ulong(0)
    )
    return data.raw[: _checked(count)]


def environment_of(process: int) -> dict[str, str]:
    """Return the environment that a process was started with."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    begin, end = map(int, fields[47:49])  # env_start and env_end of proc_pid_stat(5)
    raw = read_memory(process, begin, end - begin).decode()
    return dict(entry.split("=", 1) for entry in raw.split("\0") if "=" in entry)


def open_files(process: int) -> Iterator[tuple[str, int]]:
    """Yield what a process has open, and how: what /proc calls it, and the flags of open(2)."""
    pidfd = os.pidfd_open(process)
    try:
        for entry in Path(f"/proc/{process}/fdinfo").iterdir():
            try:
                flags = int(entry.read_text().split("flags:")[1].split()[0], 8)
                with _borrowed(pidfd, int(entry.name)) as descriptor:
                    yield os.readlink(f"/proc/self/fd/{descriptor}"), flags
            except FileNotFoundError:  # closed meanwhile
                continue
    finally:
        os.close(pidfd)


@contextmanager
def _borrowed(pidfd: int, number: int) -> Iterator[int]:
    """Give this process a descriptor of another one for the length of the block.

    Raises:
        FileNotFoundError: The other one has closed it.
    """
    found = _KERNEL.syscall(ctypes.c_long(_PIDFD_GETFD), pidfd, number, ctypes.c_ulong(0))
    if found < 0 and ctypes.get_errno() == errno.EBADF:
        raise FileNotFoundError(number)
    descriptor = _checked(found)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def _is_mighty() -> bool:
    status = Path("/proc/self/status").read_text()
    return bool(int(status.split("CapEff:")[1].split()[0], 16) >> _CAP_SYS_PTRACE & 1)


def can_look() -> bool:
    """Return whether a process that denies reading its memory can be looked into here."""
    command = watched(sys.executable, "-I", "-c", _PRIVATE)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        place = child.stdout.readline()
        try:
            return read_memory(child.pid, int(place), len("secret")) == b"secret"
        except (ValueError, OSError):
            return False


def what_to_do(settings: Path = Path("/proc/sys")) -> str:
    """Return what to say if it cannot be: the one command, if there is one.

    Args:
        settings: Where the kernel shows its settings.
    """
    if os.geteuid() == 0:
        return (
            "Les tests lisent la mémoire des bornes qu'ils lancent, et root n'en a pas le droit"
            " ici : donnez-lui CAP_SYS_PTRACE (docker run --cap-add SYS_PTRACE), puis recommencez."
        )
    changes = [
        f"echo {other} > {settings / name}"
        for name, (closed, other) in _SWITCHES.items()
        if (settings / name).exists() and (settings / name).read_text().strip() == closed
    ]
    as_root = "sudo sh" if shutil.which("sudo") else "su -"
    action = " && ".join(changes) if changes else f"make -C {Path.cwd()} test"
    return (
        "Les tests lisent la mémoire des bornes qu'ils lancent, et cette machine l'interdit à un"
        " compte ordinaire. Passez\ncette commande, ou faites-la passer par qui l'administre, puis"
        f" recommencez :\n\n    {as_root} -c '{action}'\n"
    )


if __name__ == "__main__" and not can_look():
    print(what_to_do(), file=sys.stderr)
    sys.exit(1)
