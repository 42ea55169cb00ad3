"""The wheel, installed alone, is the whole program."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

from tests.architecture.installation import InstalledProgram
from tests.architecture.source_tree import PACKAGES, ROOT


def run(program: InstalledProgram, folder: Path, *arguments: str) -> str:
    environment = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
    done = subprocess.run(
        [program.command, *arguments],
        cwd=folder,
        env=environment | {"HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_every_file_of_the_packages(program: InstalledProgram) -> None:
    shipped = set(zipfile.ZipFile(program.wheel).namelist())
    written = {
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert written == {name for name in shipped if ".dist-info/" not in name}


def test_the_wheel_carries_its_licence_and_its_types(program: InstalledProgram) -> None:
    shipped = zipfile.ZipFile(program.wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in shipped)
    assert {"models/py.typed", "tui/py.typed"} <= set(shipped)


def test_the_installed_program_is_not_the_source_tree(
    program: InstalledProgram, tmp_path: Path
) -> None:
    where = "import models, tui; print(models.__file__, tui.__file__)"
    command = [str(program.python), "-I", "-c", where]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.count(str(program.environment)) == len(PACKAGES)


def test_the_installed_environment_holds_no_development_tool(program: InstalledProgram) -> None:
    command = [str(program.python), "-I", "-c", "import pytest"]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_every_module_of_the_installed_program_can_be_imported(
    program: InstalledProgram, tmp_path: Path
) -> None:
    walk = (
        "import importlib, pkgutil, models, tui\n"
        "for package in (models, tui):\n"
        "    for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        if not found.name.endswith('.__main__'):\n"
        "            importlib.import_module(found.name)\n"
    )
    command = [str(program.python), "-I", "-c", walk]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_installed_program_tells_its_version(program: InstalledProgram, tmp_path: Path) -> None:
    version = program.wheel.name.split("-")[1]
    assert version in run(program, tmp_path, "--version")


def test_the_installed_program_explains_its_demonstration(
    program: InstalledProgram, tmp_path: Path
) -> None:
    explained = run(program, tmp_path, "demo", "--help")
    assert "--at" in explained
    assert "--persona" in explained


def test_the_installed_program_has_its_samples(program: InstalledProgram, tmp_path: Path) -> None:
    words = ("--sample", "lyon-2026", "--config", "essai.toml")
    said = run(program, tmp_path, "admin", "init", *words)
    assert "essai.toml" in said
    assert 'academie = "Lyon"' in (tmp_path / "essai.toml").read_text(encoding="utf-8")
    assert (tmp_path / "donnees" / "election.sqlite").stat().st_size > 0


def test_the_installed_program_starts_itself_as_its_hosts_do(
    program: InstalledProgram, tmp_path: Path
) -> None:
    where = "import sys, tui.hosts.sender as s; print(s.PACKAGES); print(sys.executable)"
    command = [str(program.python), "-I", "-c", where]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    packages, interpreter = found.stdout.splitlines()
    assert packages.startswith(str(program.environment))
    command = [interpreter, "-m", "tui", "admin", "send", "--help"]
    done = subprocess.run(command, cwd=packages, capture_output=True, text=True, check=True)
    assert "--watch" in done.stdout
