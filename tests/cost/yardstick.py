"""How fast this machine is at the moment, by work that never changes."""

from __future__ import annotations

import hashlib
import json
from time import process_time

ROUNDS = 150


def yardstick() -> float:
    """Return the CPU seconds of a fixed piece of work: about 0.025 on a core of 2026.

    A core that is shared, warm or virtual takes longer for the same work, here as in the tests:
    a cost divided by this is comparable between runs.
    """
    started = process_time()
    facts = {f"key {number}": [number] * 10 for number in range(40)}
    for _ in range(ROUNDS):
        text = json.dumps(json.loads(json.dumps(facts)), sort_keys=True)
        hashlib.sha256(text.encode()).hexdigest()
    return process_time() - started
