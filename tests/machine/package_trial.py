"""The Debian package on a machine: installed, updated beside a visit, purged; and git's way.

The guides' trials go further with what it has installed.
"""

from __future__ import annotations

from tests.architecture.source_tree import ROOT
from tests.journeys.visitor import NUMEN, Visitor
from tests.machine.cargo import PLACE
from tests.machine.guide import git_steps, pipx_steps
from tests.machine.image import PERSON
from tests.machine.line_terminal import LineTerminal
from tests.machine.reader import PATIENCE, Reader, installed_by
from tests.machine.trial import Trial

FILE = f"/home/{PERSON}/espace-electeur_*.deb"
ACCOUNTS = ("elections", "borne")
INSTALL = f"apt-get -qq install --reinstall {FILE} > /dev/null"
PURGE = "sudo LANGUAGE=fr DEBIAN_FRONTEND=readline apt-get purge espace-electeur"
QUESTION = "Effacer l'élection, dans /srv/elections"
PIPX = "~/.local/bin/espace-electeur"
FOLDERS = {
    "/srv/elections": "750 elections elections",
    "/var/lib/espace-electeur-borne": "700 borne borne",
    "/var/log/espace-electeur-borne": "700 borne borne",
    "/opt/espace-electeur/versions": "755 root root",
}


READ = "man -P cat espace-electeur-admin-import"
COMPLETED = """. /usr/share/bash-completion/bash_completion
_comp_load espace-electeur
completed() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _espace_electeur_completion espace-electeur
    printf '%s\\n' "${COMPREPLY[@]}"
}
"""
"""What bash does at a Tab."""


def package_trial(trial: Trial) -> None:
    """Install the package without a network, update it beside a visit, and take it away."""
    installed(trial)
    read_and_completed(trial)
    updated_beside_a_visit(trial)
    removed(trial)
    purged(trial)
    erased(trial)


def newer_package(trial: Trial) -> None:
    """Put a package of a later version into the place of the one that the person has."""
    trial.machine.root.must(
        f"""set -e
rm -rf {PLACE}/plus && dpkg-deb --raw-extract {FILE} {PLACE}/plus
sed -i 's/^Version: .*/&.1/' {PLACE}/plus/DEBIAN/control
sed -i 's/$/.1/' {PLACE}/plus/opt/espace-electeur/package/build
rm {FILE}
dpkg-deb --root-owner-group -Zzstd -z1 --build {PLACE}/plus /home/{PERSON} > /dev/null
rm -r {PLACE}/plus
""",
        PATIENCE,
    )


def installed(trial: Trial) -> None:
    """Install it where nothing can be fetched; nothing of it runs, all that it makes is there."""
    root = trial.machine.root
    with trial.step("le paquet installé sans réseau", seen="le paquet installé sans réseau"):
        # The package asks for nothing that the disk has not.
        root.must(f"unshare --net dpkg --install {FILE}", PATIENCE)
        for folder, wanted in FOLDERS.items():
            assert root.must(f"stat -c '%a %U %G' {folder}").strip() == wanted, folder
        for account in ACCOUNTS:
            assert ":/usr/sbin/nologin" in root.must(f"getent passwd {account}")
        running = "systemctl list-units --state=running --plain --no-legend 'espace-electeur-*'"
        assert "espace-electeur-" not in root.must(f"{running} | grep service || true")
        root.must("systemctl is-active --quiet espace-electeur-versions.timer")
        assert root.must("espace-electeur --version").strip()
        assert not root.run("dpkg --verify espace-electeur").text.strip()


def read_and_completed(trial: Trial) -> None:
    """Read a manual under a language that has none, and have bash complete words and values."""
    root = trial.machine.root
    with trial.step("pages de manuel et touche Tab", seen="manuel et complétion en français"):
        page = root.must(READ)
        assert "VOIR AUSSI" in page, page
        assert "--dry-run" in page, page
        assert "status" in root.must(f"{COMPLETED}completed espace-electeur admin st").split()
        values = root.must(f"{COMPLETED}completed espace-electeur admin status --by s").split()
        assert set(values) == {"school", "scrutin"}, values


def versions(trial: Trial) -> list[str]:
    """Return the versions that are on the machine."""
    return trial.machine.root.must("ls /opt/espace-electeur/versions").split()


