"""The Linux console: its keyboard, its font, and the keys that leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import Finding
from tui.kiosk.check.settings import shell_settings

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

KEYBOARD, CONSOLE = "etc/default/keyboard", "etc/default/console-setup"
"""What Debian's setupcon(1) reads."""
VCONSOLE = "etc/vconsole.conf"
"""What systemd reads where setupcon is not (vconsole.conf(5))."""

NO_SETTINGS = (
    "Rien ne règle le clavier et la police de la console : installez le paquet Debian "
    "« console-setup »."
)
NO_FRENCH = (
    "Le clavier de la console est « {layout} » : écrivez « {line} » dans /{place}, puis lancez "
    "« sudo {command} »."
)
NO_LATIN = (
    "La police de la console est « {font} », qui n'a pas toutes les lettres du français : écrivez "
    "« {line} » dans /{place}, puis lancez « sudo {command} »."
)
NO_UTF_8 = (
    'La console n\'est pas en UTF-8 : écrivez « CHARMAP="UTF-8" » dans /{place}, puis lancez '
    "« sudo setupcon --force »."
)
LEAVES = (
    "Alt+F2 montre une autre console : installez /etc/espace-electeur/touches.sed et l'unité de "
    "la borne, comme le dit le guide, puis lancez-la."
)
SETUPCON, RESTART = "setupcon --force", "systemctl restart systemd-vconsole-setup"
UNKNOWN = "inconnu"

WHOLE = ("Lat15", "Uni1", "guess")
"""Codesets of console-setup(5) with the letters of French; setupcon guesses rightly in UTF-8."""
WHOLE_FONTS = ("Lat15", "Uni1", "lat0-", "lat9")
"""Beginnings of the fonts with them, where systemd sets the font (ISO 8859-15)."""


def check_console(machine: Machine) -> list[Finding]:
    """Look at the console's settings; nothing where the kiosk's terminal is no console."""
    if not machine.environment.get("TERM", "").startswith("linux"):
        return []
    found = [_keyboard(machine), _font(machine)]
    leaves = machine.terminal.leaves if machine.terminal else None
    if leaves is not None:
        text = LEAVES if leaves else "Aucune touche ne quitte cette console."
        found.append(Finding("switching", "Changer d'écran", not leaves, text))
    return found


def _keyboard(machine: Machine) -> Finding:
    if (said := machine.text(KEYBOARD)) is not None:
        name, place, line, command = "XKBLAYOUT", KEYBOARD, 'XKBLAYOUT="fr"', SETUPCON
    elif (said := machine.text(VCONSOLE)) is not None:
        name, place, line, command = "KEYMAP", VCONSOLE, "KEYMAP=fr", RESTART
    else:
        return Finding("keyboard", "Clavier", False, NO_SETTINGS)
    layout = shell_settings(said).get(name, "")
    if layout.split(",")[0].split("-")[0] == "fr":
        return Finding("keyboard", "Clavier", True, f"Français ({layout}).")
    text = NO_FRENCH.format(layout=layout or UNKNOWN, line=line, place=place, command=command)
    return Finding("keyboard", "Clavier", False, text)


def _font(machine: Machine) -> Finding:
    if (said := machine.text(CONSOLE)) is not None:
        settings = shell_settings(said)
        if settings.get("CHARMAP", "UTF-8") not in {"UTF-8", "guess"}:
            return Finding("font", "Police", False, NO_UTF_8.format(place=CONSOLE))
        codeset, face = settings.get("CODESET", ""), settings.get("FONTFACE", "")
        font = f"{codeset}-{face}{settings.get('FONTSIZE', '')}" if face else ""
        good = codeset in WHOLE and bool(face)
        line, place, command = 'CODESET="Lat15"', CONSOLE, SETUPCON
        if not face:
            line = 'FONTFACE="TerminusBold"'
    elif (said := machine.text(VCONSOLE)) is not None:
        font = shell_settings(said).get("FONT", "")
        good = font.startswith(WHOLE_FONTS)
        line, place, command = "FONT=Lat15-TerminusBold16", VCONSOLE, RESTART
    else:
        return Finding("font", "Police", False, NO_SETTINGS)
    if good:
        return Finding("font", "Police", True, f"{font}.")
    text = NO_LATIN.format(font=font or UNKNOWN, line=line, place=place, command=command)
    return Finding("font", "Police", False, text)
