"""The unit of a kiosk on a whole machine, as systemd tells of it."""

from __future__ import annotations

from tests.machine.trial import Trial

GETTY = "getty@tty1.service"
ENDED_WELL = {"ActiveState": "inactive", "Result": "success", "ExecMainStatus": "0"}
"""What systemd says of a unit that was left on purpose (systemd.exec(5))."""


def main_process(trial: Trial, unit: str) -> str:
    """Return the number of the unit's process, 0 for none."""
    return trial.machine.root.must(f"systemctl show --property=MainPID --value {unit}").strip()


def is_another(trial: Trial, unit: str, before: str) -> bool:
    """Return whether the unit has another process than one that is gone."""
    return main_process(trial, unit) not in {before, "0"}


def ending(trial: Trial, unit: str) -> dict[str, str]:
    """Return how a unit has ended, by the names of `ENDED_WELL`."""
    said = trial.machine.root.must(f"systemctl show --property={','.join(ENDED_WELL)} {unit}")
    return dict(line.split("=", 1) for line in said.split())
