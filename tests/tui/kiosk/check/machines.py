"""A machine that fits a kiosk, as a tree of files; each test takes one thing of it away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models import Finding
from tui.kiosk.check.machine import Machine, Terminal

ACCOUNT = 60_990
"""A number that no account of a machine under test has."""

UNIT = "etc/systemd/system/espace-electeur-borne.service"
CAGE = "etc/systemd/system/espace-electeur-borne-cage.service"
END = "etc/systemd/system/espace-electeur-borne-fin.service"
KEYS, LOADKEYS = "etc/espace-electeur/touches.sed", "usr/bin/loadkeys"
WANTED = "etc/systemd/system/multi-user.target.wants"
FOOT = "etc/espace-electeur/foot.ini"
PRINTK = "proc/sys/kernel/printk"

FILES = {
    "etc/passwd": "root:x:0:0:root:/root:/bin/bash\n"
    f"borne:x:{ACCOUNT}:{ACCOUNT}::/var/lib/espace-electeur-borne:/usr/sbin/nologin\n",
    "etc/group": f"root:x:0:\nsudo:x:27:professeur\nvideo:x:44:borne\nborne:x:{ACCOUNT}:\n",
    "etc/default/keyboard": '# Le clavier.\nXKBMODEL="pc105"\nXKBLAYOUT="fr"\nXKBVARIANT=""\n',
    "etc/default/console-setup": 'CHARMAP="UTF-8"\nCODESET="Lat15"\nFONTFACE="TerminusBold"\n'
    'FONTSIZE="16x32"\n',
    "etc/systemd/logind.conf.d/borne.conf": "[Login]\nNAutoVTs=0\nReserveVT=0\n"
    "HandlePowerKey=ignore\nHandleRebootKey=ignore\nHandleRebootKeyLongPress=ignore\n"
    "HandleSuspendKey=ignore\nHandleSuspendKeyLongPress=ignore\nHandleHibernateKey=ignore\n"
    "HandleLidSwitch=ignore\n",
    "etc/systemd/system.conf.d/borne.conf": "[Manager]\nCtrlAltDelBurstAction=none\n",
    UNIT: "[Unit]\nOnSuccess=espace-electeur-borne-fin.service\n[Service]\nUser=borne\n"
    "Environment=TERM=linux LANG=C.UTF-8\nMemorySwapMax=0\nRestart=on-failure\n"
    "WatchdogSec=30\n",
    END: "[Service]\nType=oneshot\n",
    KEYS: "s/Console_1/VoidSymbol/g\n",
    LOADKEYS: "",
    PRINTK: "1\t4\t1\t7\n",
    "usr/lib/systemd/systemd": "",
    "proc/sys/kernel/sysrq": "0\n",
    "proc/swaps": "Filename\tType\tSize\tUsed\tPriority\n",
}
LINKS = {
    "etc/systemd/system/ctrl-alt-del.target": "/dev/null",
    "etc/systemd/system/multi-user.target.wants/espace-electeur-borne.service": (
        "/etc/systemd/system/espace-electeur-borne.service"
    ),
}


def fit_machine(root: Path, **changed: Any) -> Machine:
    """Return a machine with which nothing is to be done, but for some of its attributes."""
    for place, text in FILES.items():
        write(root / place, text)
    for place, target in LINKS.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).symlink_to(target)
    machine = Machine(
        root=root,
        environment={"TERM": "linux", "LANG": "C.UTF-8"},
        uid=ACCOUNT,
        groups=frozenset({ACCOUNT}),
        terminal=Terminal(80, 24, leaves=False),
        ask=Answers({}),
    )
    return replace(machine, **changed)


@dataclass(frozen=True)
class Answers:
    """What the services of a machine say, if they are asked.

    Attributes:
        by_word: Their answer by a word of the question; None of the others.
    """

    by_word: Mapping[str, str]

    def __call__(self, command: Sequence[str]) -> str | None:
        """Return the answer to a question."""
        return next((said for word, said in self.by_word.items() if word in command), None)


def write(path: Path, text: str) -> Path:
    """Write a file of the machine, with the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def to_do(findings: Iterable[Finding]) -> dict[str, str]:
    """Return what is to be done, by subject: all of it in lines."""
    found: dict[str, str] = {}
    for one in findings:
        if not one.good:
            found[one.subject] = "\n".join(filter(None, (found.get(one.subject), one.text)))
    return found
