"""One machine, and what is done on it step by step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.machine.console import Console, LineConsole
from tests.machine.container import Container
from tests.machine.emulator import Emulator


@dataclass
class Trial:
    """A trial that runs.

    Attributes:
        name: Of the trial.
        machine: Where it is done.
        log: Takes what is told.
        console: The first one of the machine.
        steps: How many have been done.
        seen: What the last line says of them.
    """

    name: str
    machine: Emulator | Container
    log: Path
    console: Console = field(init=False)
    steps: int = 0
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sit down before the machine."""
        self.console = (
            Console(self.machine)
            if isinstance(self.machine, Emulator)
            else LineConsole(self.machine.first)
        )

    @property
    def emulator(self) -> Emulator:
        """The machine, where its keys, its button or its screen are the subject."""
        assert isinstance(self.machine, Emulator), "a container has none"
        return self.machine

    def told(self, what: str, seconds: float) -> None:
        """Print what has been done, and count it."""
        self.steps += 1
        line = f"{self.name} : {what} : {seconds:.1f} s"
        print(line, flush=True)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")

    @contextmanager
    def step(self, what: str, *, seen: str = "") -> Iterator[None]:
        """Time what is done in the block, and tell it once it is done.

        Args:
            what: In a few words.
            seen: What the last line of the run says of it; nothing if empty.
        """
        begun = monotonic()
        yield
        self.told(what, monotonic() - begun)
        if seen:
            self.seen.append(seen)

    def boot_id(self) -> str:
        """Return what is another number after each start of the machine."""
        return self.machine.root.must("cat /proc/sys/kernel/random/boot_id").strip()

    def is_active(self, unit: str) -> bool:
        """Return whether a unit runs."""
        return self.machine.root.run(f"systemctl is-active --quiet {unit}").status == 0
