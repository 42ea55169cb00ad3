"""Taking the package away: what `purge` leaves, and to whom."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.packaging.conftest import Package

MADE = (
    "opt/espace-electeur/versions/one/pyvenv.cfg",
    "opt/espace-electeur/current",
    "etc/systemd/system/espace-electeur-mail.service.d/override.conf",
    "etc/systemd/system/multi-user.target.wants/espace-electeur-mail.service",
    "var/lib/espace-electeur-borne/state",
    "var/log/espace-electeur-borne/visits.jsonl",
)
ELECTION = ("srv/elections/election.toml", "srv/elections/donnees/keys/codes.key")
ADMINISTRATORS = "etc/systemd/system/multi-user.target.wants/postgresql.service"
"""Not ours."""
CONFMODULE = """if [ -z "$ASKED" ]; then
    ASKED=yes exec sh "$0" "$@"
fi
exec 3>&1 >/dev/null
db_input() {{ :; }}
db_go() {{ :; }}
db_get() {{ RET={answer}; }}
db_purge() {{ :; }}
db_stop() {{ :; }}
"""
"""What debconf's own does, without its questions (debconf-devel(7)): it starts the script once
more, and takes what that prints."""
RECORDS = '#!/bin/sh\necho "${0##*/} $*" >> "$CALLS"\n'
IN_USE = f"{RECORDS}exit 8\n"
"""What userdel(8) answers while the account has a process."""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The files of a machine where the package was, and its election."""
    root = tmp_path / "machine"
    for place in (*MADE, *ELECTION, ADMINISTRATORS):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text("")
    return root


def run(
    package: Package, machine: Path, what: str, answer: str = "false", userdel: str = RECORDS
) -> tuple[str, str]:
    """Run the package's script on those files; return what it says, and whom it calls."""
    programs, calls = machine.parent / "programs", machine.parent / "calls"
    programs.mkdir()
    for name in ("systemctl", "getent", "userdel", "groupdel", "chown"):
        (programs / name).write_text(userdel if name == "userdel" else RECORDS)
        (programs / name).chmod(0o755)
    debconf = machine.parent / "confmodule"
    debconf.write_text(CONFMODULE.format(answer=answer))
    script = package.text("DEBIAN/postrm").replace("/usr/share/debconf/confmodule", str(debconf))
    for top in ("opt", "etc", "var", "srv"):
        script = script.replace(f"/{top}/", f"{machine}/{top}/")
    (machine.parent / "postrm").write_text(script)
    done = subprocess.run(
        ["sh", machine.parent / "postrm", what],
        env=os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "CALLS": str(calls)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr, calls.read_text() if calls.exists() else ""


def left(machine: Path) -> set[str]:
    return {str(path.relative_to(machine)) for path in machine.rglob("*") if path.is_file()}


def test_an_update_takes_nothing_away(package: Package, machine: Path) -> None:
    run(package, machine, "upgrade")
    assert left(machine) == {*MADE, *ELECTION, ADMINISTRATORS}


def test_a_removal_takes_the_program_and_leaves_accounts_and_settings(
    package: Package, machine: Path
) -> None:
    _, calls = run(package, machine, "remove")
    assert left(machine) == {*MADE[2:], *ELECTION, ADMINISTRATORS}
    assert "userdel" not in calls


def test_a_purge_leaves_the_election_alone_and_gives_it_to_root(
    package: Package, machine: Path
) -> None:
    said, calls = run(package, machine, "purge")
    assert left(machine) == {*ELECTION, ADMINISTRATORS}
    assert f"sudo rm -r {machine}/srv/elections" in said
    # Before the account goes: its number is given to the next one that is made.
    given = f"chown -hR root:root {machine}/srv/elections"
    assert calls.index(given) < calls.index("userdel elections")
    assert "userdel borne" in calls
    assert (machine / "srv/elections").stat().st_mode & 0o777 == 0o700


def test_a_purge_that_is_told_to_erases_the_election(package: Package, machine: Path) -> None:
    run(package, machine, "purge", answer="true")
    assert left(machine) == {ADMINISTRATORS}


def test_a_purge_goes_on_beside_an_account_that_is_at_work(package: Package, machine: Path) -> None:
    said, _ = run(package, machine, "purge", userdel=IN_USE)
    assert left(machine) == {*ELECTION, ADMINISTRATORS}
    assert "sudo userdel elections" in said


def test_a_purge_asks_nothing_where_there_was_no_election(package: Package, machine: Path) -> None:
    for place in ELECTION:
        (machine / place).unlink()
    for folder in ("donnees/keys", "donnees"):
        (machine / "srv/elections" / folder).rmdir()
    said, calls = run(package, machine, "purge")
    assert (said, "chown" in calls) == ("", False)
    assert not (machine / "srv/elections").exists()
