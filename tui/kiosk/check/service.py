"""The unit by which systemd keeps the kiosk there, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from configparser import Error as ConfigParserError
from typing import TYPE_CHECKING

from models import Finding, Level
from tui.kiosk.check.live import unit_question, unit_settings
from tui.kiosk.check.settings import last_assigned, quoted, shell_settings, unit_environment

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

CONSOLE, CAGE = UNITS = ("espace-electeur-borne.service", "espace-electeur-borne-cage.service")
SYSTEM = "etc/systemd/system"
TERMINALS = {CONSOLE: "linux", CAGE: "foot"}
"""What systemd and foot say in TERM if the unit says nothing (systemd.exec(5), foot(1))."""
LOCALE = "etc/locale.conf"
"""The language that systemd gives to every unit (locale.conf(5))."""

NONE = (
    "Aucune unité ne relance la borne : installez docs/borne/espace-electeur-borne.service dans "
    "/etc/systemd/system, comme le dit le guide."
)
TWO = (
    "Deux unités utilisent le même écran : lancez « sudo systemctl disable --now "
    "espace-electeur-borne-cage.service » pour garder la console."
)
ASLEEP = "{unit} ne commence pas avec la machine : lancez « sudo systemctl enable --now {unit} »."
END = "espace-electeur-borne-fin.service"
"""What gives the login its console back, once a kiosk has ended and is not started again."""
FOOT = "etc/espace-electeur/foot.ini"
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
"""What of foot.ini(5) keeps a terminal closed; the guide's file has all of it."""

AS_ROOT = (
    "L'unité {unit} lance la borne sous le compte « {user} » : écrivez « User=borne » sous "
    "[Service], puis « sudo systemctl daemon-reload » et relancez-la."
)
NOT_KEPT = (
    "L'unité {unit} ne relance pas une borne qui finit ou se tait : écrivez {lines} sous "
    "[Service], comme le fichier du guide."
)
NO_END = (
    "L'unité /etc/systemd/system/{end} manque : après le code du personnel, aucun écran de "
    "connexion ne revient. Installez-la depuis docs/borne, puis « sudo systemctl daemon-reload »."
)
NOT_LOADED = (
    "L'unité {unit} a changé depuis que systemd l'a lue : lancez « sudo systemctl daemon-reload », "
    "puis « sudo systemctl restart {unit} »."
)
OPEN_FOOT = (
    "/{place} laisse {what} : installez docs/borne/foot.ini, comme le dit le guide ; changez-y "
    "seulement « font »."
)
NO_FOOT = "/{place} manque : installez docs/borne/foot.ini, comme le dit le guide."

WANTED = ("multi-user.target.wants", "graphical.target.wants")


def installed_units(machine: Machine) -> dict[str, str]:
    """Return the names and the texts of the kiosk's units on a machine."""
    texts = {unit: machine.text(f"{SYSTEM}/{unit}") for unit in UNITS}
    return {unit: text for unit, text in texts.items() if text is not None}


def unit_of_the_kiosk(machine: Machine) -> str | None:
    """Return the unit that begins with the machine, or is at least there; None without any."""
    units = installed_units(machine)
    return next((unit for unit in units if _begins(machine, unit)), next(iter(units), None))


def kiosk_environment(machine: Machine) -> dict[str, str] | None:
    """Return what the kiosk will find in its environment, None if no unit starts it."""
    unit = unit_of_the_kiosk(machine)
    if unit is None:
        return None
    given = {"TERM": TERMINALS[unit]} | shell_settings(machine.text(LOCALE) or "")
    return given | unit_environment(_whole_text(machine, unit))


def check_service(machine: Machine) -> list[Finding]:
    """Look for the unit: there, one, and begun with the machine."""
    units = installed_units(machine)
    begun = [unit for unit in units if _begins(machine, unit)]
    if not units:
        wrong = NONE
    elif not begun:
        wrong = ASLEEP.format(unit=next(iter(units)))
    elif len(begun) > 1:
        wrong = TWO
    else:
        wrongs = [*_wrong_settings(machine, begun[0]), *_wrong_terminal(machine, begun[0])]
        good = Finding("service", "Service", Level.OK, f"{begun[0]} commence avec la machine.")
        return [Finding("service", "Service", Level.FAULT, one) for one in wrongs] or [good]
    return [Finding("service", "Service", Level.FAULT, wrong)]


def _wrong_settings(machine: Machine, unit: str) -> Iterator[str]:
    """Yield what is to be done about a unit as it is written, and as it was read."""
    text = _whole_text(machine, unit)
    user = last_assigned(text, "User") or "root"
    if user in {"root", "0"}:
        yield AS_ROOT.format(unit=unit, user=user)
    lacking = [
        line
        for name, line in (("Restart", "Restart=on-failure"), ("WatchdogSec", "WatchdogSec=30"))
        if last_assigned(text, name) in {None, "", "no", "0"}
    ]
    if lacking:
        yield NOT_KEPT.format(unit=unit, lines=quoted(lacking))
    if END in text and machine.text(f"{SYSTEM}/{END}") is None:
        yield NO_END.format(end=END)
    names = ("NeedDaemonReload", "LoadState")
    if unit_settings(machine.ask(unit_question(unit, names))).get("NeedDaemonReload") == "yes":
        yield NOT_LOADED.format(unit=unit)


def _wrong_terminal(machine: Machine, unit: str) -> Iterator[str]:
    """Yield what is to be done about the terminal of the cage."""
    if unit != CAGE:
        return
    text = machine.text(FOOT)
    if text is None:
        yield NO_FOOT.format(place=FOOT)
        return
    settings = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    try:
        settings.read_string(f"[main]\n{text}")
    except ConfigParserError:
        settings.clear()
    open_ones = [
        name
        for section, wanted in HARMLESS.items()
        for name, value in wanted.items()
        if settings.get(section, name, fallback="") != value
    ]
    if open_ones:
        yield OPEN_FOOT.format(place=FOOT, what=", ".join(open_ones))


def _whole_text(machine: Machine, unit: str) -> str:
    """Return the text of a unit with its changes, in the order in which they count."""
    changes = sorted((machine.root / SYSTEM / f"{unit}.d").glob("*.conf"))
    places = [f"{SYSTEM}/{unit}", *(str(path.relative_to(machine.root)) for path in changes)]
    return "\n".join(machine.text(place) or "" for place in places)


def _begins(machine: Machine, unit: str) -> bool:
    return any((machine.root / SYSTEM / folder / unit).is_symlink() for folder in WANTED)
