"""Settings of an election file, changed for a test."""

from __future__ import annotations

import re
from pathlib import Path


def set_in(config: Path, section: str, **settings: object) -> None:
    """Write settings at the head of a section of an election file."""
    lines = "".join(
        f"{name} = {value if isinstance(value, int) else f'{value!r}'}\n"
        for name, value in settings.items()
    )
    text = config.read_text(encoding="utf-8")
    changed = re.sub(rf"(?m)^\[{section}\]\n", lambda found: found.group() + lines, text)
    config.write_text(changed, encoding="utf-8")
