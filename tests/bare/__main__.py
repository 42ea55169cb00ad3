"""`make bare` : fait un Debian 13 nu et y passe `make demo` et `make test`, sous chaque compte."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

from tests.architecture.source_tree import ROOT
from tests.bare.machine import BareMachine
from tests.bare.making import make_root
from tests.bare.trials import TRIALS, Trial, Wanted

LOGS = ROOT / "build" / "bare"


def main() -> int:
    """Return the exit status: 1 if a step fails, with one line of result in any case."""
    asked = _options()
    if os.geteuid() != 0:
        print("make bare monte un autre système : passez-le en root (sudo make bare).")
        return 1
    # A signal ends it by an exception: what it has made is deleted.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    LOGS.mkdir(parents=True, exist_ok=True)
    wanted = Wanted(asked.tests, asked.demo_only, asked.minutes * 60)
    begun, steps = monotonic(), 0
    try:
        with tempfile.TemporaryDirectory(prefix="debian-nu-", ignore_cleanup_errors=True) as folder:
            base = asked.base or Path(folder) / "base"
            if not base.exists():
                make_root(base)
            print(f"Debian nu prêt : {monotonic() - begun:.0f} s", flush=True)
            for name in asked.trials or TRIALS:
                steps += _try_on(base, Path(folder) / name, wanted)
    except (AssertionError, subprocess.CalledProcessError) as error:
        print(f"{error}\nmake bare : ÉCHEC ; ce qui a été dit est dans {LOGS}", flush=True)
        return 1
    print(f"make bare : {steps} étapes passées en {monotonic() - begun:.0f} s")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bare", description=__doc__)
    choices = ", ".join(TRIALS)
    parser.add_argument("trials", nargs="*", metavar="ESSAI", help=f"{choices} ; tous si aucun")
    parser.add_argument("--demo-only", action="store_true", help="ne pas passer make test")
    parser.add_argument("--tests", default="", metavar="ARGS", help="ce que reçoit make test ARGS=")
    parser.add_argument("--minutes", type=float, default=60.0, help="limite des tests d'un essai")
    parser.add_argument("--base", type=Path, metavar="DOSSIER", help="garder là le Debian nu")
    asked = parser.parse_args()
    if unknown := set(asked.trials) - set(TRIALS):
        parser.error(f"essai inconnu : {', '.join(sorted(unknown))} (il y a {choices})")
    return asked


def _try_on(base: Path, root: Path, wanted: Wanted) -> int:
    """Do one trial on a machine of its own, thrown away at the end; return the number of steps."""
    log = LOGS / f"{root.name}.log"
    log.write_text("", encoding="utf-8")
    try:
        trial = Trial(root.name, BareMachine(base, root, log), wanted)
        TRIALS[root.name](trial)
    finally:
        subprocess.run(["rm", "-rf", "--one-file-system", root], check=True)
    return trial.steps


if __name__ == "__main__":
    sys.exit(main())
