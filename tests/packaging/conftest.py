"""The package, built once a run by the script of `make deb`, and unpacked."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT

SCRIPT = ROOT / "packaging" / "build-deb.sh"
VERSION = "9.8.7"


@dataclass(frozen=True, slots=True)
class Package:
    """A package and what is in it.

    Attributes:
        file: As `make deb` leaves it.
        root: Its files, unpacked; what dpkg itself reads is in DEBIAN.
    """

    file: Path
    root: Path

    def text(self, place: str) -> str:
        """Return a text of it."""
        return (self.root / place).read_text(encoding="utf-8")

    @property
    def control(self) -> dict[str, str]:
        """Its fields (deb-control(5)), the description by its first line."""
        lines = [line for line in self.text("DEBIAN/control").splitlines() if line[0] != " "]
        return dict(line.split(": ", 1) for line in lines)

    @property
    def units(self) -> list[Path]:
        """Its units of systemd."""
        return sorted(
            path for path in (self.root / "usr/lib/systemd/system").iterdir() if path.is_file()
        )


def build(folder: Path, empty_lock: Path) -> Path:
    """Build the package without libraries and byte code: seconds, and no network."""
    subprocess.run(
        ["sh", SCRIPT, sys.prefix, folder],
        env=os.environ
        | {"LOCK": str(empty_lock), "COMPRESSION": "-Znone", "COMPILE": "no", "VERSION": VERSION},
        check=True,
        capture_output=True,
    )
    (file,) = folder.glob("*.deb")
    return file


@pytest.fixture(scope="session")
def package(shared_directory: Path) -> Package:
    """The package, for all workers."""
    folder = shared_directory / "package"
    folder.mkdir(exist_ok=True)
    root = folder / "root"
    with (folder / "lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            (folder / "empty").touch()
            file = build(folder, folder / "empty")
            subprocess.run(["dpkg-deb", "--raw-extract", file, root], check=True)
            (folder / "done").touch()
    (file,) = folder.glob("*.deb")
    return Package(file, root)
