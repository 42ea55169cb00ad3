"""What a guide has its reader type and write, in order, out of its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.guide_files import BY_GIT, BY_PIPX

_WHOLE = re.compile(r"# (/\S+)")
_END_OF = re.compile(r"# à la fin de (/\S+)")
_KEPT = {"console-setup": "/etc/default/console-setup", "keyboard": "/etc/default/keyboard"}
"""Files of Debian whose place the sentence before the block says."""


@dataclass(frozen=True, slots=True)
class Command:
    """A line that the guide has people type.

    Attributes:
        title: Of the part of the guide that it is in.
        line: As it is written.
    """

    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file that the guide has people write.

    Attributes:
        title: Of the part of the guide that it is in.
        language: Of the block: `toml` is a part of the election file.
        text: As it is shown.
    """

    title: str
    language: str
    text: str

    @property
    def place(self) -> str | None:
        """Where its first line, or the sentence before it, says that it is; None without."""
        found = _WHOLE.match(self.text) or _END_OF.match(self.text)
        return found[1] if found else None

    @property
    def is_added(self) -> bool:
        """Whether it goes to the end of a file that is there."""
        return _END_OF.match(self.text) is not None


Step = Command | Written


def package_steps(page: Path) -> list[Step]:
    """Return what a guide has people do who have the Debian package."""
    return [step for step in steps_of(page) if step.title not in {BY_GIT, BY_PIPX}]


def git_steps(page: Path) -> list[Step]:
    """Return what it has people do who have not, until they update it."""
    steps = [step for step in steps_of(page) if step.title == BY_GIT]
    updated = next(
        at
        for at, step in enumerate(steps)
        if isinstance(step, Command) and step.line.startswith("sudo systemctl stop ")
    )
    return steps[:updated]


def pipx_steps(page: Path) -> list[Step]:
    """Return what it has people do who install nothing as root."""
    return [step for step in steps_of(page) if step.title == BY_PIPX]


def steps_of(page: Path) -> list[Step]:
    """Return what a guide has people do, from its first line to its last."""
    return list(_steps(page.read_text(encoding="utf-8").splitlines()))


def _steps(lines: list[str]) -> Iterator[Step]:
    title, said, language = "", "", ""
    block: list[str] | None = None
    for line in lines:
        if block is not None:
            if line == "```":
                yield Written(title, language, _with_place(said, "".join(block)))
                block = None
            else:
                block.append(f"{line}\n")
        elif line.startswith("```"):
            language, block = line[3:], []
        elif line.startswith("## "):
            title = line[3:]
        elif line.startswith("    "):
            yield Command(title, line[4:])
        elif line:
            said = f"{said} {line}" if said and not said.endswith((".", ":")) else line


def _with_place(said: str, text: str) -> str:
    """Return a file of Debian's with the line that says where it is, as the others have."""
    if _WHOLE.match(text) or _END_OF.match(text):
        return text
    named = re.findall(r"`(/etc/default/\S+)`", said)
    return f"# {named[-1]}\n{text}" if named else text
