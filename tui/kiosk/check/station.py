"""The keys by which the kernel, systemd and its logins answer, whatever program runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from models import Finding
from tui.kiosk.check.settings import manager_setting, quoted

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

SYSRQ = "proc/sys/kernel/sysrq"
SYSTEMD = "usr/lib/systemd/systemd"
TARGET = "systemd/system/ctrl-alt-del.target"
VTS = ("NAutoVTs", "ReserveVT")
POWER_KEYS = (
    "HandlePowerKey",
    "HandleRebootKey",
    "HandleRebootKeyLongPress",
    "HandleSuspendKey",
    "HandleSuspendKeyLongPress",
    "HandleHibernateKey",
    "HandleLidSwitch",
)
"""Settings of logind.conf(5), each of which does something unless it is `ignore`."""
QUIET_KEYS = (
    "HandlePowerKeyLongPress",
    "HandleHibernateKeyLongPress",
    "HandleLidSwitchExternalPower",
    "HandleLidSwitchDocked",
)
"""The others, which do nothing of their own unless something sets them."""

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
LOGIND = (
    "{what} : écrivez {lines} sous [Login] dans /etc/systemd/logind.conf.d/borne.conf, puis "
    "redémarrez."
)
LOGINS = "une autre console ouvre une session"
POWER = "une touche d'alimentation ou l'écran rabattu arrête la machine"
SILENT = "Aucune autre console n'ouvre de session ; les touches d'alimentation ne font rien."


def check_station(machine: Machine) -> list[Finding]:
    """Look at what answers besides the kiosk; nothing is said of what the machine has not."""
    found = _sysrq(machine)
    if (machine.root / SYSTEMD).exists():
        found += [*_restart(machine), _logind(machine)]
    return found


def _sysrq(machine: Machine) -> list[Finding]:
    content = machine.text(SYSRQ)
    if content is None:
        return []
    good = content.strip() == "0"
    text = "Les touches magiques du noyau sont muettes." if good else SYSRQ_OPEN
    return [Finding("sysrq", "Noyau", good, text)]


def _restart(machine: Machine) -> list[Finding]:
    wrong = [] if _is_masked(machine) else [REBOOTS]
    if manager_setting(machine, "system.conf", "CtrlAltDelBurstAction") != "none":
        wrong.append(BURST)
    if wrong:
        return [Finding("restart", "Redémarrage", False, text) for text in wrong]
    return [Finding("restart", "Redémarrage", True, "Ctrl+Alt+Suppr ne fait rien.")]


def _is_masked(machine: Machine) -> bool:
    """Return whether the target is masked: a link to /dev/null or empty (systemd.unit(5))."""
    for folder in ("etc", "run"):
        place = machine.root / folder / TARGET
        if place.is_symlink():
            return os.readlink(place) == os.devnull
        if place.exists():
            return place.stat().st_size == 0
    return False


def _logind(machine: Machine) -> Finding:
    """Look at the consoles that log in and at the keys that logind answers, one file for both."""
    settings = {
        name: manager_setting(machine, "logind.conf", name)
        for name in (*VTS, *POWER_KEYS, *QUIET_KEYS)
    }
    logins = [f"{name}=0" for name in VTS if settings[name] != "0"]
    power = [f"{name}=ignore" for name in POWER_KEYS if settings[name] != "ignore"]
    power += [f"{name}=ignore" for name in QUIET_KEYS if settings[name] not in {None, "ignore"}]
    if not logins and not power:
        return Finding("logind", "Sessions", True, SILENT)
    what = " ; ".join([LOGINS] * bool(logins) + [POWER] * bool(power))
    text = LOGIND.format(what=what[0].upper() + what[1:], lines=quoted((*logins, *power)))
    return Finding("logind", "Sessions", False, text)
