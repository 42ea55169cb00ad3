"""Connections that idle, and a server that was restarted meanwhile."""

from __future__ import annotations

from threading import Event, Thread

from models.storage.pool import ConnectionPool

WAIT = 10.0


class FakeConnection:
    """A connection whose server may be gone, and whose end may take time."""

    def __init__(self) -> None:
        self.alive = True
        self.closing = Event()
        self.may_end = Event()
        self.may_end.set()

    def answers(self, idle: float) -> bool:
        return self.alive

    def may_be_kept(self) -> bool:
        return True

    def close(self) -> None:
        self.closing.set()
        self.may_end.wait(WAIT)


def test_a_call_after_a_restart_does_not_wait_for_the_thread_that_closes() -> None:
    slow, lost, fresh = FakeConnection(), FakeConnection(), FakeConnection()
    connections = iter([slow, lost, fresh])
    pool = ConnectionPool(lambda: next(connections), most=3, wait=WAIT, idle=0.02)
    assert [pool.take(), pool.take()] == [slow, lost]
    slow.may_end.clear()
    pool.give_back(slow)
    assert slow.closing.wait(WAIT)  # its time is over, and its thread is busy with it
    lost.alive = False
    pool.give_back(lost)
    taken: list[object] = []
    call = Thread(target=lambda: taken.append(pool.take()), daemon=True)
    call.start()
    assert lost.closing.wait(WAIT)
    call.join(WAIT / 2)
    answered = list(taken)
    slow.may_end.set()
    call.join(WAIT)
    assert answered == [fresh]
    assert lost.closing.is_set()
    pool.close()


def test_closing_the_pool_ends_its_thread_and_what_idles() -> None:
    one = FakeConnection()
    pool = ConnectionPool(lambda: one, most=1, wait=WAIT, idle=60.0)
    pool.give_back(pool.take())
    closer = pool._idle.closer
    pool.close()
    assert one.closing.is_set()
    assert closer is not None
    assert not closer.is_alive()
