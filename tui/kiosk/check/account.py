"""The account that the kiosk runs under: its own, without a login, without any power."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from models import Finding

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

NO_LOGIN = ("nologin", "false")
"""Programs that end a login at once (nologin(8), false(1))."""
POWERFUL = frozenset(
    ("root", "sudo", "wheel", "adm", "docker", "lxd", "libvirt", "disk", "shadow", "kmem", "staff")
)
"""Groups by which an account governs the machine or reads its logs on Debian and elsewhere."""

ROOT = (
    "Une borne ne se lance pas en root : créez son compte, puis vérifiez avec "
    "« espace-electeur kiosk --check »."
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
        return [Finding("account", "Compte", False, ROOT)]
    account = _account(machine)
    if account is None:
        return [Finding("account", "Compte", False, UNKNOWN.format(uid=machine.uid))]
    wrong = []
    if account.shell.rpartition("/")[2] not in NO_LOGIN:
        wrong.append(SHELL.format(name=account.name))
    powers = sorted(POWERFUL.intersection(_groups(machine, account)))
    wrong += [MEMBER.format(name=account.name, group=group) for group in powers]
    if wrong:
        return [Finding("account", "Compte", False, text) for text in wrong]
    return [Finding("account", "Compte", True, f"{account.name}, sans session ni pouvoir.")]


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
