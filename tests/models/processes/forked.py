"""A process makes a call, forks a visit that makes one, and makes another; prints who served."""

from __future__ import annotations

import os

from tests.models.postgresql.watching import own_backend
from tests.models.processes.orders import Order


def main() -> None:
    """Print the server's process of each call: the parent's, the child's, the parent's again."""
    espace = Order.read().open()

    def call() -> None:
        with espace.context.connection():
            print(own_backend(espace), flush=True)

    call()
    visitor = os.fork()
    if visitor == 0:
        call()
        espace.close()
        os._exit(0)
    _, status = os.waitpid(visitor, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    call()
    espace.close()


if __name__ == "__main__":
    main()
