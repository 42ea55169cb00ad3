"""A guide and the files that it has people install: read for the tests that compare the two."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tests.architecture.source_tree import ROOT, parsed, source_files

BY_GIT = "Sans le paquet, depuis git"
"""The part of a guide for a machine without the Debian package."""
BY_PIPX = "Sur un poste, par pipx"
"""The part for an account without root."""
LANGUAGES = {".sed": "sed"}
"""Of the blocks that show files of a kind; all others are `ini`."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A page of docs/, and the folder of that name beside it."""

    name: str

    @property
    def text(self) -> str:
        """What it says."""
        return (ROOT / "docs" / f"{self.name}.md").read_text(encoding="utf-8")

    @property
    def files(self) -> list[Path]:
        """What it has people install."""
        return sorted((ROOT / "docs" / self.name).iterdir())

    def blocks(self, language: str) -> list[str]:
        """Return the blocks of the guide in a language."""
        return re.findall(rf"^```{language}\n(.*?\n)```$", self.text, re.MULTILINE | re.DOTALL)

    def shows(self, path: Path) -> bool:
        """Return whether a block is a file as it is."""
        language = LANGUAGES.get(path.suffix, "ini")
        return path.read_text(encoding="utf-8") in self.blocks(language)

    def installs(self, path: Path) -> bool:
        """Return whether a command puts a file where its first line says that it is."""
        place = re.match(r"# (\S+)", path.read_text(encoding="utf-8"))
        assert place is not None
        folder, name = place[1].rsplit("/", 1)
        command = f"/opt/espace-electeur/docs/{self.name}/{name} {folder}/\n"
        return name == path.name and command in self.text

    def commands_under(self, title: str) -> list[str]:
        """Return the commands of one part of the guide, in order."""
        part = self.text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
        return re.findall(r"^    (.+)$", part, re.MULTILINE)

    @property
    def titles(self) -> set[str]:
        """The anchors to which a link within it may lead."""
        titles = re.findall(r"^#+ (.+)$", self.text, flags=re.MULTILINE)
        return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}

    @property
    def links(self) -> set[str]:
        """The anchors to which its links within it lead."""
        return set(re.findall(r"\]\(#([^)]+)\)", self.text))

    def rows(self, heading: str) -> list[list[str]]:
        """Return the cells of each row of the table that begins with a heading."""
        rows = self.text.partition(f"\n| {heading} |")[2].partition("\n\n")[0].splitlines()
        return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]

    def updates(self, path: Path) -> bool:
        """Return whether an update by git installs a file again, reloads systemd, then starts.

        By the package dpkg does.
        """
        commands = self.commands_under(BY_GIT) or self.commands_under("Mettre à jour")
        pulled = next(at for at, line in enumerate(commands) if " pull " in line)
        commands = commands[pulled:]
        started = next(at for at, line in enumerate(commands) if " systemctl start " in line)
        installed = [
            line.split()[-2].removeprefix("/opt/espace-electeur/")
            for line in commands[:started]
            if line.startswith("sudo install ")
        ]
        place = path.relative_to(ROOT).as_posix()
        reloaded = "sudo systemctl daemon-reload" in commands[:started]
        return reloaded and any(fnmatch(place, pattern) for pattern in installed)


def said_by_the_program() -> str:
    """Return every text that stands in the program, casefolded."""
    return " ".join(
        node.value
        for file in source_files("tui")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ).casefold()


def settings_of(path: Path) -> list[tuple[str, str, str]]:
    """Return the section, the name and the value of each setting of a file."""
    section, found = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            name, equals, value = line.partition("=")
            assert equals, line
            found.append((section, name, value))
    return found


def values_of(path: Path) -> dict[str, str]:
    """Return the values of a file's settings by their names."""
    return {name: value for _, name, value in settings_of(path)}


DIRECTIVES = {
    "Unit": """After ConditionPathExists Conflicts Description OnFailure OnSuccess Requires
        StartLimitIntervalSec Wants""",
    "Service": """CapabilityBoundingSet Delegate DeviceAllow DevicePolicy Environment
        EnvironmentFile ExecStart ExecStartPre KeyringMode KillMode LimitCORE LimitNOFILE
        LockPersonality LogsDirectory
        LogsDirectoryMode MemoryDenyWriteExecute MemoryMax MemorySwapMax NoNewPrivileges
        NotifyAccess OOMPolicy PrivateDevices PrivateIPC PrivateTmp ProtectClock
        ProtectControlGroups ProtectHome ProtectHostname ProtectKernelLogs ProtectKernelModules
        ProtectKernelTunables ProtectProc ProtectSystem ReadWritePaths RemoveIPC Restart RestartMode
        RestartPreventExitStatus RestartSec RestrictAddressFamilies RestrictNamespaces
        RestrictRealtime RestrictSUIDSGID RuntimeDirectory RuntimeDirectoryMode StandardError
        StandardInput StandardOutput StateDirectory StateDirectoryMode SupplementaryGroups
        SystemCallArchitectures SystemCallErrorNumber SystemCallFilter TTYPath TTYReset TTYVHangup
        TTYVTDisallocate TasksMax TimeoutStopSec Type UMask User WatchdogSec WorkingDirectory""",
    "Timer": "OnBootSec OnCalendar Persistent RandomizedDelaySec",
    "Install": "WantedBy",
}
"""Names of systemd 257 by section: systemd.unit(5), .service(5), .exec(5), .kill(5), .timer(5) and
.resource-control(5)."""


def unknown_settings(path: Path) -> list[str]:
    """Return the settings of a unit that systemd does not know."""
    return [
        f"[{section}] {name}"
        for section, name, _ in settings_of(path)
        if name not in DIRECTIVES[section].split()
    ]
