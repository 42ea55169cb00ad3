"""The program as an administrator gets it: its wheel, alone in an empty environment."""

from __future__ import annotations

import fcntl
import re
import subprocess
import sys
import venv
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tests.architecture.source_tree import ROOT


@dataclass(frozen=True)
class InstalledProgram:
    """A wheel and the environment where it is installed.

    Attributes:
        wheel: The file that was built from the tree.
        environment: The root of the virtual environment.
    """

    wheel: Path
    environment: Path

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self.environment / "bin" / "python"

    @property
    def command(self) -> Path:
        """The program's command, as a person calls it."""
        return self.environment / "bin" / "espace-electeur"


def installed_once(folder: Path, lock: str) -> InstalledProgram:
    """Return the program installed under a folder, by the first process that asks for it."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            install_program(folder, lock)
            (folder / "done").touch()
    (wheel,) = (folder / "wheel").glob("*.whl")
    return InstalledProgram(wheel, folder / "environment")


def build_wheel(folder: Path) -> Path:
    """Build the wheel of the tree into a folder, with the locked backend, and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install_program(folder: Path, lock: str) -> InstalledProgram:
    """Build the wheel and install it under a folder, out of reach of the source tree.

    Its dependencies are those of a lock, linked from the environment that runs the
    tests: nothing else of it can be imported, and no network is needed.
    """
    wheel = build_wheel(folder / "wheel")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    program = InstalledProgram(wheel, environment)
    command = [
        *(sys.executable, "-m", "pip", "--python", str(program.python), "install"),
        *("--quiet", "--no-index", "--no-deps", "--compile", str(wheel)),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    _link_dependencies(packages, ROOT / "requirements" / lock)
    return program


def _link_dependencies(packages: Path, lock: Path) -> None:
    for name in re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE):
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            # Locked for another platform: its marker kept it out of this one.
            continue
        tops = {file.parts[0] for file in installed.files or []}
        for top in tops - {"..", "__pycache__"}:
            link = packages / top
            if not link.is_symlink():
                link.symlink_to(Path(str(installed.locate_file(top))))
