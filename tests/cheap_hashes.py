"""Argon2 for tests that are not about its cost: the work of the election file, on 64 KiB.

Two thirds of the time of the services' tests would be hashes otherwise. Everything else is as it
is: the time cost and the parallelism of the election file, the machine's slots, the stored
parameters. A test marked `real_argon2` pays the real cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from msgspec.structs import replace

from models.crypto.password_hashes import PasswordHashes
from models.crypto.queue import FairSemaphore
from models.settings.sections import SecuritySection
from models.voting import share_files

CHEAPER = 304
"""Divides the memory: 19 456 KiB, the least that an election file may ask for, become 64."""

REAL_COST = share_files.COST

_make = PasswordHashes.__init__


def _make_cheap(
    self: PasswordHashes, security: SecuritySection, slots: FairSemaphore | None = None
) -> None:
    memory = max(8, security.argon2_memory // CHEAPER)
    _make(self, security.changed(argon2_memory=memory), slots)


@contextmanager
def cheap_hashes() -> Iterator[None]:
    """Hold a context in which every hash, and every share of the board, is cheap."""
    cheap = replace(share_files.COST, memory=8 * share_files.COST.lanes)
    with (
        patch.object(PasswordHashes, "__init__", _make_cheap),
        patch.object(share_files, "COST", cheap),
    ):
        yield


@contextmanager
def real_hashes() -> Iterator[None]:
    """Hold a context in which every hash costs what the election file says."""
    with (
        patch.object(PasswordHashes, "__init__", _make),
        patch.object(share_files, "COST", REAL_COST),
    ):
        yield
