"""Programs of Debian that scripts call, faked: they note what is asked of them."""

from __future__ import annotations

import shutil
from pathlib import Path

APT_GET = """#!/bin/sh
echo "$*" >> {folder}/asked
[ "$LC_ALL" = C.UTF-8 ] || exit 9
if [ -e {folder}/answers ] && read -r status answer < {folder}/answers; then
    sed -i 1d {folder}/answers
    echo "$answer"
    [ "$status" = 0 ] || exit "$status"
fi
[ "$1" != install ] || for word; do
    case $word in install|-*) ;; *) echo "$word" >> {folder}/installed ;; esac
done
"""
DPKG_QUERY = """#!/bin/sh
for package; do :; done
grep -qx "$package" {folder}/installed 2>/dev/null && echo installed
"""
SUDO = """#!/bin/sh
[ -n "{obeys}" ] || exit 1
[ "$1" = -n ] && exit
echo 0 > {folder}/account
exec "$@"
"""
TOOLS = ("sh", "cat", "grep", "mktemp", "rm", "sed", "tail")
"""What the scripts call besides, and nothing else of the machine: not its sudo."""


def program(folder: Path, name: str, text: str) -> Path:
    """Write a program into a folder, and return its file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


class FakeDebian:
    """A folder to be PATH, or before it: a machine without packages, an account of that number."""

    def __init__(self, folder: Path, *, account: int = 0, sudo: bool | None = None) -> None:
        """Write the programs.

        Args:
            folder: Where.
            account: What `id` says.
            sudo: Whether sudo obeys the account, without a question; None if there is no sudo.
        """
        self._folder = folder
        (folder / "account").write_text(f"{account}\n")
        for tool in TOOLS:
            (folder / tool).symlink_to(shutil.which(tool) or tool)
        program(folder, "id", f"#!/bin/sh\ncat {folder}/account\n")
        program(folder, "apt-get", APT_GET.format(folder=folder))
        program(folder, "dpkg-query", DPKG_QUERY.format(folder=folder))
        program(folder, "sleep", f'#!/bin/sh\necho "$1" >> {folder}/slept\n')
        if sudo is not None:
            obeys = "yes" if sudo else ""
            program(folder, "sudo", SUDO.format(folder=folder, obeys=obeys))

    def will_answer(self, *answers: tuple[int, str]) -> None:
        """Have apt-get answer its next calls so: exit status and what it writes."""
        lines = "".join(f"{status} {words}\n" for status, words in answers)
        (self._folder / "answers").write_text(lines)

    @property
    def asked(self) -> list[str]:
        """What apt-get was asked, call by call."""
        return self._lines("asked")

    @property
    def installed(self) -> list[str]:
        """The packages that are installed."""
        return self._lines("installed")

    @property
    def slept(self) -> int:
        """Seconds that were waited."""
        return sum(map(int, self._lines("slept")))

    def _lines(self, name: str) -> list[str]:
        file = self._folder / name
        return file.read_text().splitlines() if file.exists() else []
