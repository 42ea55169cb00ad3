"""The contracts of `pyproject.toml` hold, are drawn as they are, and each can be broken."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source_tree import PACKAGES, ROOT, imports, source_files

pytestmark = pytest.mark.lint

BREACHES = {
    "The domain knows no screen": ("models/breach.py", "import textual"),
    "Screens reach the domain only through its door": (
        "tui/breach.py",
        "from models.errors import EspaceError",
    ),
    "Screens open no database": ("tui/breach.py", "import sqlite3"),
    "The floors of the domain import downwards": (
        "models/rules/breach.py",
        "from models.storage import store",
    ),
    "The subjects of the use cases import without a circle": (
        "models/services/shared/breach.py",
        "from models.services.audit import trail",
    ),
    "The floors of the screens import downwards": ("tui/visit/breach.py", "import tui.hosts"),
    "Rules know the errors, the views and each other": (
        "models/rules/breach.py",
        "from models.settings import election",
    ),
    "Rules reach no input or output": ("models/rules/breach.py", "import pathlib"),
    "Tables know no use case": ("models/tables/breach.py", "import models.services"),
    "Widgets know no screen": ("tui/widgets/breach.py", "import tui.screens"),
}

DRAWN_LAYER = re.compile(r"(?:(\w+)/)? +(\w+(?: \| \w+)*) {2,}\S.*")


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def contract_names() -> list[str]:
    return [contract["name"] for contract in contracts()]


def drawn_layers() -> dict[str, list[set[str]]]:
    """Return the layers of each package, highest first, as docs/architecture.md draws them."""
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    layers: dict[str, list[set[str]]] = {}
    package = ""
    for line in document.split("```")[1].strip("\n").splitlines():
        row = DRAWN_LAYER.fullmatch(line)
        assert row is not None, f"no layer with its description: {line}"
        package = row[1] or package
        layers.setdefault(package, []).append(set(row[2].split(" | ")))
    return layers


def verdicts(folder: Path) -> dict[str, bool]:
    """Return for each contract whether it is kept by the packages under a folder."""
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = {
        name: verdict == "KEPT"
        for name, verdict in re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout, flags=re.MULTILINE)
    }
    assert set(found) == set(contract_names()), done.stdout + done.stderr
    return found


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    assert all(verdicts(ROOT).values())


def test_the_layers_are_drawn_as_they_are() -> None:
    contracted = {}
    for contract in contracts():
        if contract["type"] == "layers":
            package = contract["containers"][0].rpartition(".")[2]
            contracted[package] = [set(layer.split(" | ")) for layer in contract["layers"]]
    assert drawn_layers() == contracted


def test_every_contract_has_a_breach_below() -> None:
    assert set(BREACHES) == set(contract_names())


def test_an_import_deferred_to_a_function_breaks_its_contract(copied_tree: Path) -> None:
    for number, (name, statement) in enumerate(BREACHES.values()):
        breach = f'def late{number}() -> None:\n    """Import late."""\n    {statement}\n'
        with (copied_tree / name).open("a", encoding="utf-8") as file:
            file.write(breach)
    assert verdicts(copied_tree) == dict.fromkeys(BREACHES, False)


def test_no_import_is_made_by_a_name_that_hides_it_from_the_contracts() -> None:
    for file in source_files("tui"):
        by_name = {name for name in imports(file) if name.startswith("models.")}
        assert not by_name, f"{file} reaches {by_name} past the door"
