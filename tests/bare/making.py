"""Making the root of a machine that has Debian 13 with python3, make and git, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.bare.host_settings import (
    CERTIFICATES,
    SUITE,
    apt_settings,
    apt_sources,
    pip_settings,
)

HAS = ("python3", "make", "git", "ca-certificates")
"""What the README asks for, and the certificates, without which pip trusts no server."""

_NETWORK = ("/etc/resolv.conf", "/etc/hosts")


def make_root(root: Path) -> None:
    """Make a bare machine in a folder that is not there yet, and let it reach what we reach.

    Raises:
        subprocess.CalledProcessError: It could not be made; the program has said why.
    """
    settings = root.with_suffix(".apt")
    settings.write_text("".join(f"{line}\n" for line in apt_settings()))
    draft = root.with_suffix(".making")  # a root that was cut short is not taken for a whole one
    subprocess.run(["rm", "-rf", "--one-file-system", draft], check=True)
    if shutil.which("mmdebstrap"):
        _by_mmdebstrap(draft, settings)
    else:
        _by_debootstrap(draft)
    shutil.copy(settings, draft / "etc/apt/apt.conf.d/99here")
    settings.unlink()
    (draft / "etc/pip.conf").write_text("".join(f"{line}\n" for line in pip_settings()))
    for place in (*_NETWORK, str(CERTIFICATES)):
        if Path(place).exists():
            copy = draft / place.lstrip("/")
            copy.unlink(missing_ok=True)
            shutil.copyfile(place, copy)
    draft.rename(root)


def _by_mmdebstrap(root: Path, settings: Path) -> None:
    command = [
        *("mmdebstrap", "--quiet", "--mode=root", "--format=directory", "--variant=minbase"),
        *(f"--include={','.join(HAS)}", f"--aptopt={settings}", SUITE, str(root)),
    ]
    subprocess.run([*command, *apt_sources()], check=True, stdin=subprocess.DEVNULL)


def _by_debootstrap(root: Path) -> None:
    sources = apt_sources()
    mirror = [line.split()[1] for line in sources if line.split()[2] == SUITE][:1]
    command = ["debootstrap", "--variant=minbase", f"--include={','.join(HAS)}", SUITE, str(root)]
    subprocess.run([*command, *mirror], check=True, stdout=subprocess.DEVNULL)
    if sources:
        (root / "etc/apt/sources.list").write_text("".join(f"{line}\n" for line in sources))


def copy_root(base: Path, root: Path) -> None:
    """Make another machine like one that no process runs in."""
    subprocess.run(["cp", "--archive", "--reflink=auto", base, root], check=True)


def clone_into(place: Path, scratch: Path) -> str:
    """Clone the commit of the checkout into a folder, and return its number.

    Args:
        place: The folder, which is not there yet.
        scratch: Where a file may be put meanwhile.
    """
    trust = scratch / "gitconfig"  # root may clone what belongs to the person who started it
    trust.write_text("[safe]\n\tdirectory = *\n[advice]\n\tdetachedHead = false\n")
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_GLOBAL": str(trust)}

    def git(*words: str | Path) -> str:
        done = subprocess.run(
            ["git", *words], env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    commit = git("-C", ROOT, "rev-parse", "HEAD")
    git("clone", "--quiet", "--no-hardlinks", "--no-checkout", ROOT, place)
    git("-C", place, "checkout", "--quiet", commit)
    return commit
