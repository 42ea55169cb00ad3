"""The kiosk in full screen: what cage and foot must not leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from configparser import Error as ConfigParserError
from typing import TYPE_CHECKING

from tui.kiosk.check.settings import last_assigned, unit_environment
from tui.kiosk.check.units import CAGE, whole_text

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

FOOT_INI = "foot.ini"
FOOT = f"etc/espace-electeur/{FOOT_INI}"
HARMLESS = {
    "security": {"osc52": "disabled"},
    "scrollback": {"lines": "0"},
    "url": {"launch": "/bin/false"},
    "key-bindings": {
        "spawn-terminal": "none",
        "search-start": "none",
        "clipboard-copy": "none",
        "clipboard-paste": "none",
        "show-urls-launch": "none",
        "unicode-input": "none",
    },
}
"""What of foot.ini(5) keeps a terminal closed; the guide's file, if it is there, has all of it."""
BINDINGS = ("key-bindings", "mouse-bindings", "search-bindings", "url-bindings", "text-bindings")
"""Sections in which nothing but « none » leaves no way out."""
ONE_S_OWN = ("font", "title")
"""What a machine may choose in [main]."""

OPEN_FOOT = (
    "/{place} laisse {what} : installez docs/borne/foot.ini, comme le dit le guide ; changez-y "
    "seulement « font »."
)
NO_FOOT = "/{place} manque : installez docs/borne/foot.ini, comme le dit le guide."
SWITCHES = (
    "cage montre une autre console à Ctrl+Alt+F2 ({what}) : installez l'unité {unit} de "
    "docs/borne, comme le dit le guide."
)
OTHER_FOOT = (
    "cage ne lance pas foot avec « --config=/{place} » : installez l'unité {unit} de docs/borne, "
    "comme le dit le guide."
)
NO_SERVER_KEYS = "srvrkeys:none"
"""Option of the keyboard without the keys of the display server (xkeyboard-config(7))."""
_ARGUMENTS = re.compile(r"argv\[\]=(.*?) ;")
"""Of `ExecStart=` in the answer of systemctl(1)."""


def open_full_screen(machine: Machine, unit: str, loaded: Mapping[str, str]) -> Iterator[str]:
    """Yield what is to be done about cage and foot; nothing about a kiosk on the console.

    Args:
        machine: Where the kiosk is.
        unit: Its unit.
        loaded: Its settings as systemd has loaded them.
    """
    if unit == CAGE:
        yield from _open_cage(whole_text(machine, unit), loaded)
        yield from _open_foot(machine)


def _open_cage(text: str, loaded: Mapping[str, str]) -> Iterator[str]:
    found = _ARGUMENTS.search(loaded.get("ExecStart", ""))
    words = (found[1] if found else last_assigned(text, "ExecStart") or "").split()
    options = words[1 : words.index("--")] if "--" in words else words[1:]
    # Options of one letter may stand together (getopt(3)).
    wrong = ["-s"] if any("s" in word for word in options if word.startswith("-")) else []
    keys = unit_environment(text).get("XKB_DEFAULT_OPTIONS", "").split(",")
    wrong += [] if NO_SERVER_KEYS in keys else [f"sans {NO_SERVER_KEYS}"]
    if wrong:
        yield SWITCHES.format(what=", ".join(wrong), unit=CAGE)
    if f"--config=/{FOOT}" not in words:
        yield OTHER_FOOT.format(place=FOOT, unit=CAGE)


def _open_foot(machine: Machine) -> Iterator[str]:
    text = machine.text(FOOT)
    if text is None:
        yield NO_FOOT.format(place=FOOT)
        return
    settings, shipped = _settings(text), _settings(machine.shipped(FOOT_INI) or "")
    wanted = {section: dict(values) for section, values in shipped.items()} | {
        "main": {name: value for name, value in shipped["main"].items() if name not in ONE_S_OWN}
    }
    open_ones = {
        name: None
        for section, values in (wanted if shipped.sections()[1:] else HARMLESS).items()
        for name, value in values.items()
        if settings.get(section, name, fallback="") != value
    }
    bound = {
        name: None
        for section in BINDINGS
        if settings.has_section(section)
        for name, value in settings.items(section)
        if value != "none"
    }
    if settings.has_option("main", "include"):  # it would be read after all that is looked at
        bound["include"] = None
    if found := open_ones | bound:
        yield OPEN_FOOT.format(place=FOOT, what=", ".join(found))


def _settings(text: str) -> ConfigParser:
    """Return the settings of a foot.ini(5), none but an empty [main] if it cannot be read."""
    for whole in (f"[main]\n{text}", "[main]\n"):
        settings = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
        try:
            settings.read_string(whole)
        except ConfigParserError:
            continue
        break
    return settings
