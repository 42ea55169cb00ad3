"""The unit by which systemd keeps the kiosk there, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import Finding

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

UNITS = ("espace-electeur-borne.service", "espace-electeur-borne-cage.service")
SYSTEM = "etc/systemd/system"

NONE = (
    "Aucune unité ne relance la borne : installez docs/borne/espace-electeur-borne.service dans "
    "/etc/systemd/system, comme le dit le guide."
)
TWO = (
    "Deux unités se disputent l'écran : lancez « sudo systemctl disable --now "
    "espace-electeur-borne-cage.service » pour garder la console."
)
ASLEEP = "{unit} ne commence pas avec la machine : lancez « sudo systemctl enable --now {unit} »."
WANTED = ("multi-user.target.wants", "graphical.target.wants")


def installed_units(machine: Machine) -> dict[str, str]:
    """Return the names and the texts of the kiosk's units on a machine."""
    texts = {unit: machine.text(f"{SYSTEM}/{unit}") for unit in UNITS}
    return {unit: text for unit, text in texts.items() if text is not None}


def check_service(machine: Machine) -> list[Finding]:
    """Look for the unit: there, one, and begun with the machine."""
    units = installed_units(machine)
    begun = [unit for unit in units if _begins(machine, unit)]
    if not units:
        wrong = NONE
    elif not begun:
        wrong = ASLEEP.format(unit=next(iter(units)))
    elif len(begun) > 1:
        wrong = TWO
    else:
        return [Finding("service", "Service", True, f"{begun[0]} commence avec la machine.")]
    return [Finding("service", "Service", False, wrong)]


def _begins(machine: Machine, unit: str) -> bool:
    return any((machine.root / SYSTEM / folder / unit).is_symlink() for folder in WANTED)
