"""`make machine` : fait un Debian 13 dans QEMU, y suit les deux guides, et éprouve la borne."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from tests.architecture.source_tree import ROOT
from tests.machine.administration_trial import administration_trial
from tests.machine.cargo import UNPACK, make_cargo
from tests.machine.container import Container, is_there
from tests.machine.emulator import Emulator, works_accelerated
from tests.machine.image import Disk, make_disk
from tests.machine.kiosk_trial import kiosk_trial
from tests.machine.package_trial import git_trial, package_trial
from tests.machine.trial import Trial

PLACE = ROOT / "build" / "machine"
TRIALS: dict[str, Callable[[Trial], None]] = {
    "borne": kiosk_trial,
    "administration": administration_trial,
    "paquet": package_trial,
    "git": git_trial,
}
"""Each on a machine of its own."""
JOURNAL = "journalctl --no-pager --lines=300; tail --lines=50 /var/log/espace-electeur-borne/* 2>&1"
"""What is kept of a machine on which a step has failed."""
ALONE = {"administration"}
"""In a container these have a network of their own: their servers' ports are taken on this one."""


def main() -> int:
    """Return the exit status: 1 if a step fails, with one line of result in any case."""
    asked = _options()
    if os.geteuid() != 0:
        print("make machine fait un autre système : passez-le en root (sudo make machine).")
        return 1
    # A signal ends it by an exception: the machine is switched off.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begun, steps, seen = monotonic(), 0, []
    try:
        disk = make_disk(PLACE)
        print(f"disque prêt : {monotonic() - begun:.0f} s", flush=True)
        with tempfile.TemporaryDirectory(prefix="machine-") as folder:
            short = Path(folder)  # a socket's path has 107 characters at most
            cargo, commit = make_cargo(short)
            start, how = _starter(asked, disk, short)
            print(f"commit {commit[:10]}, {how}", flush=True)
            for name in asked.trials or TRIALS:
                trial = _try_on(start(short / name, cargo), name)
                steps += trial.steps
                seen += trial.seen
    except (AssertionError, subprocess.CalledProcessError) as error:
        print(f"{error}\nmake machine : ÉCHEC ; ce qui a été dit est dans {PLACE}", flush=True)
        return 1
    minutes = (monotonic() - begun) / 60
    print(f"make machine ({how}) : {steps} étapes en {minutes:.0f} min ; vu : {' ; '.join(seen)}")
    return 0


def _starter(
    asked: argparse.Namespace, disk: Disk, folder: Path
) -> tuple[Callable[[Path, Path], Emulator | Container], str]:
    """Return what starts a machine in a folder, with its cargo, and what that is in French."""
    if asked.container:
        return (
            lambda place, cargo: Container(disk, place, cargo=cargo, alone=place.name in ALONE),
            "systemd-nspawn",
        )
    accelerated = not asked.slow and works_accelerated(disk, folder / "kvm")
    return (
        lambda place, cargo: Emulator(disk, place, cargo=cargo, accelerated=accelerated),
        "KVM" if accelerated else "TCG, sans accélération",
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make machine", description=__doc__)
    choices = ", ".join(TRIALS)
    parser.add_argument("trials", nargs="*", metavar="ESSAI", help=f"{choices} ; tous si aucun")
    parser.add_argument("--slow", action="store_true", help="sans KVM, même s'il est là")
    parser.add_argument(
        "--container",
        action="store_true",
        help="avec systemd-nspawn, où QEMU est refusé : ni clavier, ni image, ni noyau à soi",
    )
    asked = parser.parse_args()
    if unknown := set(asked.trials) - set(TRIALS):
        parser.error(f"essai inconnu : {', '.join(sorted(unknown))} (il y a {choices})")
    if asked.container and not is_there():
        parser.error("systemd-nspawn manque : installez le paquet Debian systemd-container")
    return asked


def _try_on(machine: Emulator | Container, name: str) -> Trial:
    """Do one trial on a machine that has just been switched on, and return it."""
    log = PLACE / f"{name}.log"
    log.write_text("", encoding="utf-8")
    trial = Trial(name, machine, log)
    begun = monotonic()
    try:
        with machine:
            trial.told("une machine allumée", monotonic() - begun)
            machine.root.must(UNPACK)
            try:
                TRIALS[name](trial)
            except AssertionError:
                if isinstance(machine, Emulator):
                    machine.picture(PLACE / f"{name}.png")
                else:
                    (PLACE / f"{name}.txt").write_text(trial.console.text, encoding="utf-8")
                with suppress(AssertionError):  # the machine may have ended
                    said = machine.root.run(JOURNAL).text
                    (PLACE / f"{name}.journal").write_text(said, encoding="utf-8")
                raise
    finally:
        machine.switch_off()
    return trial


if __name__ == "__main__":
    sys.exit(main())
