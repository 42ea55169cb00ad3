"""A bare machine that commands are run on, as root or as an ordinary account."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.bare.host_settings import proxies
from tests.bare.making import clone_into, copy_root
from tests.journeys.terminal import Terminal

PERSON = "camille"
FOLDER = "espace-electeur"
_ENTER = Path(__file__).with_name("enter.sh")
_NAMESPACES = ("--mount", "--pid", "--fork", "--kill-child", "--propagation=private")


@dataclass(frozen=True)
class Done:
    """What became of a command.

    Attributes:
        status: Its exit status.
        said: What it has written, both streams together.
        seconds: How long it ran.
    """

    status: int
    said: str
    seconds: float


class BareMachine:
    """A root of its own with the checkout in the home of each account.

    Each command has a process namespace of its own, which ends with it: what a package or
    a test has started in the background does not outlive it.
    """

    def __init__(self, base: Path, root: Path, log: Path) -> None:
        """Make a machine like the base in a folder; all that commands say goes to the log."""
        self._root = root
        self._log = log
        copy_root(base, root)
        self.run("root", f"useradd --create-home --shell /bin/bash {PERSON}", folder="/")
        for account, home in (("root", "root"), (PERSON, f"home/{PERSON}")):
            self.commit = clone_into(root / home / FOLDER, root.parent)
            self.run("root", f"chown -R {account}: /{home}/{FOLDER}", folder="/")

    def run(self, account: str, command: str, *, folder: str = FOLDER, within: float = 300) -> Done:
        """Run a command of a shell to its end, without a terminal.

        Args:
            account: As whom.
            command: What a person would type.
            folder: Where, from the account's home.
            within: Seconds after which it is ended.

        Raises:
            AssertionError: It had not ended by then.
        """
        begun = monotonic()
        try:
            done = subprocess.run(
                self._entering(account, command, folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=within,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            said = (error.stdout or b"").decode(errors="replace")
            self._note(account, command, said)
            raise AssertionError(f"« {command} » dure plus de {within:.0f} s") from error
        self._note(account, command, done.stdout)
        return Done(done.returncode, done.stdout, monotonic() - begun)

    def open(self, account: str, command: str) -> Terminal:
        """Return a terminal of 80 by 24 in which a command of a shell runs."""
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color"}
        return Terminal(self._entering(account, command, FOLDER), environment=environment)

    def _entering(self, account: str, command: str, folder: str) -> Sequence[str]:
        enter = ["unshare", *_NAMESPACES, "sh", str(_ENTER), str(self._root), account]
        shell = ["sh", "-c", f'cd && cd "$0" || exit\n{command}', folder]
        return [*enter, "env", *proxies(), *shell]

    def _note(self, account: str, command: str, said: str) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"== {account} : {command}\n{said}\n")
