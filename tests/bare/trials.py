"""What is tried on bare machines: by root, by a person without the right, by one with sudo."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from tests.bare.machine import PERSON, BareMachine, Done

HOME_SCREEN = "COMMENT ACTIVER VOTRE ESPACE"
AT_ONCE = 1.0
"""Seconds in which a person without the right reads what to do."""
SLOWNESS = 10
"""How many times as long as an interpreter that does nothing it may take on a busy machine."""
INSTALLING = 900.0
"""Seconds that the packages and the environment may take to come."""

HELD = """
import fcntl, glob, time
lists, packages = open("/var/lib/apt/lists/lock", "w"), open("/var/lib/dpkg/lock-frontend", "w")
fcntl.lockf(lists, fcntl.LOCK_EX), fcntl.lockf(packages, fcntl.LOCK_EX)
print("held", flush=True), time.sleep(4), lists.close()
while not glob.glob("/var/lib/apt/lists/*Packages*"):
    time.sleep(0.1)
time.sleep(6)
"""
"""Holds the lock of apt's lists for a while, and that of dpkg until after they have come."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a run.

    Attributes:
        tests: What `make test` gets as ARGS; all of them if empty.
        without_tests: Try `make demo` alone.
        within: Seconds that the tests may take.
    """

    tests: str
    without_tests: bool
    within: float


class Trial:
    """One machine, and what is done on it step by step."""

    def __init__(self, name: str, machine: BareMachine, wanted: Wanted) -> None:
        """Take the machine on which the steps are done."""
        self.name = name
        self.machine = machine
        self.wanted = wanted
        self.steps = 0

    def demo(self, account: str) -> None:
        """Open the demonstration in a terminal, see its first screen, and leave it by F10."""
        begun = monotonic()
        with self.machine.open(account, "make demo") as terminal:
            terminal.wait_for(HOME_SCREEN, within=INSTALLING)
            terminal.press("f10")
            status = terminal.wait_end()
            assert status == 0, f"make demo finit par {status} :\n{terminal.text}"
            assert terminal.faults_left() == [], terminal.faults_left()
        self.told(f"{account}, make demo", monotonic() - begun)

    def test(self, account: str) -> Done | None:
        """Run the tests, and return what they said; None if there is nothing to try."""
        if self.wanted.without_tests:
            return None
        command = f"make test ARGS='{self.wanted.tests}'" if self.wanted.tests else "make test"
        done = self.machine.run(account, command, within=self.wanted.within + INSTALLING)
        assert done.status == 0, f"{account} : {command} finit par {done.status}\n{_end(done)}"
        assert re.search(r"\d+ passed", done.said), _end(done)
        assert " skipped" not in done.said, _end(done)
        self.told(f"{account}, {command} ({done.said.strip().splitlines()[-1]})", done.seconds)
        return done

    def refused(self, command: str) -> str:
        """See the person refused at once, and return the one command that they are given."""
        idle = self.machine.run(PERSON, "python3 -c pass").seconds
        done = self.machine.run(PERSON, command)
        assert done.status != 0, f"{command} n'est pas refusé"
        limit = max(AT_ONCE, SLOWNESS * idle)
        assert done.seconds <= limit, f"{command} n'est refusé qu'après {done.seconds:.1f} s"
        commands = re.findall(r"^ {4}(\S.*)$", done.said, flags=re.MULTILINE)
        assert len(commands) == 1, f"une commande est attendue :\n{done.said}"
        left = self.machine.run(PERSON, "git status --short --ignored").said
        assert left == "", f"{command} a laissé {left}"
        self.told(f"{PERSON}, {command} : refusé, avec la commande à passer", done.seconds)
        return str(commands[0])

    def by_root(self, command: str, what: str = "la commande dite") -> None:
        """Have root run a command in its own home: what a person was given, or what is said."""
        done = self.machine.run("root", command, folder=".", within=INSTALLING)
        assert done.status == 0, f"root : {command} finit par {done.status}\n{_end(done)}"
        self.told(f"root, {what}", done.seconds)

    def told(self, what: str, seconds: float) -> None:
        """Print what has been done, and count it."""
        self.steps += 1
        print(f"{self.name} : {what} : {seconds:.1f} s", flush=True)


def as_a_person(trial: Trial) -> None:
    """By an account that may install nothing, and then one that may."""
    for_the_demonstration = trial.refused("make demo")
    for_everything = trial.refused("make test")
    trial.by_root(for_the_demonstration if trial.wanted.without_tests else for_everything)
    trial.demo(PERSON)
    trial.test(PERSON)


def as_root(trial: Trial) -> None:
    """By root, who needs no one."""
    trial.demo("root")
    trial.test("root")


def by_sudo(trial: Trial) -> None:
    """By an account that may use sudo, while another program installs something."""
    trial.by_root(
        "apt-get update -qq && apt-get install -qq --yes sudo && rm -rf /var/lib/apt/lists/*"
        f" && echo '{PERSON} ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/{PERSON}"
        f" && cat > /root/held <<'END'\n{HELD}END",
        "sudo installé",
    )
    held = "sudo python3 /root/held > ~/held & until grep -q held ~/held; do sleep 0.1; done"
    done = trial.machine.run(PERSON, f"{held}; make services", within=INSTALLING)
    assert done.status == 0, _end(done)
    assert done.said.count("on attend") == 2, _end(done)
    trial.told(f"{PERSON}, make services, les verrous d'apt et de dpkg tenus", done.seconds)
    trial.demo(PERSON)


TRIALS: dict[str, Callable[[Trial], None]] = {
    "personne": as_a_person,
    "root": as_root,
    "sudo": by_sudo,
}
"""Each on a machine of its own."""


def _end(done: Done) -> str:
    return "\n".join(done.said.splitlines()[-40:])
