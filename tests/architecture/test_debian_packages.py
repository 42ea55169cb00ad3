"""What a machine lacks is installed by who may, or said in one command to who may not."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from tests.architecture.fake_debian import FakeDebian
from tests.architecture.source_tree import ROOT

SCRIPT = ROOT / "requirements" / "debian-packages.sh"
WANTED = ("tzdata", "postgresql")
HELD = (100, "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)")
NO_NETWORK = (0, "W: Failed to fetch http://debian.invalid/InRelease  Could not resolve")
UNKNOWN = (100, "E: Unable to locate package tzdata")


def install(folder: Path, *packages: str) -> subprocess.CompletedProcess[str]:
    """Ask for packages, where nothing else of the machine is found."""
    return subprocess.run(
        ["sh", SCRIPT, *packages],
        env={"PATH": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def commands_in(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if line.startswith("    ")]


def test_root_installs_what_is_missing_and_says_so(tmp_path: Path) -> None:
    debian = FakeDebian(tmp_path)
    (tmp_path / "installed").write_text("tzdata\n")
    done = install(tmp_path, *WANTED)
    assert done.returncode == 0
    assert debian.installed == list(WANTED)
    assert [asked.split()[0] for asked in debian.asked] == ["update", "install"]
    assert "apt-get installe, en une à deux minutes : postgresql." in done.stderr


@pytest.mark.parametrize("account", [0, 1000])
def test_nothing_is_said_or_asked_where_nothing_is_missing(tmp_path: Path, account: int) -> None:
    debian = FakeDebian(tmp_path, account=account)
    (tmp_path / "installed").write_text("tzdata\npostgresql\n")
    done = install(tmp_path, *WANTED)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert debian.asked == []


def test_whom_sudo_obeys_installs_through_it(tmp_path: Path) -> None:
    debian = FakeDebian(tmp_path, account=1000, sudo=True)
    done = install(tmp_path, *WANTED)
    assert done.returncode == 0
    assert debian.installed == list(WANTED)
    assert "Par sudo, ce qui manque : tzdata postgresql." in done.stderr


@pytest.mark.parametrize(("sudo", "as_root"), [(None, "su - -c"), (False, "sudo sh -c")])
def test_a_person_without_the_right_is_told_one_command_that_is_right(
    tmp_path: Path, sudo: bool | None, as_root: str
) -> None:
    debian = FakeDebian(tmp_path, account=1000, sudo=sudo)
    done = install(tmp_path, *WANTED)
    assert done.returncode == 1
    assert debian.asked == []
    (command,) = commands_in(done.stderr)
    assert command.startswith(as_root)
    environment = {"PATH": str(tmp_path), "LC_ALL": "C.UTF-8"}
    subprocess.run(["sh", "-c", shlex.split(command)[-1]], env=environment, check=True)
    assert debian.installed == list(WANTED)


def test_a_held_lock_is_waited_for_and_the_waiting_said_once(tmp_path: Path) -> None:
    debian = FakeDebian(tmp_path)
    debian.will_answer(HELD, HELD, HELD)
    done = install(tmp_path, *WANTED)
    assert done.returncode == 0
    assert debian.installed == list(WANTED)
    assert debian.slept == 6
    assert done.stderr.count("Un autre programme installe des paquets") == 1


def test_a_lock_that_stays_held_is_given_up_with_what_to_do(tmp_path: Path) -> None:
    debian = FakeDebian(tmp_path)
    debian.will_answer(*[HELD] * 400)
    done = install(tmp_path, *WANTED)
    assert done.returncode == 1
    assert debian.installed == []
    assert debian.slept == 600
    assert "Il n'a pas fini après 10 minutes" in done.stderr
    assert done.stderr.rstrip().endswith("recommencez après lui.")


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([NO_NETWORK, UNKNOWN], "Could not resolve"),
        ([(0, ""), UNKNOWN], "Unable to locate package tzdata"),
        ([(100, "E: The repository is not signed.")], "not signed"),
    ],
    ids=["no network", "no such package", "no update"],
)
def test_what_cannot_be_installed_is_said_with_the_reason(
    tmp_path: Path, answers: list[tuple[int, str]], reason: str
) -> None:
    debian = FakeDebian(tmp_path)
    debian.will_answer(*answers)
    done = install(tmp_path, *WANTED)
    assert done.returncode == 1
    assert debian.installed == []
    assert "rien n'est lancé. Regardez le réseau" in done.stderr
    assert reason in done.stderr.splitlines()[-1]
