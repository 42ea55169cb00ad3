"""The visit is made while files cannot grow beyond some bytes; prints its outcome."""

from __future__ import annotations

import os
import resource

from tests.models.processes.orders import Order, perform

BYTES = int(os.environ.get("MOST_BYTES", "4096"))


def main() -> None:
    """Open the election, forbid longer files, and make the visit."""
    order = Order.read()
    espace = order.open()
    espace.administration.verify_audit()
    resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES, resource.RLIM_INFINITY))
    print(perform(espace, order.visits[0]))


if __name__ == "__main__":
    main()
