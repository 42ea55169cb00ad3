"""The units of systemd that start a kiosk: as they are written, and as they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui.kiosk.check.live import systemd_question, systemd_settings
from tui.kiosk.check.settings import shell_settings, unit_environment

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

CONSOLE, CAGE = UNITS = ("espace-electeur-borne.service", "espace-electeur-borne-cage.service")
END = "espace-electeur-borne-fin.service"
"""What gives the login its console back, once a kiosk has ended and is not started again."""
SYSTEM, PACKAGED = FOLDERS = ("etc/systemd/system", "usr/lib/systemd/system")
"""Where a person puts units, and where the Debian package does; the first one counts
(systemd.unit(5))."""
WANTED = ("multi-user.target.wants", "graphical.target.wants")
TERMINALS = {CONSOLE: "linux", CAGE: "foot"}
"""What systemd and foot say in TERM if the unit says nothing (systemd.exec(5), foot(1))."""
LOCALE = "etc/locale.conf"
"""The language that systemd gives to every unit (locale.conf(5))."""
ASKED = (
    *("LoadState", "ActiveState", "NeedDaemonReload", "DropInPaths", "MainPID"),
    *("User", "Restart", "WatchdogUSec", "OnSuccess", "ExecStart"),
)
"""What `loaded_settings` returns, by the names of systemctl(1)."""


def installed_units(machine: Machine) -> dict[str, str]:
    """Return the names and the texts of the kiosk's units on a machine."""
    texts = {unit: unit_text(machine, unit) for unit in UNITS}
    return {unit: text for unit, text in texts.items() if text is not None}


def unit_text(machine: Machine, unit: str) -> str | None:
    """Return the text of a unit as systemd would read it, None if it is in no folder."""
    texts = (machine.text(f"{folder}/{unit}") for folder in FOLDERS)
    return next((text for text in texts if text is not None), None)


def begins(machine: Machine, unit: str) -> bool:
    """Return whether a unit begins with the machine."""
    return any((machine.root / SYSTEM / folder / unit).is_symlink() for folder in WANTED)


def unit_of_the_kiosk(machine: Machine) -> str | None:
    """Return the unit that begins with the machine, or is at least there; None without any."""
    units = installed_units(machine)
    return next((unit for unit in units if begins(machine, unit)), next(iter(units), None))


def kiosk_environment(machine: Machine) -> dict[str, str] | None:
    """Return what the kiosk will find in its environment, None if no unit starts it."""
    unit = unit_of_the_kiosk(machine)
    if unit is None:
        return None
    given = {"TERM": TERMINALS[unit]} | shell_settings(machine.text(LOCALE) or "")
    return given | unit_environment(whole_text(machine, unit))


def loaded_settings(machine: Machine, unit: str) -> Mapping[str, str]:
    """Return the settings of a unit that systemd has loaded, nothing if it cannot be asked."""
    return systemd_settings(machine.ask(systemd_question(ASKED, unit)))


def change_files(machine: Machine, unit: str) -> list[Path]:
    """Return the files that change a unit beside it, in the order in which they count."""
    return sorted((machine.root / SYSTEM / f"{unit}.d").glob("*.conf"))


def whole_text(machine: Machine, unit: str) -> str:
    """Return the text of a unit with its changes, in the order in which they count."""
    changes = (str(path.relative_to(machine.root)) for path in change_files(machine, unit))
    texts = (unit_text(machine, unit), *map(machine.text, changes))
    return "\n".join(text or "" for text in texts)
