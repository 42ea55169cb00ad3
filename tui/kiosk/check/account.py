"""The account that the kiosk runs under, and the program that it must not be able to change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from models import Finding, Level
from tui.kiosk.check.rights import replaceable

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

NOT_ISOLATED = (
    "Python prend des réglages dans l'environnement : lancez la borne par « espace-electeur "
    "kiosk », sans « python -m »."
)
WITHIN_REACH = (
    "Le compte de la borne peut changer {path}, où est le programme : lancez « sudo chown "
    "root: {path} » et « sudo chmod go-w {path} »."
)

OUT_OF_REACH = "Isolé, et hors de portée du compte de la borne."
ISOLATED = "Isolé ; ses droits se vérifient depuis le compte de la borne."


def check_program(machine: Machine) -> list[Finding]:
    """Look at how Python was started, and at who may change what it runs."""
    wrong = [] if machine.isolated else [NOT_ISOLATED]
    if machine.uid != 0:
        places = {
            place: None
            for path in machine.program
            for place in replaceable(machine, path)
            if path.exists()
        }
        wrong += [WITHIN_REACH.format(path=place) for place in places]
    if wrong:
        return [Finding("program", "Programme", Level.FAULT, text) for text in wrong]
    # Root changes everything; that it must not be root is said of the account.
    text = ISOLATED if machine.uid == 0 else OUT_OF_REACH
    return [Finding("program", "Programme", Level.OK, text)]


NO_LOGIN = ("nologin", "false")
"""Programs that end a login at once (nologin(8), false(1))."""
POWERFUL = frozenset(
    (
        *("root", "sudo", "wheel", "adm", "docker", "lxd", "libvirt", "disk", "shadow", "kmem"),
        *("staff", "input"),
    )
)
"""Groups by which an account governs the machine or reads its logs on Debian and elsewhere."""

CHECK = "kiosk --check"
ROOT = (
    "Une borne ne se lance pas en root : créez son compte, puis vérifiez avec "
    f"« espace-electeur {CHECK} »."
)
UNKNOWN = (
    "Le compte numéro {uid} n'est pas dans /etc/passwd : créez-en un sur cette machine, « sudo "
    "useradd --system -s /usr/sbin/nologin borne »."
)
SHELL = (
    "Le compte {name} peut ouvrir une session : lancez « sudo usermod -s /usr/sbin/nologin "
    "{name} »."
)
MEMBER = "Le compte {name} est dans le groupe {group} : lancez « sudo gpasswd -d {name} {group} »."


class _Account(NamedTuple):
    name: str
    shell: str


def check_account(machine: Machine) -> list[Finding]:
    """Look at the account that this process runs under."""
    if machine.uid == 0:
        return [Finding("account", "Compte", Level.FAULT, ROOT, CHECK)]
    account = _account(machine)
    if account is None:
        return [Finding("account", "Compte", Level.FAULT, UNKNOWN.format(uid=machine.uid))]
    wrong = []
    if account.shell.rpartition("/")[2] not in NO_LOGIN:
        wrong.append(SHELL.format(name=account.name))
    powers = sorted(POWERFUL.intersection(_groups(machine, account)))
    wrong += [MEMBER.format(name=account.name, group=group) for group in powers]
    if wrong:
        return [Finding("account", "Compte", Level.FAULT, text) for text in wrong]
    return [Finding("account", "Compte", Level.OK, f"{account.name}, sans session ni pouvoir.")]


def _account(machine: Machine) -> _Account | None:
    for line in (machine.text("etc/passwd") or "").splitlines():
        cells = line.split(":")
        if len(cells) >= 7 and cells[2] == str(machine.uid):
            return _Account(cells[0], cells[6])
    return None


def _groups(machine: Machine, account: _Account) -> Iterator[str]:
    """Yield the groups that the process is in, or the account is a member of."""
    numbers = {str(number) for number in machine.groups}
    for line in (machine.text("etc/group") or "").splitlines():
        cells = line.split(":")
        if len(cells) >= 4 and (cells[2] in numbers or account.name in cells[3].split(",")):
            yield cells[0]
