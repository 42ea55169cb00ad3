"""The terminal: one that can be read and written, large enough, known, in UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models import Finding, Level
from tui.kiosk.check.units import CONSOLE, TERMINALS, kiosk_environment, unit_of_the_kiosk

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

SMALLEST = (60, 20)
ADVISED = (80, 24)
"""Columns and lines: below the first, screens are cut; with the second nothing scrolls."""

KNOWN = ("linux", "foot", "xterm", "rxvt", "vte", "konsole", "alacritty", "screen", "tmux")
"""Beginnings of the names of terminals that show the screens."""
UTF_8 = ("utf-8", "utf8")
LANGUAGES = ("LC_ALL", "LC_CTYPE", "LANG")
"""Variables of the locale, the first that is set decides (setlocale(3))."""

NOT_LOOKED_AT = "Pas regardé : lancez cette vérification sur l'écran de la borne."
"""Said if the check is run elsewhere, and no unit says what the kiosk's own terminal is."""
TOO_SMALL = (
    "L'écran n'a que {columns} colonnes et {lines} lignes, il en faut 60 et 20 : choisissez une "
    "police plus petite, « FONTSIZE » de console-setup, ou « font » de foot.ini."
)
SMALL = "{columns} colonnes et {lines} lignes ; 80 et 24 sont plus confortables."


IN_THE_UNIT = "écrivez « Environment={line} » dans l'unité de la borne."
BY_THE_UNIT = "installez l'unité de la borne, qui donne « {line} »."


def check_terminal(machine: Machine) -> list[Finding]:
    """Look at the kiosk's terminal: its size if this is it, its name and its language."""
    return [_size(machine), _name(machine), _language(machine)]


def _size(machine: Machine) -> Finding:
    terminal = machine.terminal
    given = kiosk_environment(machine)
    here = given is None or given.get("TERM") == machine.environment.get("TERM")
    if terminal is None or not here:
        return Finding("terminal", "Terminal", Level.OK, NOT_LOOKED_AT)
    columns, lines = terminal.columns, terminal.lines
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        text = TOO_SMALL.format(columns=columns, lines=lines)
        return Finding("terminal", "Terminal", Level.FAULT, text)
    if columns < ADVISED[0] or lines < ADVISED[1]:
        return Finding("terminal", "Terminal", Level.OK, SMALL.format(columns=columns, lines=lines))
    return Finding("terminal", "Terminal", Level.OK, f"{columns} colonnes et {lines} lignes.")


def _environment(machine: Machine) -> Mapping[str, str] | None:
    """Return what the unit gives, or what this terminal has; None if neither is there."""
    given = kiosk_environment(machine)
    if given is None and machine.terminal is not None:
        return machine.environment
    return given


def _name(machine: Machine) -> Finding:
    given = _environment(machine)
    if given is None:
        return Finding("term", "Type", Level.OK, NOT_LOOKED_AT)
    name = given.get("TERM", "")
    if not name.startswith(KNOWN):
        found = f"« {name} » n'est pas un terminal connu" if name else "TERM n'est pas donné"
        right = TERMINALS[unit_of_the_kiosk(machine) or CONSOLE]
        return Finding(
            "term", "Type", Level.FAULT, f"{found} : {_advice(machine, f'TERM={right}')}"
        )
    colours = ", sans couleurs (NO_COLOR)" if given.get("NO_COLOR") else ""
    return Finding("term", "Type", Level.OK, f"TERM={name}{colours}.")


def _language(machine: Machine) -> Finding:
    given = _environment(machine)
    if given is None:
        return Finding("locale", "Langue", Level.OK, NOT_LOOKED_AT)
    language = next((value for name in LANGUAGES if (value := given.get(name))), "")
    if language.lower().endswith(UTF_8):
        return Finding("locale", "Langue", Level.OK, f"{language}.")
    text = f"« {language or 'C'} » n'est pas en UTF-8 : {_advice(machine, 'LANG=C.UTF-8')}"
    return Finding("locale", "Langue", Level.FAULT, text)


def _advice(machine: Machine, line: str) -> str:
    """Return where a variable is set: in the unit, which is to be there first."""
    there = unit_of_the_kiosk(machine) is not None
    return (IN_THE_UNIT if there else BY_THE_UNIT).format(line=line)
