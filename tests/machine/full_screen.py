"""The kiosk in a cage: full screen, drawn, so looked at as a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic, sleep

from tests.machine.console import LOGIN, PATIENCE
from tests.machine.emulator import Emulator
from tests.machine.french_keys import keys_of
from tests.machine.kiosk_check import (
    WAYS_OUT_OF_THE_CAGE,
    nothing_left_to_do,
    ways_out_are_named,
)
from tests.machine.kiosk_guide import CAGE, FULL_SCREEN, STAFF_CODE, part, reader_on
from tests.machine.kiosk_unit import ENDED_WELL, GETTY, ending, is_another, main_process
from tests.machine.trial import Trial

SAME = 0.97
"""Share of the pixels that two pictures of standby have in common: a clock may have moved."""
COLOURS = 3
"""A screen with fewer shows no program: it is black, or a cursor stands on it."""
RESTARTS = 10
PIXEL = 3
KILLED = (f"systemctl kill --signal=KILL {CAGE}", "pkill -KILL -x foot", "pkill -KILL -x cage")
DEAF = 10.0
"""Seconds after which a key is pressed again: standby hears none for a moment after a fault."""


def full_screen(trial: Trial) -> None:
    """Follow the part of the guide on cage and foot, and restart that unit too."""
    reader_on(trial).follow(part(FULL_SCREEN))
    with trial.step("la borne en plein écran"):
        standby = stood_still(trial.emulator)
    nothing_left_to_do(trial)
    ways_out_are_named(trial, WAYS_OUT_OF_THE_CAGE)
    seen = f"{RESTARTS} relances de {CAGE}, {RESTARTS} fois l'accueil"
    with trial.step(f"{RESTARTS} × systemctl restart {CAGE}", seen=seen):
        for number in range(RESTARTS):
            said = trial.machine.root.run(f"systemctl restart {CAGE}", 300)
            assert said.status == 0, f"{number + 1} : {said.text}"
            shown = stood_still(trial.emulator)
            assert alike(standby, shown) >= SAME, f"{number + 1} : un autre écran"
            assert trial.is_active(CAGE), f"{number + 1} : {CAGE} ne tourne plus"
            assert not trial.is_active(GETTY), f"{number + 1} : un écran de connexion"
    killed(trial, standby)
    staff(trial, standby)


def killed(trial: Trial, standby: bytes) -> None:
    """Kill all of the unit, the terminal, the display: the kiosk comes back by itself.

    Args:
        trial: On whose machine it runs.
        standby: What its screen shows.
    """
    with trial.step("cage et foot tués", seen="cage tuée, foot tué, l'accueil revenu"):
        for command in KILLED:
            before = main_process(trial, CAGE)
            trial.machine.root.must(command)
            wait_until(partial(is_another, trial, CAGE, before), "another process")
            # The terminal stands empty for a while on an emulated processor.
            wait_until(partial(shows, trial.emulator, standby), f"standby after {command}")
            assert not trial.is_active(GETTY), command


def staff(trial: Trial, standby: bytes) -> None:
    """Leave the full screen by F12 and the code, and take it back."""
    machine = trial.emulator
    with trial.step("F12 en plein écran", seen="F12 rend la console, en plein écran aussi"):
        pressed = 0.0

        def is_heard() -> bool:
            nonlocal pressed
            if not shows(machine, standby):
                return True
            if monotonic() - pressed > DEAF:
                machine.press(keys_of("f12"))
                pressed = monotonic()
            return False

        wait_until(is_heard, "F12 to be heard")
        stood_still(machine)
        for key in (*STAFF_CODE, "enter"):
            machine.press(keys_of(key))
        wait_until(lambda: ending(trial, CAGE) == ENDED_WELL, "the end of the unit")
        trial.console.wait_for(LOGIN)
        assert trial.is_active(GETTY)
        machine.root.must(f"systemctl start {CAGE}", 300)
        wait_until(partial(shows, machine, standby), "standby")
        assert not trial.is_active(GETTY)


def shows(machine: Emulator, standby: bytes) -> bool:
    """Return whether the screen shows what it showed on standby."""
    return alike(standby, machine.pixels()) >= SAME


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Wait for a state of the machine.

    Raises:
        AssertionError: It does not come in time.
    """
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end, f"no {what}"
        sleep(1)


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
