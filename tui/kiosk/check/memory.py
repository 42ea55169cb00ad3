"""Where the memory of a visit could be written: swap, and the image of a crashed process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import Finding, Level

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

SWAPS = "proc/swaps"
CORES = "proc/sys/kernel/core_pattern"
"""Who is given the memory of a program that crashes; none of the kiosk's own, which refuses, but
that of its terminal (core(5))."""
NOBODY = "|/bin/false"
CRYPT = "dm/uuid"
"""Where a device mapper says what it is; « CRYPT- » begins that of an encrypted one (dm-crypt)."""

OPEN_SWAP = (
    "La mémoire d'une visite peut aller en clair dans {place} : lancez « sudo swapoff {place} » "
    "et retirez-le de /etc/fstab, ou gardez « MemorySwapMax=0 » dans l'unité de la borne."
)
CORE_KEPT = (
    "La mémoire d'un programme qui plante est gardée par « {program} » : écrivez "
    "« kernel.core_pattern = |/bin/false » dans /etc/sysctl.d/60-borne.conf, puis « sudo sysctl "
    "--system »."
)


def check_memory(machine: Machine) -> list[Finding]:
    """Look at the swap spaces, and at who is given the memory of a program that crashes."""
    return [*_swap(machine), *_cores(machine)]


def _cores(machine: Machine) -> list[Finding]:
    """Return what is to be done; if core dumps are files, the unit's LimitCORE=0 forbids them."""
    text = (machine.text(CORES) or "").strip()
    if not text.startswith("|") or text.startswith(NOBODY):
        return []
    text = CORE_KEPT.format(program=text[1:].split(" ")[0])
    return [Finding("core", "Plantages", Level.FAULT, text)]


def _swap(machine: Machine) -> list[Finding]:
    text = machine.text(SWAPS)
    if text is None:
        return []
    spaces = [line.split()[0] for line in text.splitlines()[1:] if line.split()]
    clear = [space for space in spaces if not _is_kept_from_the_disk(machine, space)]
    if not clear or _limited_by_the_unit(machine):
        text = "Rien de ce qui est en mémoire ne va en clair sur le disque."
        return [Finding("swap", "Mémoire", Level.OK, text)]
    return [
        Finding("swap", "Mémoire", Level.FAULT, OPEN_SWAP.format(place=place)) for place in clear
    ]


def _is_kept_from_the_disk(machine: Machine, space: str) -> bool:
    """Return whether a swap space is compressed memory, or encrypted."""
    name = space.rpartition("/")[2]
    if name.startswith("zram"):
        return True
    return (machine.text(f"sys/class/block/{name}/{CRYPT}") or "").startswith("CRYPT-")


def _limited_by_the_unit(machine: Machine) -> bool:
    from tui.kiosk.check.units import installed_units

    units = installed_units(machine)
    return bool(units) and all("MemorySwapMax=0" in text.split() for text in units.values())
