"""The disk of the machine: Debian 13 as a technician has it before opening the guide."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.bare.host_settings import (
    CERTIFICATES,
    SUITE,
    apt_settings,
    apt_sources,
    pip_settings,
    proxies,
)
from tests.machine.guide import Command, package_steps

PACKAGES = (
    *("systemd", "systemd-sysv", "dbus", "udev", "linux-image-amd64", "initramfs-tools"),
    *("sudo", "ca-certificates", "iproute2", "procps", "kmod", "login", "passwd"),
)
"""What a small Debian has; that there is sudo is said by the guides."""
OF_THE_TRIAL = (
    *("dovecot-imapd", "dovecot-lmtpd", "python3-aiosmtpd", "gnupg", "git"),
    *("man-db", "bash-completion", "pipx"),
)
"""What the mail service of the académie needs, and somebody who encrypts a roll for it; git, by
which the trial has its own programs; what our package recommends; what a guide without it has."""
INSTALL = "sudo apt-get install "
PERSON = "technicien"
SIGNED_IN = ("root", PERSON, PERSON)
"""The accounts of the serial lines, in order."""
TRUSTED = "/etc/ssl/packages.crt"
"""What pip trusts: a file that `update-ca-certificates` leaves alone."""
SIZE = "7G"
NETWORK = "10.0.2.3"
"""Where QEMU answers questions for names."""
OWN_ADDRESS = "10.0.2.15"
"""What QEMU's network gives to its first machine."""

ALONE = ("unshare", "--net")
"""Without a network: a package that looks for a port sees none of this machine's taken."""
SIGN_IN = """[Service]
ExecStart=
ExecStart=-/sbin/agetty --autologin {account} --keep-baud 115200 %I vt220
"""
"""An account is signed in on a serial line, by which the trial types; consoles are left alone."""
YES = 'APT::Get::Assume-Yes "true";\n'
"""The person says yes to apt, and keeps the answers that Debian's installation has given."""
ASKED = """debconf debconf/frontend select Noninteractive
man-db man-db/auto-update boolean false
"""
"""What packages need not ask, nor do at length: no manual is read on the machine. Nor is its initrd
made anew, which QEMU takes from outside."""


@dataclass(frozen=True, slots=True)
class Disk:
    """What the emulator starts from.

    Attributes:
        image: An ext4 file system without a partition table.
        kernel: Of that system.
        initrd: The same.
    """

    image: Path
    kernel: Path
    initrd: Path


