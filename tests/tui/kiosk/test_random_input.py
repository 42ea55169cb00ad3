"""Whatever a terminal sends, a kiosk shows one of its screens or has ended as QUITTEZ ends it."""

from __future__ import annotations

from random import Random

import pytest

from tests.journeys.keys import KEYS
from tests.tui.keyboard import Keyboard
from tests.tui.kiosk.conftest import OpenKiosk

SEEDS = [(1, 200), *(pytest.param(seed, 400, marks=pytest.mark.soak) for seed in (2, 3))]
"""Seeds, and how many events are sent of each."""


def something(random: Random) -> str:
    """Return what a terminal may send: a key, a click, text, an answer, or any bytes."""
    column, row = random.randint(1, 130), random.randint(1, 50)
    return random.choice(
        [
            random.choice(list(KEYS.values())),
            f"\x1b[<{random.choice((0, 1, 2, 32, 35, 64, 65))};{column};{row}{random.choice('Mm')}",
            random.choice(["\x1b[24~", "\x1b[I", "\x1b[O", "\x1b[?62;1c", "\x1b]11;rgb:1/2/3\x07"]),
            "".join(chr(random.randint(0, 255)) for _ in range(random.randint(1, 12))),
            "\x1b[200~" + "x\r1" * random.randint(0, 40) + "\x1b[201~",
        ]
    )


@pytest.mark.parametrize(("seed", "left"), SEEDS)
@pytest.mark.parametrize("size", [(80, 24), (20, 5)], ids=str)
async def test_random_input_ends_a_kiosk_in_no_way_of_its_own(
    open_kiosk: OpenKiosk, seed: int, left: int, size: tuple[int, int]
) -> None:
    random = Random(seed)
    while left > 0:
        kiosk = open_kiosk()
        async with kiosk.app.run_test(size=size) as pilot:
            await kiosk.stands_by(pilot)
            keyboard = Keyboard(kiosk.app)
            while left > 0 and kiosk.app.is_running:
                keyboard.send(something(random))
                kiosk.elapsed.pass_by(random.choice((0, 0, 0, 1, 30)))
                left -= 1
                await pilot.pause()
        # « ready » alone: the page of the staff was opened and left.
        assert left == 0 or kiosk.told[-1].startswith(("ended ", "ready"))
        assert not [report for report in kiosk.told if report.startswith(("fault", "staff"))]
