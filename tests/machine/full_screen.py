"""The kiosk in a cage: full screen, drawn, so looked at as a picture."""

from __future__ import annotations

from time import monotonic, sleep

from tests.machine.console import PATIENCE
from tests.machine.emulator import Emulator
from tests.machine.kiosk_check import (
    WAYS_OUT_OF_THE_CAGE,
    nothing_left_to_do,
    ways_out_are_named,
)
from tests.machine.kiosk_guide import CAGE, FULL_SCREEN, part, reader_on
from tests.machine.trial import Trial

SAME = 0.97
"""Share of the pixels that two pictures of standby have in common: a clock may have moved."""
COLOURS = 3
"""A screen with fewer shows no program: it is black, or a cursor stands on it."""
RESTARTS = 10
GETTY = "getty@tty1.service"
PIXEL = 3


def full_screen(trial: Trial) -> None:
    """Follow the part of the guide on cage and foot, and restart that unit too."""
    reader_on(trial).follow(part(FULL_SCREEN))
    with trial.step("la borne en plein écran"):
        standby = stood_still(trial.machine)
    nothing_left_to_do(trial)
    ways_out_are_named(trial, WAYS_OUT_OF_THE_CAGE)
    seen = f"{RESTARTS} relances de {CAGE}, {RESTARTS} fois l'accueil"
    with trial.step(f"{RESTARTS} × systemctl restart {CAGE}", seen=seen):
        for number in range(RESTARTS):
            said = trial.machine.root.run(f"systemctl restart {CAGE}", 300)
            assert said.status == 0, f"{number + 1} : {said.text}"
            shown = stood_still(trial.machine)
            assert alike(standby, shown) >= SAME, f"{number + 1} : un autre écran"
            assert trial.is_active(CAGE), f"{number + 1} : {CAGE} ne tourne plus"
            assert not trial.is_active(GETTY), f"{number + 1} : un écran de connexion"


def stood_still(machine: Emulator) -> bytes:
    """Return the pixels of the screen, once a program has drawn it and it does not change.

    Raises:
        AssertionError: Nothing is drawn in time.
    """
    end, before = monotonic() + PATIENCE, b""
    while monotonic() < end:
        now = machine.pixels()
        if len(colours(now)) >= COLOURS and alike(before, now) == 1.0:
            return now
        before = now
        sleep(2)
    raise AssertionError("nothing is drawn on the screen")


def colours(pixels: bytes) -> set[bytes]:
    """Return some of the colours of a picture."""
    return {pixels[at : at + PIXEL] for at in range(0, len(pixels) - PIXEL, 7 * PIXEL)}


def alike(one: bytes, other: bytes) -> float:
    """Return the share of the pixels that two pictures of a size have in common, of some."""
    if len(one) != len(other):
        return 0.0
    places = range(0, len(one) - PIXEL, 7 * PIXEL)
    return sum(one[at : at + PIXEL] == other[at : at + PIXEL] for at in places) / len(places)