def make_disk(folder: Path) -> Disk:
    """Make the disk in a folder, once: one that is there is taken as it is.

    Raises:
        subprocess.CalledProcessError: It could not be made; the program has said why.
    """
    packages = (*PACKAGES, *named_by_the_guides(), *OF_THE_TRIAL)
    kind = hashlib.sha256(" ".join(packages).encode()).hexdigest()[:8]
    disk = Disk(folder / f"disk-{kind}.ext4", folder / "vmlinuz", folder / "initrd.img")
    if disk.image.exists():
        return disk
    folder.mkdir(parents=True, exist_ok=True)
    root = folder / "root"
    _delete(root)
    _install(root, folder)
    _prepare(root)
    _add(root, (*named_by_the_guides(), *OF_THE_TRIAL))
    for made, pattern in ((disk.kernel, "vmlinuz-*"), (disk.initrd, "initrd.img-*")):
        (found,) = (root / "boot").glob(pattern)
        shutil.copy(found, made)
    draft = disk.image.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    subprocess.run(
        ["mke2fs", "-q", "-t", "ext4", "-d", root, draft, SIZE],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    draft.rename(disk.image)
    _delete(root)
    return disk


def _delete(root: Path) -> None:
    subprocess.run(["rm", "-rf", "--one-file-system", root], check=True)


def _install(root: Path, folder: Path) -> None:
    settings = folder / "apt.conf"
    settings.write_text("".join(f"{line}\n" for line in apt_settings()))
    command = [
        *("mmdebstrap", "--quiet", "--mode=root", "--format=directory", "--variant=important"),
        *(f"--include={','.join(PACKAGES)}", f"--aptopt={settings}", SUITE, str(root)),
    ]
    subprocess.run([*command, *apt_sources()], check=True, stdin=subprocess.DEVNULL)
    shutil.copy(settings, root / "etc/apt/apt.conf.d/99here")
    settings.unlink()
    (root / "etc/apt/apt.conf.d/98yes").write_text(YES)
    (root / "etc/dpkg/dpkg.cfg.d/quick").write_text("force-unsafe-io\n")
    initramfs = root / "etc/initramfs-tools/update-initramfs.conf"
    initramfs.write_text(initramfs.read_text().replace("=yes", "=no"))
    settled = "".join(f"{line}\n" for line in pip_settings())
    (root / "etc/pip.conf").write_text(settled.replace(str(CERTIFICATES), TRUSTED))
    if CERTIFICATES.exists():
        shutil.copyfile(CERTIFICATES, root / TRUSTED.lstrip("/"))


def _prepare(root: Path) -> None:
    """Give the machine a name, a network, a person, and two lines by which the trial types."""
    (root / "etc/hostname").write_text("borne-essai\n")
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n127.0.1.1 borne-essai\n")
    (root / "etc/fstab").write_text("/dev/vda / ext4 defaults 0 1\n")
    (root / "etc/default/locale").write_text("LANG=C.UTF-8\n")
    network = root / "etc/systemd/network/ether.network"
    network.parent.mkdir(parents=True, exist_ok=True)
    network.write_text("[Match]\nType=ether\n[Network]\nDHCP=yes\n")
    _in_root(root, "systemctl", "enable", "systemd-networkd")
    _in_root(root, "useradd", "--create-home", "--shell", "/bin/bash", PERSON)
    rule = root / "etc/sudoers.d" / PERSON
    rule.write_text(f"{PERSON} ALL=(ALL:ALL) NOPASSWD: ALL\n")
    rule.chmod(0o440)
    if known := proxies():
        with (root / "etc/environment").open("a") as environment:
            environment.write("".join(f"{line}\n" for line in known))
    for number, account in enumerate(SIGNED_IN):
        unit = f"serial-getty@ttyS{number}.service"
        change = root / f"etc/systemd/system/{unit}.d/signed-in.conf"
        change.parent.mkdir(parents=True)
        change.write_text(SIGN_IN.format(account=account))
        _in_root(root, "systemctl", "enable", unit)


def named_by_the_guides() -> list[str]:
    """Return the packages that the guides have people install, and no other.

    They are on the disk, so that an emulated processor need not unpack them each time; one
    that a guide forgets is not.
    """
    lines = [
        step.line.removeprefix(INSTALL)
        for name in ("borne", "administration")
        for step in package_steps(ROOT / "docs" / f"{name}.md")
        if isinstance(step, Command) and step.line.startswith(INSTALL)
    ]
    named = {package for line in lines for package in line.split()}
    return sorted(package for package in named if "/" not in package)  # ours is a file


def _add(root: Path, packages: Sequence[str]) -> None:
    """Install packages as the guides' command does, and start nothing."""
    names, policy = root / "etc/resolv.conf", root / "usr/sbin/policy-rc.d"
    names.unlink(missing_ok=True)
    shutil.copyfile("/etc/resolv.conf", names)
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    _in_root(root, "sh", "-c", f"echo '{ASKED}' | debconf-set-selections")
    _in_root(root, "apt-get", "-qq", "update")
    _in_root(root, "apt-get", "-qq", "install", "--download-only", *packages)
    _in_root(root, "apt-get", "-qq", "install", *packages, enter=ALONE)
    _in_root(root, "apt-get", "-qq", "clean")
    policy.unlink()
    names.write_text(f"nameserver {NETWORK}\n")


def _in_root(root: Path, *command: str, enter: Sequence[str] = ()) -> None:
    subprocess.run(
        [*enter, "chroot", root, "env", *proxies(), "LC_ALL=C.UTF-8", *command],
        check=True,
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
