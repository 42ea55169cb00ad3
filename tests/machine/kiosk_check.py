"""`kiosk --check` on a whole machine: nothing to do by the guide, a word for each way out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models.services.administration.installation import NO_END
from tests.machine.kiosk_guide import CAGE, UNIT
from tests.machine.trial import Trial

CHECK = "sudo -u borne espace-electeur kiosk --check --json --config /srv/elections/election.toml"
FAST = CHECK.replace("--json", "--fast --json")
NOT_HERE = {"clock", "scrutins"}
"""What this machine cannot have: nobody tells it the time, and six people are on its roll."""
OF_THE_KERNEL = {"sysrq", "printk", "core", "swap", "logins"}
"""What a container cannot set, or has not: it has one console, which is none to the kernel."""

Way = tuple[str, str, str]
"""The subject that names it, what opens a way out of the kiosk, what shuts it again."""


def findings(trial: Trial, command: str = CHECK) -> dict[str, str]:
    """Return what `kiosk --check` has to say on the machine that is not good, by subject.

    On a processor that is emulated or busy `--fast` has no time for the election and for systemd:
    that is not told, `make bench` measures it.
    """
    said = trial.machine.person.type_command(command, 300)
    document = json.loads(said.text[said.text.index("{") :])
    levels = {one["level"] for one in document["findings"]}
    worst = max(levels, key=("ok", "attention", "fault").index)
    assert document["state"] == worst, document
    assert said.status == ("ok", "attention", "fault").index(worst), said
    found = [one for one in document["findings"] if one["level"] != "ok"]
    found = [one for one in found if not _late(one)]
    return {
        subject: "\n".join(one["text"] for one in found if one["subject"] == subject)
        for subject in {one["subject"] for one in found}
    }


def _late(found: dict[str, str]) -> bool:
    return found["text"] == NO_END or found["subject"] == "systemd"


def left_to_do(trial: Trial, command: str = CHECK) -> dict[str, str]:
    """Return the same without what the machine cannot have."""
    missing = NOT_HERE if trial.machine.is_whole else NOT_HERE | OF_THE_KERNEL
    return {
        subject: text
        for subject, text in findings(trial, command).items()
        if subject not in missing
    }


def nothing_left_to_do(trial: Trial) -> None:
    """See that the guide leaves nothing that `kiosk --check` asks for."""
    with trial.step("kiosk --check ne demande plus rien", seen="kiosk --check sans reproche"):
        left = left_to_do(trial)
        assert not left, left
    with trial.step("kiosk --check --fast"):
        left = left_to_do(trial, FAST)
        assert not left, left


def ways_out_are_named(trial: Trial, ways: Sequence[Way]) -> None:
    """Open one way out after the other: `kiosk --check` names each.

    Args:
        trial: On whose machine the kiosk runs.
        ways: What is opened.
    """
    root = trial.machine.root
    opened_ones = [way for way in ways if trial.machine.is_whole or way[0] not in OF_THE_KERNEL]
    for subject, opened, shut in opened_ones:
        with trial.step(f"kiosk --check nomme : {opened.splitlines()[0]}"):
            root.must(opened)
            found = findings(trial)
            root.must(shut)
            assert subject in found, f"{opened}\n{found}"
    trial.seen.append(f"{len(opened_ones)} portes ouvertes et nommées")
    with trial.step("et plus rien, une fois refermées"):
        left = left_to_do(trial)
        assert not left, left


UNIT_FILE = f"/usr/lib/systemd/system/{UNIT}.service"
_CHANGE = f"/etc/systemd/system/{UNIT}.service.d"
_OVERRIDE = f"/run/systemd/system/{UNIT}.service.d"
_LOGIND = "/etc/systemd/logind.conf.d/borne.conf"
_KEYS = "/etc/espace-electeur/touches.sed"
_MANAGER = "/etc/systemd/system.conf.d/borne.conf"
WAYS_OUT: Sequence[Way] = (
    (
        "logind",
        f"mv {_LOGIND} /root/ && systemctl restart systemd-logind && mv /root/borne.conf {_LOGIND}",
        "systemctl restart systemd-logind",
    ),
    (
        "restart",
        f"mv {_MANAGER} /root/ && systemctl daemon-reload && mv /root/borne.conf {_MANAGER}",
        "systemctl daemon-reload",
    ),
    (
        "switching",
        "mv /etc/espace-electeur/touches.sed /root/",
        "mv /root/touches.sed /etc/espace-electeur/",
    ),
    ("switching", f"mv {_KEYS} /root/ && echo '# rien' > {_KEYS}", f"mv /root/touches.sed {_KEYS}"),
    (
        "switching",
        "mv /usr/bin/loadkeys /root/",
        "mv /root/loadkeys /usr/bin/",
    ),
    (
        "service",
        f"sed -i.garde 's/^User=borne/User=root/' {UNIT_FILE}; systemctl daemon-reload",
        f"mv {UNIT_FILE}.garde {UNIT_FILE}; systemctl daemon-reload",
    ),
    (
        "service",
        f"mkdir {_CHANGE}; printf '[Service]\\nRestart=no\\n' > {_CHANGE}/a.conf; "
        "systemctl daemon-reload",
        f"rm -r {_CHANGE}; systemctl daemon-reload",
    ),
    (
        "service",
        f"mkdir {_CHANGE}; printf '[Service]\\nUser=root\\n' > {_CHANGE}/a.conf",
        f"rm -r {_CHANGE}; systemctl daemon-reload",
    ),
    (
        "service",
        f"mkdir -p {_OVERRIDE}; printf '[Service]\\nWatchdogSec=0\\n' > {_OVERRIDE}/a.conf; "
        "systemctl daemon-reload",
        f"rm -r {_OVERRIDE}; systemctl daemon-reload",
    ),
    (
        "service",
        f"mkdir -p {_OVERRIDE}; printf '[Service]\\nKillMode=process\\n' > {_OVERRIDE}/a.conf; "
        "systemctl daemon-reload",
        f"rm -r {_OVERRIDE}; systemctl daemon-reload",
    ),
    (
        "service",
        f"sed -i.garde 's/^OnSuccess=.*/OnSuccess=getty@tty1.service/' {UNIT_FILE}; "
        "systemctl daemon-reload",
        f"mv {UNIT_FILE}.garde {UNIT_FILE}; systemctl daemon-reload",
    ),
    ("logins", "systemctl start getty@tty4.service", "systemctl stop getty@tty4.service"),
    (
        "logins",
        "systemd-run --quiet --unit=essai --property=StandardInput=tty-force "
        "--property=TTYPath=/dev/tty1 /sbin/agetty --noclear - linux; "
        "until pgrep -t tty1 -x agetty > /dev/null; do sleep 1; done",
        f"systemctl stop essai.service; systemctl restart {UNIT}",
    ),
    (
        "logins",
        "systemctl enable --now --quiet getty@tty3.service",
        "systemctl disable --now --quiet getty@tty3.service",
    ),
    ("account", "gpasswd --add borne input", "gpasswd --delete borne input"),
    ("sysrq", "sysctl -q kernel.sysrq=1", "sysctl -q kernel.sysrq=0"),
    ("printk", "sysctl -q 'kernel.printk=4 4 1 7'", "sysctl -q 'kernel.printk=1 4 1 7'"),
)
"""What is opened on a kiosk on the console."""

_CAGE_FILE = f"/usr/lib/systemd/system/{CAGE}.service"
_FOOT = "/etc/espace-electeur/foot.ini"
WAYS_OUT_OF_THE_CAGE: Sequence[Way] = (
    (
        "service",
        f"sed -i.garde 's/cage -d/cage -d -s/' {_CAGE_FILE}; systemctl daemon-reload",
        f"mv {_CAGE_FILE}.garde {_CAGE_FILE}; systemctl daemon-reload",
    ),
    (
        "service",
        f"sed -i.garde 's/^spawn-terminal=.*/spawn-terminal=Control+Shift+n/' {_FOOT}",
        f"mv {_FOOT}.garde {_FOOT}",
    ),
    ("service", f"mv {_FOOT} /root/", f"mv /root/foot.ini {_FOOT}"),
)
"""The same in full screen."""
