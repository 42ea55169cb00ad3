"""The unit by which systemd keeps the kiosk there, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import Finding
from tui.kiosk.check.settings import shell_settings, unit_environment

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

CONSOLE, CAGE = UNITS = ("espace-electeur-borne.service", "espace-electeur-borne-cage.service")
SYSTEM = "etc/systemd/system"
TERMINALS = {CONSOLE: "linux", CAGE: "foot"}
"""What systemd and foot say in TERM if the unit says nothing (systemd.exec(5), foot(1))."""
LOCALE = "etc/locale.conf"
"""The language that systemd gives to every unit (locale.conf(5))."""

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


def unit_of_the_kiosk(machine: Machine) -> str | None:
    """Return the unit that begins with the machine, or is at least there; None without any."""
    units = installed_units(machine)
    return next((unit for unit in units if _begins(machine, unit)), next(iter(units), None))


def kiosk_environment(machine: Machine) -> dict[str, str] | None:
    """Return what the kiosk will find in its environment, None if no unit starts it."""
    unit = unit_of_the_kiosk(machine)
    if unit is None:
        return None
    changes = sorted((machine.root / SYSTEM / f"{unit}.d").glob("*.conf"))
    places = [f"{SYSTEM}/{unit}", *(str(path.relative_to(machine.root)) for path in changes)]
    given = {"TERM": TERMINALS[unit]} | shell_settings(machine.text(LOCALE) or "")
    texts = (machine.text(place) or "" for place in places)
    return given | unit_environment("\n".join(texts))


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
