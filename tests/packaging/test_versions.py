"""An update beside visits that are open: the version before stays until the last one has ended."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.conftest import Package

PLACE = "/opt/espace-electeur"


@pytest.fixture
def place(package: Package, tmp_path: Path) -> Path:
    """What is in /opt/espace-electeur once the package has been unpacked."""
    place = tmp_path / "place"
    subprocess.run(["cp", "-a", f"{package.root}{PLACE}", place], check=True)
    (place / "versions").mkdir()
    return place


def configured(package: Package, place: Path, build: str) -> Path:
    """Run the package's own script as dpkg does after unpacking a build, in that place."""
    path = place / "package" / "build"
    path.unlink()  # dpkg renames a new file into the place of the old one
    path.write_text(f"{build}\n")
    script = package.text("DEBIAN/postinst").replace(PLACE, str(place))
    script = script.replace("/usr/share/debconf/confmodule", str(place.parent / "no-debconf"))
    # Accounts, folders and services are this machine's: `make machine` has one for them.
    silent = place.parent / "silent"
    silent.mkdir(exist_ok=True)
    for name in ("systemctl", "systemd-sysusers", "systemd-tmpfiles"):
        (silent / name).unlink(missing_ok=True)
        (silent / name).symlink_to("/bin/true")
    subprocess.run(
        ["sh", "-c", script, "postinst", "configure"],
        env=os.environ | {"PATH": f"{silent}:{os.environ['PATH']}"},
        check=True,
    )
    return place / "versions" / build


def start_of(place: Path) -> str:
    """Return the launcher, as it would be in that place."""
    return (place / ".venv/bin/python").read_text().replace(PLACE, str(place))


@pytest.fixture
def visit(package: Package, place: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that was started from the first version, and reads its files when it is told."""
    configured(package, place, "one")
    # By any interpreter of this machine: whether its libraries fit is not what this is about.
    for link in (place / "package/bin/python", place / "versions/one/bin/python"):
        link.unlink()
        link.symlink_to("/usr/bin/python3")
    code = (
        "import sys; print(sys.prefix, flush=True); sys.stdin.readline();"
        "import tui.__main__; print('read')"
    )
    running = subprocess.Popen(
        ["sh", "-c", start_of(place), "python", "-IB", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield running
    running.kill()
    running.communicate()


def delete_unused(package: Package, place: Path) -> set[str]:
    """Run what the timer runs, and return the versions that are left."""
    script = package.text("usr/lib/espace-electeur/delete-unused-versions")
    subprocess.run(["sh", "-c", script.replace(PLACE, str(place))], check=True)
    return {path.name for path in (place / "versions").iterdir()}


def test_a_version_takes_no_room_of_its_own(package: Package, place: Path) -> None:
    version = configured(package, place, "one")
    own, shared = version / "pyvenv.cfg", place / "package/pyvenv.cfg"
    assert own.stat().st_ino == shared.stat().st_ino
    assert os.readlink(place / "current") == "versions/one"


def test_configuring_twice_changes_nothing(package: Package, place: Path) -> None:
    configured(package, place, "one")
    configured(package, place, "one")
    assert {path.name for path in (place / "versions").iterdir()} == {"one"}


def test_an_open_visit_keeps_its_version_and_the_next_one_has_the_new(
    package: Package, place: Path, visit: subprocess.Popen[str]
) -> None:
    assert visit.stdout is not None
    assert visit.stdin is not None
    assert visit.stdout.readline().strip() == str(place / "versions/one")
    configured(package, place, "two")
    for file in (place / "package").rglob("__init__.py"):
        file.unlink()  # dpkg has taken the files of the old version away
    assert delete_unused(package, place) == {"one", "two"}
    visit.stdin.write("\n")
    visit.stdin.flush()
    assert visit.stdout.readline().strip() == "read", "a module imported after the update"
    assert visit.wait() == 0
    assert delete_unused(package, place) == {"two"}
    assert os.readlink(place / "current") == "versions/two"
