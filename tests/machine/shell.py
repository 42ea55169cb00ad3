"""A shell on a serial line of the machine: typed into, and read until its prompt."""

from __future__ import annotations

import base64
import codecs
import itertools
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

PATIENCE = 120.0
"""Seconds that an ordinary command may take, without acceleration."""
PROMPT = "pret> "
_NUMBERS = itertools.count(1)
_UNSEEN = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\r")
"""What colours a text or moves the cursor (ECMA-48), and titles."""

Answers = Sequence[tuple[str, str]]
"""What a command asks, in order, and what is typed then."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended.

    Attributes:
        status: Its exit status.
        text: What it printed, both streams.
        seconds: How long it took.
    """

    status: int
    text: str
    seconds: float


class Line(Protocol):
    """A line to the machine, as a socket has it."""

    def settimeout(self, value: float, /) -> None: ...

    def recv(self, size: int, /) -> bytes: ...

    def sendall(self, data: bytes, /) -> None: ...


class Shell:
    """A shell of one account, on a line of its own, which keeps its folder and its variables."""

    def __init__(self, line: Line, name: str, is_running: Callable[[], bool]) -> None:
        """Take a line on which systemd signs an account in.

        Args:
            line: Connected to the machine.
            name: Of the line, for messages; its script has that name in /run.
            is_running: Whether the machine is switched on.
        """
        self._line = line
        self._name = name
        self._is_running = is_running
        self._said = ""
        self._decoded = codecs.getincrementaldecoder("utf-8")("replace")

    def open(self, seconds: float) -> None:
        """Wait for the prompt of the sign-in, and give the shell one that no program prints.

        Raises:
            AssertionError: There is none in time.
        """
        self._said = ""
        self._name_prompt(seconds)

    def enter(self, command: str) -> None:
        """Type a command that opens another shell in this one, as `sudo -u NAME bash` does."""
        self._said = ""
        self._type(f"{command}\n")
        self._name_prompt(PATIENCE)

    def _name_prompt(self, seconds: float) -> None:
        self._wait(lambda: bool(re.search(r"[#$] $", _plain(self._said))), seconds, "a prompt")
        self._type(
            "stty -echo cols 500 rows 50; bind 'set enable-bracketed-paste off'; "
            "unset PROMPT_COMMAND; PS1='pret''> '\n"
        )
        self._wait(lambda: self._said.endswith(PROMPT), PATIENCE, "our prompt")

    def run(self, script: str, seconds: float = PATIENCE) -> Said:
        """Run a script in a shell of its own, and return how it ended.

        Raises:
            AssertionError: It does not end in time.
        """
        held = base64.b64encode(script.encode()).decode()
        place = f"/tmp/{self._name}"  # noqa: S108 - in the machine
        return self.type_command(f"echo {held} | base64 -d > {place}; bash {place} 2>&1", seconds)

    def must(self, script: str, seconds: float = PATIENCE) -> str:
        """Run a script, which has to succeed, and return what it printed."""
        said = self.run(script, seconds)
        assert said.status == 0, f"{script}\n{said.text}"
        return said.text

    def type_command(self, command: str, seconds: float = PATIENCE, answers: Answers = ()) -> Said:
        """Type a command as it is, answer what it asks, and return how it ended.

        Raises:
            AssertionError: It does not end, or does not ask, in time.
        """
        begun = time.monotonic()
        self._said = ""
        self._type(f"{command}\n")
        answered = ""
        for question, answer in answers:
            self._wait(lambda asked=question: asked in self._said, seconds, f"« {question} »")  # type: ignore[misc]
            time.sleep(0.3)  # the question is printed before the line stops its echo
            answered += self._said
            self._said = ""
            self._type(f"{answer}\n")
        self._wait(lambda: self._said.endswith(PROMPT), seconds, f"the end of « {command} »")
        text = answered + self._said.removesuffix(PROMPT)
        return Said(self.last_status(), _plain(text), time.monotonic() - begun)

    def last_status(self) -> int:
        """Return how the last command has ended."""
        end = f"FIN-{next(_NUMBERS)}"
        self._said = ""
        self._type(f"echo {end} $?\n")
        ended = re.compile(rf"{end} (\d+)\r?\n")
        self._wait(lambda: self._said.endswith(PROMPT), PATIENCE, "its status")
        found = ended.search(self._said)
        assert found, self._said
        return int(found[1])

    def read_bytes(self, seconds: float) -> bytes:
        """Return what a program on the line has written, nothing if nothing comes in time."""
        self._line.settimeout(max(seconds, 0.01))
        try:
            return self._line.recv(1 << 16)
        except TimeoutError:
            return b""

    def send(self, data: bytes) -> None:
        """Send bytes to the program on the line."""
        self._line.sendall(data)

    def leave_by(self, command: str) -> None:
        """Type a command that ends the shell, and do not wait for it."""
        self._type(f"{command}\n")

    def _type(self, text: str) -> None:
        data = text.encode()
        while data:  # the line of a terminal takes 4 095 characters, and a little at a time
            self._line.sendall(data[:512])
            data = data[512:]

    def _wait(self, is_so: Callable[[], bool], seconds: float, what: str) -> None:
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, f"{self._name}: no {what}:\n{self._tail()}"
            assert self._is_running(), f"{self._name}: off before {what}:\n{self._tail()}"
            self._read()

    def _tail(self) -> str:
        return _plain(self._said[-3000:])

    def _read(self) -> None:
        self._line.settimeout(0.2)
        try:
            self._said += self._decoded.decode(self._line.recv(1 << 16))
        except TimeoutError:
            return


def _plain(text: str) -> str:
    return _UNSEEN.sub("", text)
