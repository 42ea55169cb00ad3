"""What the package says of itself, and what it lays on a machine."""

from __future__ import annotations

import configparser
import hashlib
import re
import shlex
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.architecture.guide_files import unknown_settings, values_of
from tests.architecture.source_tree import ROOT
from tests.packaging.conftest import VERSION, Package
from tests.tui.commands import call

PLACE = "opt/espace-electeur"
SCRIPTS = ("preinst", "postinst", "prerm", "postrm")
GUIDE_FOLDERS = ("administration", "borne", "vote")
OWN = {"espace-electeur-versions.service", "espace-electeur-versions.timer"}
"""Units that no guide has people install by hand."""


def test_the_fields_say_what_the_package_needs(package: Package) -> None:
    control = package.control
    assert control["Package"] == "espace-electeur"
    assert control["Version"] == VERSION
    wanted = re.search(r"python3 \(>= (3\.\d+)~\), python3 \(<< 3\.(\d+)~\)", control["Depends"])
    assert wanted is not None
    python = wanted[1]
    assert python == f"3.{int(wanted[2]) - 1}", "libraries are compiled for one version of Python"
    assert (package.root / PLACE / "package/bin/python").readlink() == Path(
        f"/usr/bin/python{python}"
    )
    assert (package.root / PLACE / f"package/lib/python{python}/site-packages/tui").is_dir()


def test_every_file_is_root_s_and_nobody_else_writes_to_it(package: Package) -> None:
    done = subprocess.run(
        ["dpkg-deb", "--fsys-tarfile", package.file], check=True, capture_output=True
    )
    with tarfile.open(fileobj=BytesIO(done.stdout)) as held:
        members = held.getmembers()
    assert len(members) > 500
    assert {(one.uid, one.gid) for one in members} == {(0, 0)}
    assert [one.name for one in members if not one.issym() and one.mode & 0o7022] == []
    assert [one.name for one in members if one.isdir() and one.mode != 0o755] == []


def test_every_file_has_its_sum(package: Package) -> None:
    lines = [line.split("  ", 1) for line in package.text("DEBIAN/md5sums").splitlines()]
    files = {
        str(path.relative_to(package.root))
        for path in package.root.rglob("*")
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    }
    assert {name for _, name in lines} == files
    for known, name in lines:
        data = (package.root / name).read_bytes()
        assert hashlib.md5(data, usedforsecurity=False).hexdigest() == known, name


def test_nothing_in_it_knows_the_machine_where_it_was_built(package: Package) -> None:
    assert "/tmp/" not in package.text(f"{PLACE}/package/pyvenv.cfg")  # noqa: S108 - looked for
    (record,) = (package.root / PLACE / "package").rglob("espace_electeur-*.dist-info")
    assert str(ROOT) not in "".join(
        path.read_text(encoding="utf-8") for path in record.iterdir() if path.is_file()
    )


def test_the_files_that_a_person_may_change_are_those_of_etc(package: Package) -> None:
    listed = package.text("DEBIAN/conffiles").split()
    found = [f"/{path.relative_to(package.root)}" for path in (package.root / "etc").rglob("*.*")]
    assert listed == sorted(found)
    assert {Path(name).name for name in listed} == {"foot.ini", "touches.sed"}


@pytest.mark.parametrize("folder", GUIDE_FOLDERS)
def test_units_and_settings_are_those_of_the_guides(package: Package, folder: str) -> None:
    for file in (ROOT / "docs" / folder).iterdir():
        if file.suffix in {".service", ".timer"}:
            place, held = f"usr/lib/systemd/system/{file.name}", file.read_text(encoding="utf-8")
            # The first line says where a person puts it; here dpkg has.
            assert package.text(place) == held.partition("\n")[2]
        elif file.suffix in {".ini", ".sed"}:
            assert package.text(f"etc/espace-electeur/{file.name}") == file.read_text("utf-8")


