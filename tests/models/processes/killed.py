"""The n-th visit is killed before its n-th statement; prints the statements of a whole visit."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from models.preloading import preload_services
from tests.models.processes.orders import Order, Visit, perform


def main() -> None:
    """Kill one visit after the other, each a statement later, until one comes to its end."""
    order = Order.read()
    preload_services(order.election)  # once, not again in every visitor
    for number, visit in enumerate(order.visits, start=1):
        visitor = os.fork()
        if visitor == 0:
            os._exit(0 if _visit(order, visit, number) == "done" else 1)
        _, status = os.waitpid(visitor, 0)
        if os.WIFEXITED(status):
            print(number - 1)
            sys.exit(os.waitstatus_to_exitcode(status))
    sys.exit("no visit came to its end")


def _visit(order: Order, visit: Visit, last: int) -> str:
    """Make a visit whose process ends before its statement of that number."""
    espace = order.open()
    database = espace.context.store.database
    open_cursor: Callable[..., Any] = database.cursor
    statements = 0

    def cursor(*arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        if statements == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return open_cursor(*arguments)

    with patch.object(database, "cursor", cursor):
        return perform(espace, visit)


if __name__ == "__main__":
    main()
