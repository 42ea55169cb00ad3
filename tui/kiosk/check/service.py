"""The unit by which systemd keeps the kiosk there, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from models import Finding, Level
from tui.kiosk.check.changes import changed_units
from tui.kiosk.check.full_screen import open_full_screen
from tui.kiosk.check.settings import last_assigned, quoted
from tui.kiosk.check.units import (
    END,
    begins,
    installed_units,
    loaded_settings,
    unit_text,
    whole_text,
)

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

NONE = (
    "Aucune unité ne relance la borne : installez docs/borne/espace-electeur-borne.service dans "
    "/etc/systemd/system, comme le dit le guide."
)
TWO = (
    "Deux unités utilisent le même écran : lancez « sudo systemctl disable --now "
    "espace-electeur-borne-cage.service » pour garder la console."
)
ASLEEP = "{unit} ne commence pas avec la machine : lancez « sudo systemctl enable --now {unit} »."
AS_ROOT = (
    "L'unité {unit} lance la borne sous le compte « {user} » : écrivez « User=borne » sous "
    "[Service], puis « sudo systemctl daemon-reload » et « sudo systemctl restart {unit} »."
)
NOT_KEPT = (
    "L'unité {unit} ne relance pas une borne qui finit ou se tait : écrivez {lines} sous "
    "[Service], comme le fichier du guide, puis « sudo systemctl daemon-reload »."
)
NO_END = (
    "L'unité /etc/systemd/system/{end} manque : après le code du personnel, aucun écran de "
    "connexion ne revient. Installez-la depuis docs/borne, puis « sudo systemctl daemon-reload »."
)
OTHER_END = (
    "L'unité {unit} ne finit pas par {end} : relancée, elle peut rester sur un écran de connexion. "
    "Installez les unités de docs/borne, comme le dit « Mettre à jour » dans le guide."
)
NOT_LOADED = (
    "L'unité {unit} a changé depuis que systemd l'a lue : lancez « sudo systemctl daemon-reload », "
    "puis « sudo systemctl restart {unit} »."
)

ROOT = frozenset({"", "root", "0"})
"""Accounts of a unit that govern the machine; one that names none runs as root."""
STARTS_AGAIN = frozenset({"on-failure", "always"})
SILENT = frozenset({"", "0", "infinity"})
"""Values of a watchdog that never barks (systemd.service(5))."""


def check_service(machine: Machine) -> list[Finding]:
    """Look for the unit: there, one, begun with the machine, and as the guide has it."""
    units = installed_units(machine)
    begun = [unit for unit in units if begins(machine, unit)]
    if not units:
        return [_finding(Level.FAULT, NONE)]
    if not begun:
        return [_finding(Level.FAULT, ASLEEP.format(unit=next(iter(units))))]
    if len(begun) > 1:
        return [_finding(Level.FAULT, TWO)]
    (unit,) = begun
    loaded = loaded_settings(machine, unit)
    wrongs = [*_wrong_settings(machine, unit, loaded), *open_full_screen(machine, unit, loaded)]
    found = [_finding(Level.FAULT, text) for text in wrongs]
    found += [_finding(Level.ATTENTION, text) for text in changed_units(machine, unit, loaded)]
    return found or [_finding(Level.OK, f"{unit} commence avec la machine.")]


def _finding(level: Level, text: str) -> Finding:
    return Finding("service", "Service", level, text)


def _wrong_settings(machine: Machine, unit: str, loaded: Mapping[str, str]) -> Iterator[str]:
    """Yield what is to be done about a unit as it is written, as it was read, and as it runs.

    All three may differ: a file is read when systemd is told to, and followed by what is
    started afterwards; changes may come from places that are not looked at.
    """
    text = whole_text(machine, unit)
    users = (last_assigned(text, "User") or "", loaded.get("User"), _runs_as(machine, loaded))
    if (user := next((user for user in users if user in ROOT), None)) is not None:
        yield AS_ROOT.format(unit=unit, user=user or "root")
    lacking = []
    restarts = (last_assigned(text, "Restart") or "", loaded.get("Restart", "on-failure"))
    if not STARTS_AGAIN.issuperset(restarts):
        lacking.append("Restart=on-failure")
    watchdogs = (last_assigned(text, "WatchdogSec") or "", loaded.get("WatchdogUSec", "30s"))
    if not SILENT.isdisjoint(watchdogs):
        lacking.append("WatchdogSec=30")
    if lacking:
        yield NOT_KEPT.format(unit=unit, lines=quoted(lacking))
    ends = (last_assigned(text, "OnSuccess") or "", loaded.get("OnSuccess", END))
    if any(END not in end.split() for end in ends):
        yield OTHER_END.format(unit=unit, end=END)
    elif unit_text(machine, END) is None:
        yield NO_END.format(end=END)
    if loaded.get("NeedDaemonReload") == "yes":
        yield NOT_LOADED.format(unit=unit)


def _runs_as(machine: Machine, loaded: Mapping[str, str]) -> str | None:
    """Return the number of the account of the process that runs, None without one (proc(5))."""
    status = machine.text(f"proc/{loaded.get('MainPID', '0')}/status") or ""
    words = next((line.split() for line in status.splitlines() if line.startswith("Uid:")), [])
    return words[1] if words[1:] else None