def test_every_unit_is_in_a_guide_or_the_package_s_own(package: Package) -> None:
    of_guides = {
        path.name for folder in GUIDE_FOLDERS for path in (ROOT / "docs" / folder).iterdir()
    }
    assert OWN <= {unit.name for unit in package.units} <= of_guides | OWN
    for unit in package.units:
        assert unknown_settings(unit) == [], unit.name


def test_only_what_deletes_old_versions_begins_by_itself(package: Package) -> None:
    wanted = list((package.root / "usr/lib/systemd/system").glob("*.wants/*"))
    assert [link.name for link in wanted] == ["espace-electeur-versions.timer"]
    assert wanted[0].resolve().is_file()


def commands_of(unit: Path) -> list[list[str]]:
    """Return the program's commands that a unit starts, as words."""
    text = unit.read_text(encoding="utf-8")
    found = re.findall(
        r"(?m)(/opt/espace-electeur/\.venv/bin/(?:espace-electeur|python -IB -m tui)) ([^'\n]*)",
        text,
    )
    return [[program.split()[0], *shlex.split(words)] for program, words in found]


def test_units_start_programs_that_are_there_and_commands_that_exist(package: Package) -> None:
    started = {unit.name: commands_of(unit) for unit in package.units}
    assert len([name for name, found in started.items() if found]) > 5
    for name, found in started.items():
        for program, *words in found:
            assert (package.root / program.lstrip("/")).stat().st_mode & 0o111, name
            # A word of the shell stands for options that may be none.
            asked = [word for word in words if "$" not in word]
            command = asked[: next((i for i, w in enumerate(asked) if w[0] == "-"), len(asked))]
            assert "Emploi" in call(*command, "--help").stdout, (name, command)


def test_units_run_as_accounts_that_the_package_makes(package: Package) -> None:
    made = re.findall(r"(?m)^u (\S+) ", package.text("usr/lib/sysusers.d/espace-electeur.conf"))
    users = {values_of(unit).get("User") for unit in package.units} - {None}
    assert users == set(made) == {"elections", "borne"}
    postrm = package.text("DEBIAN/postrm")
    assert re.findall(r"(?m)^ +delete_account (\S+)$", postrm) == made


def test_the_folders_that_it_makes_are_those_that_a_purge_knows(package: Package) -> None:
    lines = package.text("usr/lib/tmpfiles.d/espace-electeur.conf").splitlines()
    made = {line.split()[1]: line.split()[2:5] for line in lines if line.startswith("d ")}
    # Once it is there, it is as a person or a kiosk's guide has it.
    assert made["/srv/elections"] == [":0750", ":elections", ":elections"]
    postrm = package.text("DEBIAN/postrm")
    for folder in made:
        assert folder.replace("/opt/espace-electeur", '"$place') in postrm


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_one_that_sh_reads_and_dpkg_runs(package: Package, name: str) -> None:
    script = package.root / "DEBIAN" / name
    assert script.stat().st_mode & 0o777 == 0o755
    subprocess.run(["sh", "-n", script], check=True)
    assert re.search(r"(?m)^set -e$", script.read_text(encoding="utf-8"))


def test_a_checkout_in_its_place_is_refused_with_what_to_do(
    package: Package, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    script = package.text("DEBIAN/preinst").replace("/opt/espace-electeur/.git", f"{tmp_path}/.git")
    done = subprocess.run(
        ["sh", "-c", script, "preinst", "install"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "    sudo mv /opt/espace-electeur " in done.stderr


def test_the_question_of_a_purge_keeps_the_election_unless_answered(package: Package) -> None:
    template = configparser.RawConfigParser(strict=False)
    template.read_string(f"[x]\n{package.text('DEBIAN/templates')}")
    question = template["x"]
    assert question["Default"] == "false"
    assert question["Template"] in package.text("DEBIAN/postrm")
    assert "\u00a0?" in question["Description-fr.UTF-8"]
