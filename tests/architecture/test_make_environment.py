"""An interpreter that cannot serve is refused with what to do, in French."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.architecture.fake_debian import FakeDebian, program
from tests.architecture.source_tree import ROOT

SCRIPT = ROOT / "requirements" / "make-environment.sh"
NO_ENSUREPIP = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\nexec {python} "$@"\n'
TOO_OLD = """#!{python}
import sys
sys.version_info = (3, 10, 14)
exec(sys.argv[2])
"""


def make_environment(
    python: str | Path, folder: Path, *packages: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(SCRIPT), str(python), str(folder / "environment"), *packages],
        env=os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_interpreter_that_does_not_start_is_named(tmp_path: Path) -> None:
    done = make_environment(tmp_path / "absent", tmp_path)
    assert done.returncode == 1
    assert "ne répond pas" in done.stderr


def test_an_interpreter_that_is_too_old_is_refused(tmp_path: Path) -> None:
    done = make_environment(
        program(tmp_path, "old", TOO_OLD.format(python=sys.executable)), tmp_path
    )
    assert done.returncode == 1
    assert "Il faut Python 3.11 au moins" in done.stderr


def test_a_person_without_the_right_to_install_is_told_one_command_for_everything(
    tmp_path: Path,
) -> None:
    FakeDebian(tmp_path, account=1000, sudo=False)
    python = program(tmp_path, "python", NO_ENSUREPIP.format(python=sys.executable))
    done = make_environment(python, tmp_path, "postgresql")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    (command,) = [line for line in done.stderr.splitlines() if line.startswith("    ")]
    assert f" python{version}-venv postgresql'" in command
    assert not (tmp_path / "environment").exists()


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A working environment, with pip, and something put in it."""
    environment = tmp_path / "environment"
    # Without pip it is made at once; the script only looks whether pip can be imported.
    venv.create(environment, symlinks=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "pip.py").touch()
    kept = environment / "kept"
    kept.touch()
    return kept


def test_an_environment_that_fits_is_kept_and_what_is_asked_for_besides_installed(
    standing: Path, tmp_path: Path
) -> None:
    debian = FakeDebian(tmp_path)
    assert make_environment(sys.executable, tmp_path, "postgresql").returncode == 0
    assert debian.installed == ["postgresql"]
    assert standing.exists()


def test_an_environment_of_another_interpreter_is_made_again_with_pip(
    standing: Path, tmp_path: Path
) -> None:
    interpreter = standing.parent / "bin" / "python"
    interpreter.unlink()
    program(interpreter.parent, "python", "#!/bin/sh\necho 3.10\n")
    assert make_environment(sys.executable, tmp_path).returncode == 0
    assert not standing.exists()
    assert list(standing.parent.glob("lib/python*/site-packages/pip/__init__.py"))


def test_an_environment_without_pip_is_not_taken_for_one(standing: Path, tmp_path: Path) -> None:
    (pip,) = standing.parent.glob("lib/python*/site-packages/pip.py")
    pip.unlink()
    python = program(tmp_path, "python", NO_ENSUREPIP.format(python=sys.executable))
    FakeDebian(tmp_path, account=1000, sudo=False)
    assert make_environment(python, tmp_path).returncode == 1
    assert standing.exists(), "an environment was cleared that cannot be made again"
