"""Passwords verified a second, with the machine's slots, beside argon2-cffi alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from argon2 import PasswordHasher

from models import Election
from models.crypto.password_hashes import PasswordHashes
from tests.bench.figures import Figure

ROUNDS = 5
SECONDS = 1.5
LEAST = 0.8
"""Of what argon2-cffi alone does in the same run."""
PASSWORD = "Bruyere6Causses"


def verifying(election: Election) -> list[Figure]:
    """Return the rate of verifications over that of argon2-cffi at the same parameters.

    Both run in as many threads as the machine has cores, in turn. Of the few rounds the best
    is the one that other programs disturbed least.
    """
    security = election.security
    alone = PasswordHasher(
        time_cost=security.argon2_time,
        memory_cost=security.argon2_memory,
        parallelism=security.argon2_parallelism,
    )
    hashes = PasswordHashes(security)
    stored = hashes.make(PASSWORD)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        theirs.append(_rate(lambda: alone.verify(stored, PASSWORD)))
        ours.append(_rate(lambda: hashes.verify(stored, PASSWORD)))
    return [Figure("vérifications par seconde", max(ours), "/s", max(theirs), LEAST, at_least=True)]


def _rate(verify: Callable[[], bool]) -> float:
    """Return the verifications a second of as many threads as there are cores."""
    threads = os.cpu_count() or 1
    started = perf_counter()

    def repeat() -> int:
        done = 0
        while perf_counter() - started < SECONDS:
            assert verify()
            done += 1
        return done

    with ThreadPoolExecutor(threads) as pool:
        done = sum(future.result() for future in [pool.submit(repeat) for _ in range(threads)])
    return done / (perf_counter() - started)
