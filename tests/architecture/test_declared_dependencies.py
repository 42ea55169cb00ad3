"""What the program imports is what `pyproject.toml` declares and the locks pin."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

import pytest

from tests.architecture.source_tree import PACKAGES, ROOT, imports, source_files

pytestmark = pytest.mark.lint

LOCKS = ("runtime", "build", "postgresql", "development")
# Loaded by name, never imported: zoneinfo looks for it if a machine has no zone files.
BY_NAME = {"tzdata"}
# Released in step with the one declared, and part of what it offers.
COMPANIONS = {"rich": "textual"}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(requirement: str) -> str:
    """Return the name of a requirement in the one spelling that package tools compare."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def lock_lines(lock: str) -> list[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


def pins(lock: str) -> dict[str, str]:
    """Return the version that a lock pins for each distribution."""
    found = {}
    for line in lock_lines(lock):
        if "==" in line:
            name, _, rest = line.partition("==")
            found[canonical(name)] = rest.split()[0]
    return found


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    homes = packages_distributions()
    distributions = {
        canonical(homes[top][0])
        for file in source_files(*PACKAGES)
        for top in {module.partition(".")[0] for module in imports(file)}
        if top not in sys.stdlib_module_names and top not in PACKAGES and top != "__future__"
    }
    used = {COMPANIONS.get(name, name) for name in distributions}
    declared = {canonical(one) for one in project()["project"]["dependencies"]}
    extras = project()["project"]["optional-dependencies"]
    optional = {canonical(one) for wanted in extras.values() for one in wanted}
    assert used - optional == declared - BY_NAME


def test_the_runtime_lock_pins_every_dependency() -> None:
    declared = {canonical(one) for one in project()["project"]["dependencies"]}
    assert declared <= set(pins("runtime"))


def test_the_lock_of_an_extra_pins_it_beside_every_dependency() -> None:
    for extra, wanted in project()["project"]["optional-dependencies"].items():
        assert {canonical(one) for one in wanted} <= set(pins(extra))
        assert pins("runtime").items() <= pins(extra).items()


def test_the_development_lock_pins_every_tool_and_extra() -> None:
    wanted = {
        canonical(one) for one in project()["dependency-groups"]["dev"] if isinstance(one, str)
    }
    for extra in project()["project"]["optional-dependencies"].values():
        wanted |= {canonical(one) for one in extra}
    assert wanted <= set(pins("development"))


def test_the_locks_agree_on_every_version() -> None:
    development = pins("development")
    for lock in LOCKS:
        assert pins(lock).items() <= development.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_neither_option_nor_address_nor_path(lock: str) -> None:
    pin = r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^\s;]+( ; .+)? \\\n"
    hashes = r"(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+"
    assert re.fullmatch(f"({pin}{hashes})+", "\n".join([*lock_lines(lock), ""]))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_tells_how_to_make_it_again_and_nothing_of_the_machine(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert "make lock" in text
    assert "://" not in text
    assert not re.search(r"(^|\s)[/~]", text)
