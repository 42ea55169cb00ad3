"""How fast this machine and this interpreter are at the moment, by work that never changes."""

from __future__ import annotations

import ast
import sys
from time import process_time

ROUNDS = 70

TEXT = """
class Queue(dict):
    def __init__(self, people, *, limit=10):
        super().__init__((person.name, person) for person in people if person.waits)
        self.limit = max(limit, len(self) // 2)

    def next(self):
        for name, person in sorted(self.items(), key=lambda pair: (pair[1].since, pair[0])):
            if not person.served and (self.limit > 0 or person.first):
                self.limit -= 1
                return f"{name}: {person.since:%H:%M} {self.limit + 1}"
        raise LookupError("nobody waits")
"""


def yardstick() -> float:
    """Return the CPU seconds of a fixed piece of pure Python: about 0.02 on a core of 2026.

    A core that is shared, warm or virtual takes longer for the same work, and so does an
    interpreter compiled without profiling, here as in the tests: what is divided by it compares.
    """
    tracing = sys.gettrace()
    sys.settrace(None)  # coverage would be measured with it
    try:
        started = process_time()
        for _ in range(ROUNDS):
            ast.unparse(ast.parse(TEXT))
        return process_time() - started
    finally:
        sys.settrace(tracing)
