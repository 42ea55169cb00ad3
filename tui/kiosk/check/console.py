"""The Linux console: its keyboard, its font, and the keys that leave it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from models import Finding, Level
from tui.kiosk.check.settings import quoted, shell_settings, significant_lines
from tui.kiosk.check.units import CONSOLE as CONSOLE_UNIT
from tui.kiosk.check.units import installed_units, kiosk_environment

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

KEYBOARD, CONSOLE = "etc/default/keyboard", "etc/default/console-setup"
"""What Debian's setupcon(1) reads."""
VCONSOLE = "etc/vconsole.conf"
"""What systemd reads if setupcon is not installed (vconsole.conf(5))."""

NOTHING = "VoidSymbol"
"""What a key that does nothing is bound to (keymaps(5))."""
KEYS, LOADKEYS = "etc/espace-electeur/touches.sed", "usr/bin/loadkeys"
NO_KEYS = (
    "{path} manque : des touches montrent une autre console, ou redémarrent la machine. Installez "
    "le paquet Debian « kbd » et docs/borne/touches.sed, comme le dit le guide."
)
OTHER_KEYS = (
    "/{path} ne retire pas toutes les touches qui montrent une autre console, ou redémarrent la "
    "machine : installez docs/borne/touches.sed, comme le dit le guide, puis « sudo systemctl "
    "restart {unit} »."
)
NO_SETTINGS = (
    "Rien ne règle le clavier et la police de la console : installez le paquet Debian "
    "« console-setup »."
)
NO_FRENCH = (
    "Le clavier de la console est « {layout} » : écrivez « {line} » dans /{place}, puis lancez "
    "« sudo {command} »."
)
NO_LATIN = (
    "La police de la console est « {font} », qui n'a pas toutes les lettres du français, ou n'est "
    "pas en UTF-8 : écrivez {lines} dans /{place}, puis lancez « sudo {command} »."
)
LEAVES = (
    "Alt+F2 montre une autre console : installez /etc/espace-electeur/touches.sed et l'unité de "
    "la borne, comme le dit le guide, puis lancez-la."
)
SETUPCON, RESTART = "setupcon --force", "systemctl restart systemd-vconsole-setup"
UNKNOWN = "inconnu"

WHOLE = ("Lat15", "Uni1", "guess")
"""Codesets of console-setup(5) with the letters of French; setupcon guesses correctly in UTF-8."""
WHOLE_FONTS = ("Lat15", "Uni1", "lat0-", "lat9")
"""Beginnings of the fonts with them, if systemd sets the font (ISO 8859-15)."""


def check_console(machine: Machine) -> list[Finding]:
    """Look at the console's settings; nothing if the kiosk's terminal is no console."""
    environment = kiosk_environment(machine) or machine.environment
    if not environment.get("TERM", "").startswith("linux"):
        return []
    found = [_keyboard(machine), _font(machine)]
    found += _keys_taken_away(machine)
    leaves = machine.terminal.leaves if machine.terminal else None
    if leaves is not None:
        text = LEAVES if leaves else "Aucune touche ne quitte cette console."
        level = Level.FAULT if leaves else Level.OK
        found.append(Finding("switching", "Changer d'écran", level, text))
    return found


def _keys_taken_away(machine: Machine) -> list[Finding]:
    """Look for what the unit takes the keys away with; it starts without them, too."""
    if not installed_units(machine):
        return []
    wrong = [
        NO_KEYS.format(path=f"/{place}")
        for place in (KEYS, LOADKEYS)
        if machine.text(place) is None
    ]
    keys = machine.text(KEYS)
    if keys is not None and not _takes_all_away(machine, keys):
        wrong.append(OTHER_KEYS.format(path=KEYS, unit=CONSOLE_UNIT))
    return [Finding("switching", "Changer d'écran", Level.FAULT, text) for text in wrong]


def _takes_all_away(machine: Machine, text: str) -> bool:
    """Return whether a script has what the guide's has; if that is not there, anything to do."""
    lines = significant_lines(text)
    wanted = significant_lines(machine.shipped(PurePosixPath(KEYS).name) or "")
    if wanted:
        return set(wanted) <= set(lines)
    return any(NOTHING in line for line in lines)


def _keyboard(machine: Machine) -> Finding:
    if (said := machine.text(KEYBOARD)) is not None:
        name, place, line, command = "XKBLAYOUT", KEYBOARD, 'XKBLAYOUT="fr"', SETUPCON
    elif (said := machine.text(VCONSOLE)) is not None:
        name, place, line, command = "KEYMAP", VCONSOLE, "KEYMAP=fr", RESTART
    else:
        return Finding("keyboard", "Clavier", Level.FAULT, NO_SETTINGS)
    layout = shell_settings(said).get(name, "")
    if layout.split(",")[0].split("-")[0] == "fr":
        return Finding("keyboard", "Clavier", Level.OK, f"Français ({layout}).")
    text = NO_FRENCH.format(layout=layout or UNKNOWN, line=line, place=place, command=command)
    return Finding("keyboard", "Clavier", Level.FAULT, text)


def _font(machine: Machine) -> Finding:
    if (said := machine.text(CONSOLE)) is not None:
        settings = shell_settings(said)
        codeset, face = settings.get("CODESET", ""), settings.get("FONTFACE", "")
        font = f"{codeset}-{face}{settings.get('FONTSIZE', '')}" if face else ""
        missing, place, command = _missing(settings), CONSOLE, SETUPCON
    elif (said := machine.text(VCONSOLE)) is not None:
        font = shell_settings(said).get("FONT", "")
        missing = [] if font.startswith(WHOLE_FONTS) else ["FONT=Lat15-TerminusBold16"]
        place, command = VCONSOLE, RESTART
    else:
        return Finding("font", "Police", Level.FAULT, NO_SETTINGS)
    if not missing:
        return Finding("font", "Police", Level.OK, f"{font}.")
    lines = quoted(missing)
    text = NO_LATIN.format(font=font or UNKNOWN, lines=lines, place=place, command=command)
    return Finding("font", "Police", Level.FAULT, text)


def _missing(settings: Mapping[str, str]) -> list[str]:
    """Return the lines that console-setup(5) lacks for French in UTF-8."""
    wrong = {
        'CHARMAP="UTF-8"': settings.get("CHARMAP", "UTF-8") not in {"UTF-8", "guess"},
        'CODESET="Lat15"': settings.get("CODESET", "") not in WHOLE,
        'FONTFACE="TerminusBold"': not settings.get("FONTFACE"),
    }
    return [line for line, is_missing in wrong.items() if is_missing]
