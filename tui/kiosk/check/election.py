"""The election as the kiosk's account reaches it: its file, its database, its staff code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import models
from models import Finding, Level
from tui.command_line.installation import findings_of
from tui.kiosk.check.rights import may_read, replaceable, shut_folder

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

UNREADABLE = (
    "Le compte de la borne ne peut pas lire {path} : lancez « sudo chgrp borne {path} » et « sudo "
    "chmod 640 {path} »."
)
CHANGEABLE = (
    "Le compte de la borne peut changer {path} : lancez « sudo chown root:borne {path} » et « sudo "
    "chmod g-w,o-w {path} »."
)
SHUT = (
    "Le compte de la borne ne peut pas entrer dans {folder}, où est {path} : mettez le fichier "
    "dans /srv/elections, comme le dit le guide, ou lancez « sudo chmod a+x {folder} »."
)
ONLY_READ = "{path} n'est que lu par la borne."
ROOT_READS = "{path} ; ses droits se vérifient depuis le compte de la borne."


def check_election(machine: Machine, path: Path, *, quick: bool = False) -> list[Finding]:
    """Look at an election from the account of the kiosk, with the checks of `admin check`.

    Args:
        machine: Where the kiosk is.
        path: The election file.
        quick: Only what a monitor asks for every minute.
    """
    found = _file(machine, path)
    return [*found, *findings_of(path, machine=models.Machine.KIOSK, quick=quick)]


def _file(machine: Machine, path: Path) -> list[Finding]:
    """Look at who may read and change the file; that it is not there is said of the election."""
    changeable = None if machine.uid == 0 else next(replaceable(machine, path), None)
    if folder := shut_folder(path):
        wrong = SHUT.format(folder=folder, path=path)
    elif not path.exists():
        return []
    elif not may_read(machine, path):
        wrong = UNREADABLE.format(path=path)
    elif changeable:
        wrong = CHANGEABLE.format(path=changeable)
    else:
        text = ROOT_READS if machine.uid == 0 else ONLY_READ
        return [Finding("file", "Fichier", Level.OK, text.format(path=path))]
    return [Finding("file", "Fichier", Level.FAULT, wrong)]
