"""The machine: its cores, and what one password hash costs on them."""

from __future__ import annotations

import os
import time

from models.context import Context
from models.services.checks.outcome import Outcome, bad, good

SLOWEST_HASH = 1.0
"""Seconds; at that pace a person waits as long for each sign-in, even alone."""


def check_machine(context: Context) -> list[Outcome]:
    """Time one hash with the parameters of the election file.

    Raises:
        Unavailable: The lock files of the hashes cannot be written.
    """
    cores = os.cpu_count() or 1
    context.hashes.make("")  # the library is loaded by the first one
    began = time.perf_counter()
    context.hashes.make("")
    took = time.perf_counter() - began
    said = f"{cores} cœurs ; un mot de passe se vérifie en {took * 1000:.0f} ms"
    if took > SLOWEST_HASH:
        return [bad(f"{said} : baissez « argon2_memory » ou « argon2_time » dans [security].")]
    return [good(f"{said}, {cores / took:.0f} par seconde en tout.")]
