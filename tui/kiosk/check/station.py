"""The keys by which the kernel, systemd and its logins answer, whatever program runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from models import Finding
from tui.kiosk.check.settings import manager_setting

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

SYSRQ = "proc/sys/kernel/sysrq"
SYSTEMD = "usr/lib/systemd/systemd"
TARGET = "systemd/system/ctrl-alt-del.target"
POWER_KEYS = ("HandlePowerKey", "HandleRebootKey", "HandleSuspendKey", "HandleHibernateKey")
"""Settings of logind.conf(5), each of which does something unless it is `ignore`."""

SYSRQ_OPEN = (
    "Les touches magiques du noyau (Syst) répondent : écrivez « kernel.sysrq = 0 » dans "
    "/etc/sysctl.d/60-borne.conf, puis « sudo sysctl --system »."
)
REBOOTS = (
    "Ctrl+Alt+Suppr redémarre la machine : lancez « sudo systemctl mask ctrl-alt-del.target »."
)
BURST = (
    "Ctrl+Alt+Suppr sept fois de suite redémarre la machine : écrivez « CtrlAltDelBurstAction=none "
    "» sous [Manager] dans /etc/systemd/system.conf.d/borne.conf, puis redémarrez."
)
LOGINS = (
    "Une autre console ouvre une session : écrivez « {name}=0 » sous [Login] dans "
    "/etc/systemd/logind.conf.d/borne.conf, puis redémarrez."
)
POWER = (
    "Une touche d'alimentation du clavier arrête la machine : écrivez « {name}=ignore » sous "
    "[Login] dans /etc/systemd/logind.conf.d/borne.conf, puis redémarrez."
)


def check_station(machine: Machine) -> list[Finding]:
    """Look at what answers besides the kiosk; nothing is said of what the machine has not."""
    found = _sysrq(machine)
    if (machine.root / SYSTEMD).exists():
        found += [_restart(machine), _logins(machine), _power(machine)]
    return found


def _sysrq(machine: Machine) -> list[Finding]:
    said = machine.text(SYSRQ)
    if said is None:
        return []
    good = said.strip() == "0"
    text = "Les touches magiques du noyau sont muettes." if good else SYSRQ_OPEN
    return [Finding("sysrq", "Noyau", good, text)]


def _restart(machine: Machine) -> Finding:
    if not _is_masked(machine):
        return Finding("restart", "Redémarrage", False, REBOOTS)
    if manager_setting(machine, "system.conf", "CtrlAltDelBurstAction") != "none":
        return Finding("restart", "Redémarrage", False, BURST)
    return Finding("restart", "Redémarrage", True, "Ctrl+Alt+Suppr ne fait rien.")


def _is_masked(machine: Machine) -> bool:
    """Return whether the target is masked: a link to /dev/null or empty (systemd.unit(5))."""
    for folder in ("etc", "run"):
        place = machine.root / folder / TARGET
        if place.is_symlink():
            return os.readlink(place) == os.devnull
        if place.exists():
            return place.stat().st_size == 0
    return False


def _logins(machine: Machine) -> Finding:
    for name in ("NAutoVTs", "ReserveVT"):
        if manager_setting(machine, "logind.conf", name) != "0":
            return Finding("logins", "Autres consoles", False, LOGINS.format(name=name))
    return Finding("logins", "Autres consoles", True, "Aucune n'ouvre de session.")


def _power(machine: Machine) -> Finding:
    for name in POWER_KEYS:
        if manager_setting(machine, "logind.conf", name) != "ignore":
            return Finding("power", "Alimentation", False, POWER.format(name=name))
    text = "Les touches d'alimentation du clavier ne font rien."
    return Finding("power", "Alimentation", True, text)