def updated_beside_a_visit(trial: Trial) -> None:
    """Update it while somebody is at work: their visit goes on, then its version goes."""
    root = trial.machine.root
    with trial.step("mise à jour, une visite ouverte", seen="une visite traverse une mise à jour"):
        terminal = LineTerminal(trial.machine.second)
        terminal.opens("espace-electeur demo")
        visitor = Visitor(terminal)
        visitor.arrives()
        newer_package(trial)
        root.must(INSTALL, PATIENCE)
        root.must("systemctl start espace-electeur-versions.service")
        assert len(versions(trial)) == 2
        # Screens that the visit has not imported yet.
        visitor.opens_the_webmail()
        visitor.signs_in_to_the_webmail("fdupont", NUMEN)
        terminal.press("f10")
        assert terminal.wait_end() == 0
        root.must("systemctl start espace-electeur-versions.service")
        assert len(versions(trial)) == 1


def removed(trial: Trial) -> None:
    """Remove it: the program goes, the election, its account and the settings stay."""
    root = trial.machine.root
    with trial.step("le paquet retiré"):
        root.must(
            "sudo -u elections espace-electeur admin init --config /srv/elections/election.toml"
        )
        root.must("systemctl enable --quiet espace-electeur-mail.service")
        root.must("apt-get -qq remove espace-electeur > /dev/null", PATIENCE)
        root.must("test ! -e /opt/espace-electeur && test ! -e /usr/bin/espace-electeur")
        root.must("getent passwd elections && test -s /etc/espace-electeur/foot.ini")
        assert "elections" in root.must("stat -c %U /srv/elections/election.toml")


def purged(trial: Trial) -> None:
    """Purge it without an answer: nothing is left but the election, to root alone."""
    root = trial.machine.root
    with trial.step("le paquet purgé, l'élection gardée", seen="purge sans reste"):
        said = root.must("apt-get -qq purge espace-electeur 2>&1", PATIENCE)
        assert "sudo rm -r /srv/elections" in said, said
        assert root.must("stat -c '%a %U' /srv/elections").strip() == "700 root"
        assert root.must("stat -c %U /srv/elections/election.toml").strip() == "root"
        for account in ACCOUNTS:
            assert root.run(f"getent passwd {account} || getent group {account}").status != 0
        left = root.must(
            "find / -xdev -name '*espace-electeur*' -not -path '/home/*' "
            f"-not -path '{PLACE}/*' -not -path '/proc/*' -not -path '/var/lib/systemd/*'"
        )
        assert not left.split(), left


def erased(trial: Trial) -> None:
    """Install it again, and purge it by somebody who is asked whether to erase the election."""
    root, person = trial.machine.root, trial.machine.person
    with trial.step("le paquet purgé, l'élection effacée", seen="l'élection effacée, sur demande"):
        root.must(INSTALL, PATIENCE)
        said = person.type_command(PURGE, PATIENCE, answers=((QUESTION, "yes"),))
        assert said.status == 0, said.text
        root.must("test ! -e /srv/elections")
        for account in ACCOUNTS:
            assert root.run(f"getent passwd {account}").status != 0


def git_trial(trial: Trial) -> None:
    """Follow the part of the administrator's guide for a machine without the package."""
    steps = git_steps(ROOT / "docs" / "administration.md")
    Reader(trial.machine, installed_by(steps), told=trial.told).follow(steps)
    with trial.step(
        "le programme installé par git", seen="docs/administration.md suivi sans paquet"
    ):
        assert trial.machine.person.type_command("espace-electeur --version").status == 0
    by_pipx(trial)


def by_pipx(trial: Trial) -> None:
    """Follow the part for an account without root, and start an election with what it has."""
    trial.machine.root.must(f"chmod 0755 {PLACE}")  # the forge is open to everybody
    steps = pipx_steps(ROOT / "docs" / "administration.md")
    reader = Reader(trial.machine, installed_by(steps), told=trial.told)
    reader.follow(steps)
    with trial.step("le programme installé par pipx", seen="docs/administration.md suivi par pipx"):
        assert "--persona" in reader.said[f"{PIPX} demo --help"].text
        second = trial.machine.second
        second.type_command("mkdir ~/essai; cd ~/essai")
        second.type_command("export ESPACE_ELECTEUR_CONFIG=~/essai/election.toml")
        said = second.type_command(f"{PIPX} admin init --sample lyon-2026 --roll essai.csv")
        assert said.status == 0, said.text
        said = second.type_command(f"{PIPX} admin import essai.csv")
        assert said.status == 0, said.text
        assert "CSAM" in said.text
