"""Reading the settings of a machine: systemd's, and the assignments of a shell."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

FOLDERS = ("usr/lib/systemd", "run/systemd", "etc/systemd")
"""Where systemd's settings are, the last one wins (systemd-system.conf(5))."""


def manager_setting(machine: Machine, file: str, name: str) -> str | None:
    """Return a setting of `system.conf` or `logind.conf`, None if nothing sets it.

    The files of `FILE.d` come after the file itself, in the order of their names
    wherever they are; one hides those of its name in the folders before.
    """
    texts = [machine.text(f"{folder}/{file}") for folder in FOLDERS]
    main = next((text for text in reversed(texts) if text is not None), None)
    added: dict[str, str] = {}
    for folder in FOLDERS:
        for path in sorted((machine.root / folder / f"{file}.d").glob("*.conf")):
            added[path.name] = str(path.relative_to(machine.root))
    found = None
    for text in (main, *(machine.text(added[file_name]) for file_name in sorted(added))):
        found = last_assigned(text or "", name) or found
    return found


def last_assigned(text: str, name: str) -> str | None:
    """Return the value of a setting of systemd's, the last one wins; None if there is none."""
    found = None
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals and key.strip() == name:
            found = value.strip()
    return found


def significant_lines(text: str) -> list[str]:
    """Return the lines of a file without comments, blank lines and spaces around them."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith(("#", ";"))]


def quoted(lines: Iterable[str]) -> str:
    """Return lines to be written, for a sentence: « A=1 », « B=2 »."""
    return ", ".join(f"« {line} »" for line in lines)


def unit_environment(text: str) -> dict[str, str]:
    """Return the variables that a unit sets by `Environment=` (systemd.exec(5)).

    Args:
        text: The unit, then its changes; an empty `Environment=` forgets those before.
    """
    found: dict[str, str] = {}
    for line in text.replace("\\\n", " ").splitlines():
        key, _, value = line.partition("=")
        if key.strip() != "Environment":
            continue
        try:
            words = shlex.split(value)
        except ValueError:  # a quote that is not closed
            continue
        if not words:
            found.clear()
        for word in words:
            name, equals, assigned = word.partition("=")
            if equals:
                found[name] = assigned
    return found


def shell_settings(text: str) -> dict[str, str]:
    """Return the assignments of a file such as /etc/default/keyboard, without their quotes."""
    found = {}
    for line in text.splitlines():
        try:
            words = shlex.split(line, comments=True)
        except ValueError:  # a quote that is not closed
            continue
        for word in words[:1]:
            name, equals, value = word.partition("=")
            if equals:
                found[name] = value
    return found
