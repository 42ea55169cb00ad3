"""Logins on the consoles of the machine: those that begin with it, and what is there now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from models import Finding, Level
from tui.kiosk.check.units import loaded_settings, unit_of_the_kiosk

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

GETTYS = "etc/systemd/system/getty.target.wants"
OWN = 1
"""The console of the kiosk, `TTYPath=` of its unit."""
KEPT = frozenset({"active", "activating", "reloading"})
"""States of a unit that has not been left; in the second it waits until its console is free."""
LOGIN_PROGRAMS = frozenset({"agetty", "getty", "login"})

OTHER_LOGIN = (
    "Une autre console ouvre une session ({unit}) : lancez « sudo systemctl disable --now {unit} »."
)
BESIDE = (
    "Un écran de connexion ({program}) tourne sur la console de la borne, à côté d'elle : lancez "
    "« sudo systemctl stop {unit} », puis « sudo systemctl restart {kiosk} »."
)


class _Process(NamedTuple):
    name: str
    console: int


def check_logins(machine: Machine) -> list[Finding]:
    """Look for logins on other consoles, and for one beside the kiosk that runs on its own."""
    running = list(_on_consoles(machine))
    others = {int(number) for number in _begun(machine) if int(number) != OWN}
    others |= {process.console for process in running if process.console != OWN}
    wrong = [OTHER_LOGIN.format(unit=_getty(number)) for number in sorted(others)]
    kiosk = unit_of_the_kiosk(machine)
    if kiosk and loaded_settings(machine, kiosk).get("ActiveState") in KEPT:
        wrong += [
            BESIDE.format(program=process.name, unit=_getty(OWN), kiosk=kiosk)
            for process in running
            if process.console == OWN and process.name in LOGIN_PROGRAMS
        ]
    return [Finding("logins", "Sessions", Level.FAULT, text) for text in wrong]


def _getty(number: int) -> str:
    return f"getty@tty{number}.service"


def _begun(machine: Machine) -> Iterator[str]:
    """Yield the numbers of the consoles on which a login begins with the machine."""
    for place in (machine.root / GETTYS).glob("getty@tty*.service"):
        if found := re.fullmatch(r"getty@tty(\d+)\.service", place.name):
            yield found[1]


def _on_consoles(machine: Machine) -> Iterator[_Process]:
    """Yield the processes whose terminal is a console (proc_pid_stat(5))."""
    for place in (machine.root / "proc").glob("[0-9]*/stat"):
        text = machine.text(str(place.relative_to(machine.root))) or ""  # it may have ended
        before, _, after = text.rpartition(")")
        fields = after.split()
        if len(fields) < 5:
            continue
        terminal = int(fields[4])
        major, minor = terminal >> 8 & 0xFFF, terminal & 0xFF | terminal >> 12 & 0xFFF00
        if major == CONSOLES and 1 <= minor <= LAST:
            yield _Process(before.partition("(")[2], minor)


CONSOLES, LAST = 4, 63
"""Device number of the consoles, and the last of them: serial lines follow (tty(4))."""
