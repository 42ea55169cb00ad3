"""What is carried to the machine: the commit under test, a roll, certificates, a mail server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import trustme

from tests.architecture.source_tree import ROOT
from tests.machine.image import OWN_ADDRESS, PERSON
from tests.tui.commands import PEOPLE

PLACE = "/srv/essai"
"""Where it is unpacked."""
REPOSITORY = f"{PLACE}/espace-electeur.git"
DATABASE, SENDING, MAILBOXES = (f"{name}.ac-lyon.fr" for name in ("base", "smtp", "imap"))
"""The servers that the administrator's guide names, all of them on this machine."""
LYON = ROOT / "models" / "data" / "samples" / "lyon-2026" / "people.csv"
"""The roll for the administrator's guide; the kiosk's has the other sample's."""


def make_cargo(folder: Path) -> tuple[Path, str]:
    """Write what the machine takes as its second disk; return the file and the commit."""
    place = folder / "cargo.tar"
    with tempfile.TemporaryDirectory(dir=folder) as work:
        commit = _commit_into(Path(work) / "espace-electeur.git")
        _certify(Path(work))
        _package(Path(work))
        shutil.copyfile(PEOPLE, Path(work) / "personnels.csv")
        shutil.copyfile(LYON, Path(work) / "lyon.csv")
        with tarfile.open(place, "w") as archive:
            archive.add(work, ".")
    # A disk has whole sectors; what tar reads of it ends by itself.
    os.truncate(place, (place.stat().st_size // 4096 + 1) * 4096)
    return place, commit


UNPACK = f"""set -e
mkdir -p {PLACE}
tar -xf /dev/vdb -C {PLACE} --no-same-owner
install -o {PERSON} -g {PERSON} -m 0600 {PLACE}/personnels.csv {PLACE}/autorite.pem \\
    {PLACE}/serveur.pem {PLACE}/serveur.key {PLACE}/*.deb /home/{PERSON}/
printf '%s\\n' '{OWN_ADDRESS} {DATABASE}' '127.0.0.1 {SENDING} {MAILBOXES}' >> /etc/hosts
git config --system safe.directory '*' 2>/dev/null || true
"""
"""Unpacks it, and gives the person what the reader has: a roll, the package, certificates."""


def _commit_into(repository: Path) -> str:
    """Make a repository with the commit of the checkout as its `main`, and return its number."""
    trust = repository.with_suffix(".trust")
    trust.write_text("[safe]\n\tdirectory = *\n")
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": str(trust)}

    def git(*words: str | Path) -> str:
        done = subprocess.run(
            ["git", *words], env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    git("init", "--quiet", "--bare", "--initial-branch=main", repository)
    commit = git("-C", ROOT, "rev-parse", "HEAD")
    source = f"file://{ROOT}"
    git("-C", repository, "fetch", "--quiet", "--depth=1", source, "HEAD:refs/heads/main")
    trust.unlink()
    return commit


def _package(folder: Path) -> None:
    """Build the Debian package, as `make deb` does."""
    script = ROOT / "packaging" / "build-deb.sh"
    subprocess.run(["sh", script, sys.prefix, folder], check=True, stdout=subprocess.DEVNULL)


def _certify(folder: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "autorite.pem")
    server = authority.issue_cert(DATABASE, SENDING, MAILBOXES)
    server.private_key_pem.write_to_path(folder / "serveur.key")
    for number, part in enumerate(server.cert_chain_pems):
        part.write_to_path(folder / "serveur.pem", append=number > 0)
