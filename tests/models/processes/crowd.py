"""Every visit in a process of its own, all at the same moment; prints the outcomes."""

from __future__ import annotations

import os
import sys

from models.preloading import preload_services
from tests.models.processes.orders import Order, Visit, perform


def main() -> None:
    """Fork the visitors, let them start together, and print what became of each."""
    order = Order.read()
    preload_services(order.election)  # once, not again in every visitor
    start, starter = os.pipe()
    results, writer = os.pipe()
    for visit in order.visits:
        if os.fork() == 0:
            os.close(starter)
            os.read(start, 1)  # nothing comes; it ends when the parent closes its side
            os.write(writer, f"{_persistent(order, visit)}\n".encode())
            os._exit(0)
    os.close(starter)
    os.close(writer)
    with os.fdopen(results) as outcomes:
        sys.stdout.write(outcomes.read())


def _persistent(order: Order, visit: Visit) -> str:
    """Make a visit, again as long as the answer is to try again in a moment."""
    espace = order.open()
    while (outcome := perform(espace, visit)) == "DatabaseBusy":
        pass
    return outcome


if __name__ == "__main__":
    main()
