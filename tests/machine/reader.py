"""Somebody who follows a guide: types its commands as they are written, and writes its files."""

from __future__ import annotations

import base64
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from time import monotonic

from tests.machine.cargo import REPOSITORY
from tests.machine.container import Container
from tests.machine.emulator import Emulator
from tests.machine.guide import Command, Step, Written
from tests.machine.shell import Answers, Said, Shell

EXAMPLES = {"https://forge.exemple.fr/espace-electeur.git": REPOSITORY}
"""What the guides have as an example, and what stands for it here."""
PATIENCE = 1800.0
"""Seconds that a command may take, without acceleration: pip, apt."""
OPENS_A_SHELL = re.compile(r"sudo -u \w+ bash")
ELECTION = "/srv/elections/election.toml"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who follows a guide on a machine.

    Attributes:
        machine: Where.
        installed: Names of the files that a command of the guide installs, not written by hand.
        answers: What commands ask, and what is typed then.
        by_hand: What is done in the place of commands that open a screen.
        statuses: How commands may end, if not by 0.
        told: Called with each step, and the seconds that it took.
        said: What each command has printed, by its line; the last one, if it is there twice.
    """

    machine: Emulator | Container
    installed: frozenset[str] = frozenset()
    answers: Mapping[str, Answers] = field(default_factory=dict)
    by_hand: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    statuses: Mapping[str, frozenset[int]] = field(default_factory=dict)
    told: Callable[[str, float], None] = lambda _what, _seconds: None
    said: dict[str, Said] = field(default_factory=dict)

    def follow(self, steps: Sequence[Step]) -> None:
        """Do the steps of a guide, or of a part of it.

        Raises:
            AssertionError: A command did not end as it should.
        """
        for step in steps:
            if isinstance(step, Command):
                self._type(step.line)
            elif step.language == "toml" and step.text.startswith("# "):
                continue  # an example of a file of lists: the election's sample has its own
            elif step.language == "toml":
                self.edit_election(step.text)
            elif step.place and PurePosixPath(step.place).name not in self.installed:
                self.write(step)

    def _type(self, line: str) -> None:
        begun = monotonic()
        if line in self.by_hand:
            self.by_hand[line]()
        elif OPENS_A_SHELL.fullmatch(line):
            self.machine.second.enter(line)
        else:
            self._run(line)
        self.told(line, monotonic() - begun)

    def _run(self, line: str) -> None:
        typed = line
        for example, ours in EXAMPLES.items():
            typed = typed.replace(example, ours)
        said = self.shell_of(line).type_command(typed, PATIENCE, self.answers.get(line, ()))
        self.said[line] = said
        expected = self.statuses.get(line, frozenset({0}))
        assert said.status in expected, f"{line}\nfinit par {said.status}\n{said.text}"

    def shell_of(self, line: str) -> Shell:
        """Return the terminal that a command is typed in: one's own, or that of the election."""
        return self.machine.person if line.startswith("sudo ") else self.machine.second

    def write(self, step: Written) -> None:
        """Write a file of the guide where it says, by `sudo`."""
        begun = monotonic()
        assert step.place
        self._put(step.place, step.text, " -a" if step.is_added else "")
        self.told(f"{step.place} écrit", monotonic() - begun)

    def edit_election(self, shown: str) -> None:
        """Put the lines of a block of the guide into the election file, in their tables."""
        begun = monotonic()
        text = self.machine.root.must(f"cat {ELECTION}")
        self._put(ELECTION, with_lines(text, shown))
        self.told("election.toml changé", monotonic() - begun)

    def change_election(self, change: Callable[[str], str]) -> None:
        """Change the election file as a person would, by hand."""
        self._put(ELECTION, change(self.machine.root.must(f"cat {ELECTION}")))

    def _put(self, place: str, text: str, options: str = "") -> None:
        held = base64.b64encode(text.encode()).decode()
        # The line of a terminal takes 4 095 characters at a time.
        parts = [held[at : at + 2000] for at in range(0, len(held), 2000)]
        shell = self.machine.person
        shell.type_command("rm -f ~/ecrit")
        for part in parts:
            shell.type_command(f"echo {part} >> ~/ecrit")
        said = shell.type_command(
            f"base64 -d ~/ecrit | sudo tee{options} {place} > /dev/null; rm ~/ecrit"
        )
        assert said.status == 0, said.text


def installed_by(steps: Sequence[Step]) -> frozenset[str]:
    """Return the names of the files that come from the folder of a guide, by its commands."""
    words = (word for step in steps if isinstance(step, Command) for word in step.line.split())
    return frozenset(PurePosixPath(word).name for word in words if "/docs/" in word)


def with_lines(text: str, shown: str) -> str:
    """Return an election file with the settings of a block, each in its table.

    A setting that is there is replaced, one that is not comes first in its table, a table that
    is not there comes last.
    """
    tomllib.loads(shown)
    for table, settings in _tables(shown):
        heading = re.search(rf"(?m)^\[{re.escape(table)}\]$", text)
        if heading is None:
            text = f"{text.rstrip()}\n\n[{table}]\n{''.join(settings.values())}"
            continue
        before, rest = text[: heading.end() + 1], text[heading.end() + 1 :]
        body, after = _split(rest)
        for name, line in settings.items():
            there = re.compile(rf"(?m)^{name} = .*\n")
            body = there.sub(lambda _, kept=line: kept, body) if there.search(body) else line + body  # type: ignore[misc]
        text = before + body + after
    return text


def _tables(shown: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    for line in shown.splitlines():
        if line.startswith("["):
            found.append((line.strip("[]"), {}))
        elif line:
            found[-1][1][line.partition(" = ")[0]] = f"{line}\n"
    return found


def _split(rest: str) -> tuple[str, str]:
    """Return what is in a table, and what comes from the next one on."""
    following = re.search(r"(?m)^\[", rest)
    end = following.start() if following else len(rest)
    return rest[:end], rest[end:]
