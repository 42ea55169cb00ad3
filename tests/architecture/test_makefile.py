"""`make help` explains every target, by itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.architecture.source_tree import ROOT

PROMISED = {
    *("install", "demo", "test", "soak", "check", "bench", "bench-scale", "screenshots"),
    *("services", "bare", "lock", "help", "deb", "wheel"),
}


def explained(makefile: Path) -> dict[str, str]:
    """Return what `make help` says of each target of a Makefile."""
    command = ["make", "--no-print-directory", "-f", str(makefile), "help"]
    done = subprocess.run(command, cwd=makefile.parent, capture_output=True, text=True, check=True)
    return dict(re.findall(r"^  make (\S+)\s+(\S.*)$", done.stdout, flags=re.MULTILINE))


def test_help_explains_every_promised_target() -> None:
    assert set(explained(ROOT / "Makefile")) >= PROMISED


def test_help_explains_every_target_that_people_call() -> None:
    (phony,) = re.findall(
        r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert set(explained(ROOT / "Makefile")) == set(phony.split())


def test_a_new_target_appears_by_itself(tmp_path: Path) -> None:
    makefile = tmp_path / "Makefile"
    shutil.copy(ROOT / "Makefile", makefile)
    with makefile.open("a", encoding="utf-8") as file:
        file.write("\npolish: ## Faire briller\n\t@true\n")
    assert explained(makefile)["polish"] == "Faire briller"
