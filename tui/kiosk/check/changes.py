"""What of a kiosk's units is not as this version of the program brings it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tui.kiosk.check.settings import significant_lines
from tui.kiosk.check.units import END, PACKAGED, SYSTEM, change_files

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

OTHER_VERSION = (
    "/{place} n'est pas l'unité de cette version : lancez « sudo install -m 0644 {shipped} "
    "/{folder}/ », « sudo systemctl daemon-reload », puis « sudo systemctl restart {unit} » ; ce "
    "qui est à vous va dans « sudo systemctl edit {unit} »."
)
CHANGED = (
    "{place} change {names} de l'unité : vérifiez que c'est voulu, ou retirez-le, puis « sudo "
    "systemctl daemon-reload » et « sudo systemctl restart {unit} »."
)
HIDDEN = (
    "/{system}/{name} cache l'unité du paquet, /{packaged}/{name} : lancez « sudo rm "
    "/{system}/{name} », « sudo systemctl daemon-reload », puis « sudo systemctl restart {unit} » "
    "; ce qui est à vous va dans « sudo systemctl edit {unit} »."
)
FREE = frozenset(
    (
        *("ReadWritePaths", "IPAddressAllow", "IPAddressDeny", "Environment"),
        *("MemoryMax", "TasksMax", "Description"),
    )
)
"""What a machine may set in a file beside the unit, as the guide says."""


def changed_units(machine: Machine, unit: str, loaded: Mapping[str, str]) -> Iterator[str]:
    """Yield what somebody should look at: units of another version, and settings changed beside.

    Comments count for nothing. Of a program that was installed without its guides no version is
    compared; of the Debian package only a unit of somebody's own, which hides the package's.

    Args:
        machine: Where the kiosk is.
        unit: Its unit.
        loaded: Its settings as systemd has loaded them.
    """
    for name in (unit, END):
        if machine.text(f"{SYSTEM}/{name}") and machine.text(f"{PACKAGED}/{name}"):
            yield HIDDEN.format(system=SYSTEM, packaged=PACKAGED, name=name, unit=unit)
            continue
        place = f"{SYSTEM}/{name}"
        installed, shipped = machine.text(place), machine.shipped(name)
        if installed is None or shipped is None:
            continue
        if significant_lines(installed) != significant_lines(shipped):
            yield OTHER_VERSION.format(
                place=place, folder=SYSTEM, shipped=machine.shipped_place(name), unit=unit
            )
    # systemd knows those of /run and those of a whole kind of units, too.
    paths = loaded.get("DropInPaths", "").split() or [
        f"/{path.relative_to(machine.root)}" for path in change_files(machine, unit)
    ]
    for path in paths:
        names = _assigned(machine.text(path.lstrip("/")) or "") - FREE
        if names:
            yield CHANGED.format(place=path, names=", ".join(sorted(names)), unit=unit)


def _assigned(text: str) -> set[str]:
    pairs = (line.partition("=") for line in significant_lines(text))
    return {name.strip() for name, equals, _ in pairs if equals}
