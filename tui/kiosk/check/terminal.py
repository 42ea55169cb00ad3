"""The terminal: one that can be read and written, large enough, known, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import Finding

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

NO_TERMINAL = "Lancez cette vérification au clavier, sur l'écran de la borne, sans rien rediriger."
TOO_SMALL = (
    "L'écran n'a que {columns} colonnes et {lines} lignes, il en faut 60 et 20 : choisissez une "
    "police plus petite, « FONTSIZE » de console-setup, ou « font » de foot.ini."
)
SMALL = "{columns} colonnes et {lines} lignes ; 80 et 24 sont plus confortables."


def check_terminal(machine: Machine) -> list[Finding]:
    """Look at the terminal that the check was started on, and at what its environment says."""
    return [_size(machine), _name(machine), _language(machine)]


def _size(machine: Machine) -> Finding:
    terminal = machine.terminal
    if terminal is None:
        return Finding("terminal", "Terminal", False, NO_TERMINAL)
    columns, lines = terminal.columns, terminal.lines
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        text = TOO_SMALL.format(columns=columns, lines=lines)
        return Finding("terminal", "Terminal", False, text)
    if columns < ADVISED[0] or lines < ADVISED[1]:
        return Finding("terminal", "Terminal", True, SMALL.format(columns=columns, lines=lines))
    return Finding("terminal", "Terminal", True, f"{columns} colonnes et {lines} lignes.")


def _name(machine: Machine) -> Finding:
    name = machine.environment.get("TERM", "")
    if not name.startswith(KNOWN):
        found = f"« {name} » n'est pas un terminal connu" if name else "TERM n'est pas donné"
        text = f"{found} : écrivez « Environment=TERM=linux » dans l'unité de la borne."
        return Finding("term", "Type", False, text)
    colours = ", sans couleurs (NO_COLOR)" if machine.environment.get("NO_COLOR") else ""
    return Finding("term", "Type", True, f"TERM={name}{colours}.")


def _language(machine: Machine) -> Finding:
    said = next((value for name in LANGUAGES if (value := machine.environment.get(name))), "")
    if said.lower().endswith(UTF_8):
        return Finding("locale", "Langue", True, f"{said}.")
    text = (
        f"« {said or 'C'} » n'est pas en UTF-8 : écrivez « Environment=LANG=C.UTF-8 » dans l'unité "
        "de la borne."
    )
    return Finding("locale", "Langue", False, text)
