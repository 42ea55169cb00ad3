"""Slots that keep a journal, in threads and in programs that a test starts."""

from __future__ import annotations

import os
from pathlib import Path

from models.crypto.password_hashes import PasswordHashes
from models.crypto.queue import FairSemaphore
from models.settings.sections import SecuritySection


class WatchedSlots(FairSemaphore):
    """Slots that write down each entrance and each way out."""

    def __init__(self, directory: Path, count: int) -> None:
        super().__init__(directory / "slots", count)
        self.journal = os.open(directory / "journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hold(self) -> None:
        """Make a hash within a slot."""
        inner = PasswordHashes(
            SecuritySection(), FairSemaphore(self._directory.parent / "inner", 64)
        )
        with self.slot():
            os.write(self.journal, b"+")
            inner.make("secret")
            os.write(self.journal, b"-")
