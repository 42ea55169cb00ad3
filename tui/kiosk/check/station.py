"""The keys by which the kernel, systemd and its logins answer, whatever program runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from models import Finding, Level
from tui.kiosk.check.live import (
    logind_question,
    logind_settings,
    systemd_question,
    systemd_settings,
)
from tui.kiosk.check.settings import manager_setting, quoted

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

SYSRQ = "proc/sys/kernel/sysrq"
PRINTK = "proc/sys/kernel/printk"
"""The first number: messages of the kernel below it are written over the console (proc(5))."""
QUIET_PRINTK = 1
SYSTEMD = "usr/lib/systemd/systemd"
TARGET = "systemd/system/ctrl-alt-del.target"
BURST_ACTION = "CtrlAltDelBurstAction"
"""What systemd does once Ctrl+Alt+Del was pressed seven times in 2 s (systemd-system.conf(5))."""
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
    "Les touches SysRq du noyau répondent : écrivez « kernel.sysrq = 0 » dans "
    "/etc/sysctl.d/60-borne.conf, puis « sudo sysctl --system »."
)
CHATTY = (
    "Les messages du noyau s'écrivent par-dessus la borne : écrivez « kernel.printk = 1 4 1 7 » "
    "dans /etc/sysctl.d/60-borne.conf, puis « sudo sysctl --system »."
)
NOT_LOADED = (
    "{what} : le réglage est écrit, mais pas encore suivi ; redémarrez la machine, ou lancez "
    "« sudo systemctl restart systemd-logind »."
)
REBOOTS = (
    "Ctrl+Alt+Suppr redémarre la machine : lancez « sudo systemctl mask ctrl-alt-del.target »."
)
BURST = (
    "Ctrl+Alt+Suppr sept fois de suite redémarre la machine : écrivez « CtrlAltDelBurstAction=none "
    "» sous [Manager] dans /etc/systemd/system.conf.d/borne.conf, puis redémarrez."
)
BURST_NOT_LOADED = (
    "Ctrl+Alt+Suppr sept fois de suite redémarre encore la machine : le réglage est écrit, mais "
    "pas encore suivi ; lancez « sudo systemctl daemon-reload », ou redémarrez."
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
    found = [*_sysrq(machine), *_printk(machine)]
    if (machine.root / SYSTEMD).exists():
        found += [*_restart(machine), _logind(machine)]
    return found


def _printk(machine: Machine) -> list[Finding]:
    numbers = (machine.text(PRINTK) or "").split()
    if not numbers or not numbers[0].isdigit() or int(numbers[0]) <= QUIET_PRINTK:
        return []
    return [Finding("printk", "Noyau", Level.FAULT, CHATTY)]


def _sysrq(machine: Machine) -> list[Finding]:
    content = machine.text(SYSRQ)
    if content is None:
        return []
    good = content.strip() == "0"
    text = "Les touches SysRq du noyau sont désactivées." if good else SYSRQ_OPEN
    return [Finding("sysrq", "Noyau", Level.OK if good else Level.FAULT, text)]


def _restart(machine: Machine) -> list[Finding]:
    wrong = [] if _is_masked(machine) else [REBOOTS]
    if manager_setting(machine, "system.conf", BURST_ACTION) != "none":
        wrong.append(BURST)
    elif _loaded_burst(machine) != "none":
        wrong.append(BURST_NOT_LOADED)
    if wrong:
        return [Finding("restart", "Redémarrage", Level.FAULT, text) for text in wrong]
    return [Finding("restart", "Redémarrage", Level.OK, "Ctrl+Alt+Suppr ne fait rien.")]


def _loaded_burst(machine: Machine) -> str:
    """Return what systemd itself follows, « none » as it is written if it cannot be asked."""
    answer = machine.ask(systemd_question([BURST_ACTION]))
    return systemd_settings(answer).get(BURST_ACTION, "none")


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
        return _as_it_runs(machine)
    what = " ; ".join([LOGINS] * bool(logins) + [POWER] * bool(power))
    text = LOGIND.format(what=what[0].upper() + what[1:], lines=quoted((*logins, *power)))
    return Finding("logind", "Sessions", Level.FAULT, text)


def _as_it_runs(machine: Machine) -> Finding:
    """Ask logind itself: it reads its files as it starts."""
    asked = (*POWER_KEYS, *(name for name in VTS if name != "ReserveVT"))
    followed = logind_settings(asked, machine.ask(logind_question(asked)))
    if any(followed[name] != "0" for name in VTS if name in followed):
        what = LOGINS
    elif any(followed[name] != "ignore" for name in POWER_KEYS if name in followed):
        what = POWER
    else:
        return Finding("logind", "Sessions", Level.OK, SILENT)
    text = NOT_LOADED.format(what=what[0].upper() + what[1:])
    return Finding("logind", "Sessions", Level.FAULT, text)
