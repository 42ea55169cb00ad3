"""What is typed waits its turn: nothing typed is lost, a held key does not pile up."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.events import Key, MouseMove
from textual.message import Message

from tui.driver.backlog import MOST_PAGES, MOST_REPEATS, Backlog


def letter(character: str) -> Key:
    return Key(character, character)


def function(name: str) -> Key:
    return Key(name, None)


def moved(x: int) -> MouseMove:
    return MouseMove(None, x, 0, 0, 0, 0, shift=False, meta=False, ctrl=False)


def taken_from(*batches: Sequence[Message]) -> list[Message]:
    """Return what an application takes that is busy with each event while the next batch comes."""

    async def take() -> list[Message]:
        taken: list[Message] = []
        waiting = list(batches)

        async def settled() -> None:
            if waiting:
                for message in waiting.pop(0):
                    backlog.put(message)

        backlog = Backlog(asyncio.get_running_loop(), taken.append, settled)
        for message in waiting.pop(0):
            backlog.put(message)
        while True:
            await asyncio.sleep(0)
            task = backlog._task
            if task is not None:
                await task
                return taken

    return asyncio.run(take())


def keys(messages: Sequence[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, Key)]


def test_what_is_typed_comes_in_its_order_and_whole() -> None:
    typed = [letter(character) for character in "fdupont" * 20]
    assert keys(taken_from(typed[:50], typed[50:])) == list("fdupont" * 20)


def test_one_event_at_a_time_is_handed_over() -> None:
    async def hand_over() -> list[str]:
        order: list[str] = []

        async def settled() -> None:
            await asyncio.sleep(0)
            order.append("settled")

        backlog = Backlog(
            asyncio.get_running_loop(), lambda message: order.append("taken"), settled
        )
        for character in "ab":
            backlog.put(letter(character))
        await asyncio.sleep(0)
        assert backlog._task is not None
        await backlog._task
        return order

    assert asyncio.run(hand_over()) == ["taken", "settled"] * 2


def test_leaving_goes_in_front_of_what_waits() -> None:
    held = [function("tab") for _ in range(20)]
    assert keys(taken_from([letter("a"), *held, function("f10")])) == ["f10"]


def test_what_is_typed_behind_leaving_stays_behind_it() -> None:
    assert keys(taken_from([letter("a"), function("f10"), letter("b")])) == ["f10", "b"]


def test_a_key_that_is_held_waits_a_bounded_number_of_times() -> None:
    assert len(taken_from([function("tab")] * 500)) == MOST_REPEATS
    assert len(taken_from([function("f1")] * 500)) == MOST_PAGES


def test_a_held_letter_is_typed_each_time() -> None:
    assert len(taken_from([letter("a")] * 500)) == 500


def test_another_key_between_two_lets_the_first_one_wait_again() -> None:
    pages = [function("f1"), function("f1"), function("f2"), function("f1")]
    assert keys(taken_from(pages)) == ["f1", "f2", "f1"]


def test_of_a_moving_mouse_the_last_place_counts() -> None:
    moves = taken_from([moved(x) for x in range(100)])
    assert [move.x for move in moves if isinstance(move, MouseMove)] == [99]
    assert len(taken_from([moved(1), letter("a"), moved(2)])) == 3


def test_what_comes_after_all_was_taken_is_taken_too() -> None:
    assert keys(taken_from([letter("a")], [letter("b")], [letter("c")])) == ["a", "b", "c"]
